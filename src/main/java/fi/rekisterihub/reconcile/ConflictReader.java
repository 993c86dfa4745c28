package fi.rekisterihub.reconcile;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.reconcile.FieldConflict.Status;
import fi.rekisterihub.register.EntityKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the questions about fields: those that wait, and those that were decided. */
@Component
public final class ConflictReader {

    static final String ALL = "select * from field_conflict";
    // What was put off waits again when its day has come.
    private static final String WAITS = "status = 'open' and (later_until is null or later_until <= now())";
    private static final String LIST = ALL + """
             where (:register::text is null or register_id = :register) and (:after::bigint is null or id > :after)
               and case :status when 'open' then %s
                                when 'later' then status = 'open' and later_until > now()
                                else status = :status end
             order by id
             limit :most
            """.formatted(WAITS);
    private static final String ONE = ALL + " where id = :id";
    private static final String OF_ENTITY = ALL + " where entity_id = :entity and " + WAITS + " order by field, id";
    private static final String WAITING =
            "select count(*) as number, min(at) as oldest from field_conflict where " + WAITS;

    private final JdbcClient jdbc;

    ConflictReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Oldest first, because they have waited longest.
     *
     * @param registerId null for all registers
     * @param status the word of a status, or {@code later} for those put off
     * @param after the id of the last row of the page before
     */
    public List<FieldConflict> list(@Nullable String registerId, String status, @Nullable Long after, int most) {
        return jdbc.sql(LIST)
                .param("register", registerId)
                .param("status", status)
                .param("after", after)
                .param("most", most)
                .query(ConflictReader::row)
                .list();
    }

    public Optional<FieldConflict> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(ConflictReader::row).optional();
    }

    /** Those that wait about one company or person. */
    public List<FieldConflict> waiting(long entity) {
        return jdbc.sql(OF_ENTITY)
                .param("entity", entity)
                .query(ConflictReader::row)
                .list();
    }

    public Waiting waiting() {
        return jdbc.sql(WAITING)
                .query((row, number) -> new Waiting(row.getLong("number"), Times.instantOrNull(row, "oldest")))
                .single();
    }

    static FieldConflict row(ResultSet row, int number) throws SQLException {
        return new FieldConflict(
                row.getLong("id"),
                row.getString("register_id"),
                EntityKind.of(row.getString("entity")),
                row.getLong("entity_id"),
                row.getString("field"),
                row.getString("stands"),
                row.getString("stands_feed"),
                row.getString("says"),
                row.getString("says_feed"),
                row.getLong("run_id"),
                Times.instant(row, "at"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Times.instantOrNull(row, "later_until"),
                row.getString("decided_by"),
                Times.instantOrNull(row, "decided_at"),
                row.getString("reason"));
    }

    /** @param oldest null when none waits */
    public record Waiting(long number, @Nullable Instant oldest) {}
}
