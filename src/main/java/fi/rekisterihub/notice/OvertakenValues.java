package fi.rekisterihub.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes overtaken values out of deliveries that are about to go, and tells what was held back once its restriction is lifted. */
final class OvertakenValues {

    private static final String LATER = """
            select n.kind, later.status, later.payload::text as payload
              from notice_delivery later join notice n on n.id = later.notice_id
             where later.entity_id = :entity and later.recipient = :recipient and later.position > :position
               and later.status <> 'refused'
             order by later.position
            """;
    private static final String LEAVE_OUT = """
            update notice_delivery
               set payload = :payload::jsonb,
                   held_back = case when :held = '{}' then held_back
                                    else coalesce(held_back, '{}'::jsonb) || :held::jsonb end
             where id = :id and lease = :lease
            """;
    private static final String HELD_BACK = """
            select id, position, held_back::text as held_back
              from notice_delivery
             where entity_id = :entity and recipient = :recipient and position < :position and held_back is not null
             order by position
            """;
    private static final String STILL_HELD = """
            update notice_delivery set held_back = nullif(:held::jsonb, '{}'::jsonb) where id = :id
            """;

    private final JdbcClient jdbc;

    OvertakenValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The delivery as it may be told now; kept like that, so that a repeat says the same or less. */
    ClaimedDelivery leaveOut(ClaimedDelivery delivery) {
        Overtaking.Left left = Overtaking.of(delivery.kind(), delivery.payload(), later(delivery, delivery.position()));
        if (left.payload().equals(delivery.payload())) {
            return delivery;
        }
        jdbc.sql(LEAVE_OUT)
                .param("id", delivery.id())
                .param("lease", delivery.lease())
                .param("payload", PayloadJson.write(left.payload()))
                .param("held", PayloadJson.write(left.heldBack()))
                .update();
        return delivery.with(left.payload());
    }

    private List<Overtaking.Later> later(ClaimedDelivery delivery, long position) {
        return jdbc.sql(LATER)
                .param("entity", delivery.entityId())
                .param("recipient", delivery.recipient())
                .param("position", position)
                .query(OvertakenValues::later)
                .list();
    }

    /**
     * Queues what the restriction kept from this recipient, as a correction after the lift. Called when the lift goes out:
     * everything before it has come to its end by then, so that nothing can be held back any more.
     */
    void tellWhatWasHeldBack(ClaimedDelivery lift) {
        List<HeldBack> held = jdbc.sql(HELD_BACK)
                .param("entity", lift.entityId())
                .param("recipient", lift.recipient())
                .param("position", lift.position())
                .query((row, number) -> heldBack(lift, row))
                .list();
        Map<String, Object> values = new LinkedHashMap<>();
        held.forEach(one -> values.putAll(one.free()));
        if (!values.isEmpty()) {
            Queue queue = new Queue(lift.registerId());
            Queue.Notice notice = queue.notice(NoticeKind.RECTIFIED, lift.entityId(), "notice-delivery:" + lift.id());
            Map<String, Object> payload = new HashMap<>(lift.payload());
            payload.keySet().retainAll(Set.of("entity"));
            payload.put(Overtaking.FIELDS, values);
            queue.delivery(notice, Recipient.processor(lift.recipient(), lift.route(), Set.of(), Set.of()), payload);
            queue.keep(jdbc);
        }
        held.forEach(one -> jdbc.sql(STILL_HELD)
                .param("id", one.delivery())
                .param("held", PayloadJson.write(one.still()))
                .update());
    }

    /** @param free what may be told now */
    private record HeldBack(UUID delivery, Map<String, Object> free, Map<String, Object> still) {}

    private HeldBack heldBack(ClaimedDelivery lift, ResultSet row) throws SQLException {
        Map<String, Object> held = PayloadJson.read(row.getString("held_back"));
        List<Overtaking.Later> later = later(lift, row.getLong("position"));
        Overtaking.Left left = Overtaking.of(NoticeKind.RECTIFIED, Map.of(Overtaking.FIELDS, held), later);
        Map<String, Object> free = new LinkedHashMap<>();
        if (left.payload().get(Overtaking.FIELDS) instanceof Map<?, ?> still) {
            still.forEach((field, value) -> free.put(String.valueOf(field), value));
        }
        return new HeldBack(row.getObject("id", UUID.class), free, left.heldBack());
    }

    private static Overtaking.Later later(ResultSet row, int number) throws SQLException {
        Map<String, Object> payload = PayloadJson.read(row.getString("payload"));
        Set<String> fields = payload.get(Overtaking.FIELDS) instanceof Map<?, ?> named
                ? named.keySet().stream().map(String::valueOf).collect(java.util.stream.Collectors.toSet())
                : Set.of();
        String status = row.getString("status");
        return new Overtaking.Later(
                NoticeKind.of(row.getString("kind")),
                status.equals("sent") || status.equals("confirmed"),
                fields,
                String.valueOf(payload.get(Overtaking.OF)));
    }
}
