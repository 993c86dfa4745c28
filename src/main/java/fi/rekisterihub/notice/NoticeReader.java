package fi.rekisterihub.notice;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads notices and their deliveries for the console and the API. */
@Component
public final class NoticeReader {

    /** Counts stop here: what waits or is dead is few, and of what has arrived nobody needs the last digit. */
    public static final int COUNT_UP_TO = 10_000;

    private static final String DELIVERY = """
            select d.id, d.notice_id, n.register_id, n.kind, n.entity_id, n.cause, d.recipient, d.route, d.status,
                   d.attempts, d.next_at, d.last_error, d.receipt, d.created_at, d.sent_at, d.confirmed_at,
                   d.checked_at, d.drifted_at, d.repairs, d.origin, d.answer, d.answer_reason, d.answered_at, d.promised_at,
                   d.reminded_at
              from notice_delivery d
              join notice n on n.id = d.notice_id
            """;
    private static final String LIST = DELIVERY + """
             where (:status::text is null or d.status = :status)
               and (:recipient::text is null or d.recipient = :recipient)
               and (:after::uuid is null or d.id < :after)
             order by d.id desc
             limit :most
            """;
    private static final String ONE = DELIVERY + " where d.id = :id";
    private static final String OF_ENTITY = DELIVERY + """
             where d.entity_id = :entity
             order by d.created_at desc, d.recipient
             limit :most
            """;
    // By the index of each: a delivery is found by its person, or by its notice where nobody is known. What one act
    // says of a
    // second address has the cause of the first with /2 behind it; 0 is what comes after the stroke.
    private static final String CAUSED = """
              join unnest(:causes::text[]) as c(cause)
                on n.cause = c.cause or n.cause > c.cause || '/' and n.cause < c.cause || '0'
            """;
    private static final String BY_CAUSE = DELIVERY + CAUSED + """
             where d.entity_id = n.entity_id
             union all
            """ + DELIVERY + CAUSED + """
             where n.entity_id is null and d.entity_id is null
             order by recipient
            """;
    private static final String PAYLOAD = "select payload::text from notice_delivery where id = :id";
    private static final String COUNTS = """
            with recursive ended as (
                (select status, recipient from notice_delivery where status not in ('new', 'claimed')
                  order by status, recipient limit 1)
                union all
                select next.status, next.recipient
                  from ended
                 cross join lateral (select status, recipient from notice_delivery
                                      where (status, recipient) > (ended.status, ended.recipient)
                                        and status not in ('new', 'claimed')
                                      order by status, recipient limit 1) next),
            waited_for as (
                (select route from notice_delivery where status in ('new', 'claimed') order by route limit 1)
                union all
                select next.route
                  from waited_for
                 cross join lateral (select route from notice_delivery
                                      where route > waited_for.route and status in ('new', 'claimed')
                                      order by route limit 1) next)
            select recipient, status, sum(number) as number
              from (select recipient, status,
                           (select count(*) from (select from notice_delivery d
                             where d.status = ended.status and d.status not in ('new', 'claimed')
                               and d.recipient = ended.recipient limit :most) bounded) as number
                      from ended
                     union all
                    select recipient, bounded.status, count(*)
                      from waited_for
                     cross join lateral (select d.recipient, d.status from notice_delivery d
                             where d.status in ('new', 'claimed') and d.route = waited_for.route
                             limit :most) bounded
                     group by recipient, bounded.status) counted
             group by recipient, status
             order by recipient, status
            """;
    // The newest of each route that wait, and as many dead ones: a full register's changes may wait beside them.
    private static final String OPT_OUTS_ON_THE_WAY = """
            with recursive waited_for as (
                (select route from notice_delivery where status in ('new', 'claimed') order by route limit 1)
                union all
                select next.route
                  from waited_for
                 cross join lateral (select route from notice_delivery
                                      where route > waited_for.route and status in ('new', 'claimed')
                                      order by route limit 1) next),
            looked_at as (
                select waited_for.route as part, bounded.notice_id
                  from waited_for
                 cross join lateral (select d.notice_id from notice_delivery d
                             where d.status in ('new', 'claimed') and d.route = waited_for.route
                             order by d.position desc limit :most) bounded
                union all
                (select 'dead', notice_id from notice_delivery
                  where status = 'dead' and status not in ('new', 'claimed') limit :most))
            select (select count(distinct l.notice_id) from looked_at l
                      join notice n on n.id = l.notice_id and n.kind = 'opt-out') as number,
                   exists (select from looked_at group by part having count(*) >= :most) as bounded
            """;

    private final JdbcClient jdbc;

    NoticeReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first, since ids grow with time; {@code after} is the id of the last delivery of the page before. */
    public List<DeliveryView> list(
            @Nullable String status, @Nullable String recipient, @Nullable UUID after, int most) {
        return jdbc.sql(LIST)
                .param("status", status)
                .param("recipient", recipient)
                .param("after", after)
                .param("most", most)
                .query(NoticeReader::delivery)
                .list();
    }

    public Optional<DeliveryView> find(UUID id) {
        return jdbc.sql(ONE).param("id", id).query(NoticeReader::delivery).optional();
    }

    /** What the recipient is told, as JSON; it holds personal data. */
    public String payload(UUID id) {
        return jdbc.sql(PAYLOAD).param("id", id).query(String.class).single();
    }

    /** What was told about a company or a person, newest first. */
    public List<DeliveryView> ofEntity(long entityId, int most) {
        return jdbc.sql(OF_ENTITY)
                .param("entity", entityId)
                .param("most", most)
                .query(NoticeReader::delivery)
                .list();
    }

    /** The deliveries that each cause made, such as {@code permission-event:17}; a cause that told nobody is missing. */
    public Map<String, List<DeliveryView>> byCause(Collection<String> causes) {
        if (causes.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(BY_CAUSE)
                .param("causes", causes.toArray(String[]::new))
                .query(NoticeReader::delivery)
                .list()
                .stream()
                .collect(Collectors.groupingBy(delivery -> delivery.cause().replaceFirst("/\\d+$", "")));
    }

    /**
     * How many deliveries each recipient has in each state, counted up to {@link #COUNT_UP_TO}: of one state where they have
     * arrived, of one route while they wait.
     */
    public List<StateCount> counts() {
        return jdbc.sql(COUNTS)
                .param("most", COUNT_UP_TO)
                .query((row, number) ->
                        new StateCount(row.getString("recipient"), row.getString("status"), row.getLong("number")))
                .list();
    }

    /** Opt-outs that are recorded here and have not yet reached every system. */
    public OnTheWay optOutsOnTheWay() {
        return jdbc.sql(OPT_OUTS_ON_THE_WAY)
                .param("most", COUNT_UP_TO)
                .query((row, number) -> new OnTheWay(row.getLong("number"), row.getBoolean("bounded")))
                .single();
    }

    /** @param bounded whether there may be more: only the newest {@link #COUNT_UP_TO} of each route were looked at */
    public record OnTheWay(long number, boolean bounded) {

        public boolean none() {
            return number == 0 && !bounded;
        }
    }

    private static DeliveryView delivery(ResultSet row, int number) throws SQLException {
        return new DeliveryView(
                row.getObject("id", UUID.class),
                row.getObject("notice_id", UUID.class),
                row.getString("register_id"),
                row.getString("kind"),
                (Long) row.getObject("entity_id"),
                row.getString("cause"),
                row.getString("recipient"),
                row.getString("route"),
                row.getString("status"),
                row.getInt("attempts"),
                Times.instant(row, "next_at"),
                row.getString("last_error"),
                row.getString("receipt"),
                Times.instant(row, "created_at"),
                Times.instantOrNull(row, "sent_at"),
                Times.instantOrNull(row, "confirmed_at"),
                Times.instantOrNull(row, "checked_at"),
                Times.instantOrNull(row, "drifted_at"),
                row.getInt("repairs"),
                row.getBoolean("origin"),
                row.getString("answer"),
                row.getString("answer_reason"),
                Times.instantOrNull(row, "answered_at"),
                Times.instantOrNull(row, "promised_at"),
                Times.instantOrNull(row, "reminded_at"));
    }
}
