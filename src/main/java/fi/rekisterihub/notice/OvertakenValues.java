package fi.rekisterihub.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes overtaken values out of deliveries that are about to go. */
final class OvertakenValues {

    private static final String LATER = """
            select n.kind, later.status, later.payload::text as payload
              from notice_delivery later join notice n on n.id = later.notice_id
             where later.entity_id = :entity and later.recipient = :recipient and later.position > :position
               and later.status <> 'refused'
             order by later.position
            """;
    private static final String LEAVE_OUT = """
            update notice_delivery set payload = :payload::jsonb where id = :id and lease = :lease
            """;

    private final JdbcClient jdbc;

    OvertakenValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The delivery as it may be told now; kept like that, so that a repeat says the same or less. */
    ClaimedDelivery leaveOut(ClaimedDelivery delivery) {
        Map<String, Object> left = Overtaking.of(delivery.kind(), delivery.payload(), later(delivery));
        if (left.equals(delivery.payload())) {
            return delivery;
        }
        jdbc.sql(LEAVE_OUT)
                .param("id", delivery.id())
                .param("lease", delivery.lease())
                .param("payload", PayloadJson.write(left))
                .update();
        return delivery.with(left);
    }

    private List<Overtaking.Later> later(ClaimedDelivery delivery) {
        return jdbc.sql(LATER)
                .param("entity", delivery.entityId())
                .param("recipient", delivery.recipient())
                .param("position", delivery.position())
                .query(OvertakenValues::later)
                .list();
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
