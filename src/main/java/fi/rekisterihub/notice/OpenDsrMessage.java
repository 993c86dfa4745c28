package fi.rekisterihub.notice;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A delivery as an OpenDSR 2.0 request. That format knows access, portability and erasure only; the kinds that
 * article 19 of the GDPR adds, and the fields, are our extension, written down in {@code docs/processors.md}.
 */
public final class OpenDsrMessage {

    /** The key of our part under {@code extensions}. */
    public static final String EXTENSION = "rekisterihub";

    /** In the payload of an erasure of some fields, of somebody who stays. */
    static final String PARTIAL = "partial";

    private OpenDsrMessage() {}

    /** As below, for ways by which nobody calls back. */
    public static String json(ClaimedDelivery delivery) {
        return json(delivery, List.of());
    }

    /**
     * The request as JSON; the same for every attempt of one delivery, but that a repeat may have been overtaken in part.
     *
     * @param callbacks where the recipient says what has become of it
     */
    public static String json(ClaimedDelivery delivery, List<String> callbacks) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("regulation", "gdpr");
        message.put("subject_request_id", delivery.id().toString());
        message.put("subject_request_type", type(delivery));
        message.put(
                "submitted_time",
                delivery.noticedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        message.put("subject_identities", identities(delivery));
        message.put("api_version", "2.0");
        message.put("status_callback_urls", callbacks);
        message.put("extensions", Map.of(EXTENSION, extension(delivery)));
        return PayloadJson.write(message);
    }

    /** Whoever does not read our extension would erase all of a person of whom a few fields are to go. */
    private static String type(ClaimedDelivery delivery) {
        return switch (delivery.kind()) {
            case RECTIFIED -> "rectification";
            case ERASED -> delivery.payload().containsKey(PARTIAL) ? "rectification" : "erasure";
            case RESTRICTED -> "restriction";
            case RESTRICTION_LIFTED -> "restriction-lifted";
            case OBJECTED, OPT_OUT -> "objection";
            case MERGED, SEPARATED -> "rectification";
        };
    }

    /** The hub's own id, which the recipient was given with the data; no other datum is needed to find the row. */
    private static List<Map<String, String>> identities(ClaimedDelivery delivery) {
        if (delivery.entityId() == null) {
            return List.of();
        }
        return List.of(Map.of(
                "identity_type", "controller_customer_id",
                "identity_value", delivery.entityId().toString(),
                "identity_format", "raw"));
    }

    private static Map<String, Object> extension(ClaimedDelivery delivery) {
        Map<String, Object> extension = new LinkedHashMap<>();
        extension.put("notice_id", delivery.noticeId().toString());
        extension.put("register", delivery.registerId());
        extension.put("kind", delivery.kind().word());
        extension.put("sequence", delivery.position());
        if (delivery.reminder()) {
            extension.put("reminder", true);
        }
        extension.putAll(delivery.payload());
        return extension;
    }
}
