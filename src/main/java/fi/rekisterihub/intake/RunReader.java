package fi.rekisterihub.intake;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads runs for the console and the API. Every statement is bounded by an index and a limit. */
@Component
public final class RunReader {

    private static final String LIST = """
            select * from run
             where (:feed::text is null or feed = :feed)
               and (:status::text is null or status = :status)
               and (:after::bigint is null or id < :after)
             order by id desc
             limit :most
            """;
    private static final String ONE = "select * from run where id = :id";
    private static final String OF_DELIVERY = """
            select * from run where delivery_id = :delivery order by id desc limit 50
            """;
    private static final String MOVING = """
            select * from run where status in ('queued', 'running') order by status desc, id limit 50
            """;
    private static final String HELD = """
            select * from run where status = 'braked' order by id desc limit 50
            """;
    private static final String LAST_DAY = """
            select date_trunc('hour', coalesce(finished_at, now())) as hour, sum(applied) as applied
              from run
             where queued_at > now() - interval '25 hours'
               and coalesce(finished_at, now()) >= date_trunc('hour', now()) - interval '23 hours'
             group by 1
            """;
    private static final String PULSE = """
            select coalesce(max(id), 0) || ':' || coalesce(sum(rows_done), 0) || ':' || count(*)
              from (select id, rows_done from run where status in ('queued', 'running')
                    union all
                    (select id, 0 from run order by id desc limit 1)) moving
            """;

    private final JdbcClient jdbc;

    RunReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; {@code after} is the id of the last row of the page before. */
    public List<RunView> list(@Nullable String feed, @Nullable String status, @Nullable Long after, int most) {
        return jdbc.sql(LIST)
                .param("feed", feed)
                .param("status", status)
                .param("after", after)
                .param("most", most)
                .query(RunView::of)
                .list();
    }

    public Optional<RunView> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(RunView::of).optional();
    }

    /** Every run over a delivery, the newest first. */
    public List<RunView> ofDelivery(long deliveryId) {
        return jdbc.sql(OF_DELIVERY)
                .param("delivery", deliveryId)
                .query(RunView::of)
                .list();
    }

    /** Running runs, then those that wait for their turn. */
    public List<RunView> moving() {
        return jdbc.sql(MOVING).query(RunView::of).list();
    }

    /** Runs that the brake holds until a person decides. */
    public List<RunView> held() {
        return jdbc.sql(HELD).query(RunView::of).list();
    }

    /** Rows applied in each of the last 24 hours, the present one last; hours without any are missing. */
    public List<HourOfChanges> changesOfLastDay() {
        return jdbc.sql(LAST_DAY)
                .query((row, number) ->
                        new HourOfChanges(fi.rekisterihub.database.Times.instant(row, "hour"), row.getLong("applied")))
                .list();
    }

    /** A text that differs from the last one whenever a run has moved: cheap enough to ask each second. */
    public String pulse() {
        return jdbc.sql(PULSE).query(String.class).single();
    }
}
