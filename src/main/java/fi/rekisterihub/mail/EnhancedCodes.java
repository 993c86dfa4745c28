package fi.rekisterihub.mail;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enhanced status codes to reasons: RFC 3463 and its registry (RFC 5248), RFC 7505, and the codes that Exchange Online
 * documents. The class (4 or 5) is left out: it says how often to try, not why it failed.
 */
final class EnhancedCodes {

    private static final Map<String, BounceReason> REASONS = new HashMap<>();

    static {
        add(BounceReason.USER_UNKNOWN, "1.1", "1.3", "1.10", "1.351", "1.11", "1.14", "1.15", "1.17", "1.18");
        add(BounceReason.HOST_UNKNOWN, "1.2", "4.4", "1.350", "4.310", "4.312", "1.9");
        add(BounceReason.HAS_MOVED, "1.6");
        // By RFC 7505 a null MX of the sender; Sendmail says it of the recipient's, and ours has an MX.
        add(BounceReason.NO_MAIL, "7.27");
        add(BounceReason.REJECTED, "1.7", "1.8", "1.20", "1.21", "1.90", "7.60", "7.501", "7.502", "7.503", "7.705");
        add(BounceReason.FILTERED, "2.0", "2.4", "2.5", "7.2", "7.12", "7.13", "7.17", "7.120", "7.124", "7.133");
        add(BounceReason.SUSPENDED, "2.1");
        add(BounceReason.MAILBOX_FULL, "2.2", "2.254", "2.122");
        add(BounceReason.TOO_LARGE, "2.3", "3.4");
        add(
                BounceReason.SYSTEM,
                "3.0",
                "3.1",
                "3.2",
                "3.3",
                "3.5",
                "4.0",
                "5.0",
                "5.1",
                "5.2",
                "5.3",
                "5.4",
                "5.5",
                "5.6");
        add(BounceReason.EXPIRED, "4.1", "4.7", "4.300", "4.316");
        add(BounceReason.NETWORK, "4.2", "4.3", "4.5", "4.6", "4.8", "4.14");
        add(BounceReason.CONTENT, "6.0", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "6.10", "6.11");
        add(BounceReason.POLICY, "7.0", "7.1", "7.3", "7.9");
        add(BounceReason.SECURITY, "7.4", "7.5", "7.6", "7.7", "7.8", "7.10", "7.11", "7.14", "7.57");
        add(
                BounceReason.AUTHENTICATION,
                "7.20",
                "7.21",
                "7.22",
                "7.23",
                "7.24",
                "7.26",
                "7.29",
                "7.30",
                "7.509",
                "7.515");
        add(BounceReason.REVERSE_DNS, "7.25");
        add(BounceReason.RELAY, "7.64");
        add(BounceReason.RATE_LIMITED, "7.28", "7.708");
        add(BounceReason.BLOCKED, "7.511", "7.606", "7.649", "7.650", "7.700", "7.703", "7.750");
        add(BounceReason.UNDEFINED, "0.0", "1.0", "1.4", "1.5");
    }

    private EnhancedCodes() {}

    private static void add(BounceReason reason, String... codes) {
        for (String code : codes) {
            REASONS.put(code, reason);
        }
    }

    /** Null when the code says nothing of the reason. */
    static @Nullable BounceReason reason(String code) {
        String detail = code.substring(2);
        BounceReason exact = REASONS.get(detail);
        if (exact != null) {
            return exact;
        }
        // Microsoft numbers everything it denies from 7.5nn on; others add details of their own.
        return detail.startsWith("7.") ? BounceReason.POLICY : null;
    }

    /** Whether it says more than "something with the address", "something with the mailbox" or less. */
    static boolean isTelling(@Nullable String code) {
        return code != null
                && !code.isEmpty()
                && !code.endsWith(".0.0")
                && !code.endsWith(".1.0")
                && !code.endsWith(".5.0")
                && !code.endsWith(".3.0")
                && !code.endsWith(".4.0");
    }

    static boolean isUserUnknown(@Nullable String code) {
        return code != null && (code.endsWith(".1.1") || code.endsWith(".1.10"));
    }
}
