package fi.rekisterihub.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a notice is still true at the moment when it goes out. Every notice is told, in order and under its id, but a value
 * that a later notice to the same recipient has overtaken is not: it is left out, and its field is named under
 * {@value #OVERTAKEN}. So a recipient that was away for a week learns everything that happened and is given no value that is
 * wrong or erased by then; what is restricted waits ({@link DueDeliveries}). Pure: no clock, no database.
 */
final class Overtaking {

    static final String FIELDS = "fields";
    static final String OF = "of";
    static final String OVERTAKEN = "overtaken";

    /** Whether there is a later delivery to the recipient about the entity of {@code d}. */
    static final String FOLLOWED = """
            exists (select 1
                                from notice_delivery later
                               where later.entity_id = d.entity_id
                                 and later.recipient = d.recipient
                                 and later.position > d.position)""";

    private Overtaking() {}

    /**
     * A later delivery about the same entity to the same recipient.
     *
     * @param out whether the recipient may have it already, as when the earlier one was dead and is tried again
     * @param of the other entity, for those that were merged or separated
     */
    record Later(NoticeKind kind, boolean out, Set<String> fields, String of) {}

    /** What is told of the payload. */
    static Map<String, Object> of(NoticeKind kind, Map<String, Object> payload, List<Later> later) {
        Map<String, Object> left = new LinkedHashMap<>(payload);
        Set<String> overtaken = new TreeSet<>();
        if (payload.get(OVERTAKEN) instanceof Collection<?> before) {
            before.forEach(name -> overtaken.add(String.valueOf(name)));
        }
        if (payload.get(FIELDS) instanceof Map<?, ?> fields) {
            Map<String, Object> still = new LinkedHashMap<>();
            fields.forEach((name, value) -> {
                String field = String.valueOf(name);
                if (isOvertaken(kind, field, later)) {
                    overtaken.add(field);
                } else {
                    still.put(field, value);
                }
            });
            left.put(FIELDS, still);
        }
        if (payload.get(OF) instanceof String other && isTakenBack(kind, other, later)) {
            left.remove(OF);
            overtaken.add(OF);
        }
        if (!overtaken.isEmpty()) {
            left.put(OVERTAKEN, new ArrayList<>(overtaken));
        }
        return left;
    }

    /** What is behind in the queue overtakes a value only: a restriction that is to be lifted next is told first all the same. */
    private static boolean isOvertaken(NoticeKind kind, String field, List<Later> later) {
        Set<NoticeKind> by =
                switch (kind) {
                    case RECTIFIED -> Set.of(NoticeKind.RECTIFIED, NoticeKind.ERASED);
                    case ERASED -> Set.of(NoticeKind.RECTIFIED);
                    case RESTRICTED -> Set.of(NoticeKind.RESTRICTION_LIFTED, NoticeKind.ERASED);
                    case RESTRICTION_LIFTED -> Set.of(NoticeKind.RESTRICTED, NoticeKind.ERASED);
                    case OBJECTED, OPT_OUT, MERGED, SEPARATED -> Set.of();
                };
        return later.stream()
                .filter(one -> by.contains(one.kind()) && one.fields().contains(field))
                .anyMatch(one -> kind.tellsValues() || one.out());
    }

    private static boolean isTakenBack(NoticeKind kind, String other, List<Later> later) {
        NoticeKind opposite =
                switch (kind) {
                    case MERGED -> NoticeKind.SEPARATED;
                    case SEPARATED -> NoticeKind.MERGED;
                    default -> null;
                };
        return later.stream()
                .anyMatch(one -> one.out() && one.kind() == opposite && one.of().equals(other));
    }
}
