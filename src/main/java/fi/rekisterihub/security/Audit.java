package fi.rekisterihub.security;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what and who looked at whom: the append-only table {@code audit}. */
@Component
public final class Audit {

    private static final String RECORD = """
            insert into audit (who, action, entity_id, detail) values (:who, :action, :entity, :detail)
            """;
    private static final String LATEST = """
            select at, who, action, entity_id, detail from audit order by at desc limit :most
            """;
    private static final String LOG = """
            select id, at, who, action, entity_id, detail from audit
             where entity_id is not null and (:who::text is null or who = :who)
               and (:entity::bigint is null or entity_id = :entity) and (:after::bigint is null or id < :after)
             order by id desc
             limit :most
            """;
    private static final String LOOKERS = """
            select who, count(*) as looks, count(distinct entity_id) as persons, max(at) as latest
              from audit
             where action = 'person-viewed' and at > now() - interval '24 hours'
             group by who
             order by persons desc, who
             limit 20
            """;

    private final JdbcClient jdbc;

    Audit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param action a fixed word such as {@code login}, {@code person-viewed}, {@code run-released}
     * @param entityId the person or company that it was about
     * @param detail ids and the person's own reason; never a value of a field
     */
    public void record(String who, String action, @Nullable Long entityId, @Nullable String detail) {
        jdbc.sql(RECORD)
                .param("who", who)
                .param("action", action)
                .param("entity", entityId)
                .param("detail", detail)
                .update();
    }

    /** The newest entries, newest first. */
    public List<Entry> latest(int most) {
        return jdbc.sql(LATEST)
                .param("most", most)
                .query((row, number) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("who"),
                        row.getString("action"),
                        (Long) row.getObject("entity_id"),
                        row.getString("detail")))
                .list();
    }

    /**
     * Who looked at whom and did what about them, newest first.
     *
     * @param who one user; null for all
     * @param entityId one person or company; null for all
     * @param after the number of the last row of the page before
     */
    public List<Logged> log(@Nullable String who, @Nullable Long entityId, @Nullable Long after, int most) {
        return jdbc.sql(LOG)
                .param("who", who)
                .param("entity", entityId)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new Logged(
                        row.getLong("id"),
                        new Entry(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("who"),
                                row.getString("action"),
                                (Long) row.getObject("entity_id"),
                                row.getString("detail"))))
                .list();
    }

    /** Who looked at how many persons within a day, busiest first: where an odd look-up shows. */
    public List<Looker> lookersOfTheDay() {
        return jdbc.sql(LOOKERS)
                .query((row, number) -> new Looker(
                        row.getString("who"),
                        row.getLong("looks"),
                        row.getLong("persons"),
                        row.getObject("latest", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** One act. */
    public record Entry(
            Instant at,
            String who,
            String action,
            @Nullable Long entityId,
            @Nullable String detail) {}

    /** An act with its number in the trail. */
    public record Logged(long id, Entry entry) {}

    /** One user's look-ups. */
    public record Looker(String who, long looks, long persons, Instant latest) {}
}
