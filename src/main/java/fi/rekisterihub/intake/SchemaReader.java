package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes of the fields that sources send, for a person to look at. */
@Component
public class SchemaReader {

    private static final String LIST = """
            select id, feed, path, kind, was, now, used_by, proposal, run_id, at, status, settled_by, settled_at
              from schema_drift
             where (:feed::text is null or feed = :feed) and (:status::text is null or status = :status)
             order by case kind when 'vanished' then 0 when 'retyped' then 1 else 2 end, at desc, path
             limit 200
            """;
    private static final String SETTLE = """
            update schema_drift set status = :status, settled_by = :who, settled_at = now()
             where id = :id and feed = :feed and status = 'open'
            """;
    private static final String OPEN_AGAIN = """
            update schema_drift set status = 'open', settled_by = null, settled_at = null
             where id = :id and feed = :feed and status <> 'open'
            """;
    private static final String AUDIT = """
            insert into audit (who, action, detail) values (:who, :action, :detail)
            """;

    private final JdbcClient jdbc;

    SchemaReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the mapping loses first, then the newest. */
    public List<DriftView> list(@Nullable String feed, @Nullable String status) {
        return jdbc.sql(LIST)
                .param("feed", feed)
                .param("status", status)
                .query((row, n) -> new DriftView(
                        row.getLong("id"),
                        row.getString("feed"),
                        row.getString("path"),
                        row.getString("kind"),
                        row.getString("was"),
                        row.getString("now"),
                        List.of((String[]) row.getArray("used_by").getArray()),
                        row.getString("proposal"),
                        row.getLong("run_id"),
                        Times.instant(row, "at"),
                        row.getString("status"),
                        row.getString("settled_by"),
                        Times.instantOrNull(row, "settled_at")))
                .list();
    }

    /** Known and right: the mapping has been seen to, or needs nothing. False when it was not open (any more). */
    @Transactional
    public boolean approve(String feed, long id, String who) {
        return settle(feed, id, "approved", who);
    }

    /** Not to be spoken of again, also when it comes back. */
    @Transactional
    public boolean ignore(String feed, long id, String who) {
        return settle(feed, id, "ignored", who);
    }

    /** Takes either back. */
    @Transactional
    public boolean reopen(String feed, long id, String who) {
        boolean done = jdbc.sql(OPEN_AGAIN).param("id", id).param("feed", feed).update() == 1;
        return done && said(feed, id, "reopened", who);
    }

    private boolean settle(String feed, long id, String status, String who) {
        boolean done = jdbc.sql(SETTLE)
                        .param("status", status)
                        .param("who", who)
                        .param("id", id)
                        .param("feed", feed)
                        .update()
                == 1;
        return done && said(feed, id, status, who);
    }

    private boolean said(String feed, long id, String what, String who) {
        return jdbc.sql(AUDIT)
                        .param("who", who)
                        .param("action", "schema-" + what)
                        .param("detail", "%s %d".formatted(feed, id))
                        .update()
                == 1;
    }

    /**
     * One change.
     *
     * @param kind new, vanished or retyped
     * @param usedBy targets of the mapping that read the field
     * @param proposal a line for the mapping, when a register could hold the new field
     * @param status open, approved or ignored
     */
    public record DriftView(
            long id,
            String feed,
            String path,
            String kind,
            @Nullable String was,
            @Nullable String now,
            List<String> usedBy,
            @Nullable String proposal,
            long runId,
            Instant at,
            String status,
            @Nullable String settledBy,
            @Nullable Instant settledAt) {

        public boolean open() {
            return status.equals("open");
        }

        public boolean used() {
            return !usedBy.isEmpty();
        }
    }
}
