package fi.rekisterihub.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a message did not arrive. A closed list: numbers and rules are made from it. */
enum BounceReason {
    USER_UNKNOWN(true),
    HOST_UNKNOWN(true),
    HAS_MOVED(true),
    /** The domain takes no mail at all (RFC 7505). */
    NO_MAIL(true),
    MAILBOX_FULL(false),
    SUSPENDED(false),
    /** The recipient, or a filter for them, refused this message. */
    FILTERED(false),
    /** The sender was refused. */
    REJECTED(false),
    AUTHENTICATION(false),
    REVERSE_DNS(false),
    /** The sending server was refused. */
    BLOCKED(false),
    RELAY(false),
    SECURITY(false),
    VIRUS(false),
    SPAM(false),
    POLICY(false),
    CONTENT(false),
    TOO_LARGE(false),
    RATE_LIMITED(false),
    NETWORK(false),
    EXPIRED(false),
    /** Still being tried: counts for nothing yet. */
    DELAYED(false),
    SYSTEM(false),
    UNDEFINED(false);

    private static final Map<String, BounceReason> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(BounceReason::word, Function.identity()));

    private final boolean hard;

    BounceReason(boolean hard) {
        this.hard = hard;
    }

    /** True of the address, so that another attempt is of no use. */
    boolean hard() {
        return hard;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static BounceReason of(String word) {
        BounceReason reason = BY_WORD.get(word);
        if (reason == null) {
            throw new IllegalArgumentException("There is no bounce reason '%s'.".formatted(word));
        }
        return reason;
    }
}
