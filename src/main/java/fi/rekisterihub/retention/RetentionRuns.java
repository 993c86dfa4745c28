package fi.rekisterihub.retention;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.RegisterSize;
import fi.rekisterihub.retention.ClockParameters.Asked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Purges of registers: begun, braked, released, gone on with after a kill. Whom a run has still to look at is a table, and each
 * batch takes its persons out of it in the transaction that purges them.
 */
@Service
public class RetentionRuns {

    /** Who is said to have asked for the daily one. */
    public static final String HUB = "hub";

    private static final String COLUMNS = """
            select id, register_id, day, status, due, persons, trimmed, brake, asked_by, reason, released_by, started_at,
                   finished_at
              from retention_run
            """;
    private static final String OPEN = COLUMNS + " where register_id = :register and status in ('running', 'braked')";
    private static final String LATEST = COLUMNS + " where register_id = :register order by id desc limit :most";
    private static final String ONE = COLUMNS + " where id = :id";
    private static final String BRAKED = COLUMNS + " where status = 'braked' order by id";
    private static final String BEGIN = """
            insert into retention_run (register_id, day, due, asked_by, reason) values (:register, :day, 0, :who, :reason)
            returning id
            """;
    private static final String BEGUN = """
            update retention_run set due = :due, status = :status, brake = :brake where id = :id
            """;
    private static final String NOT_YET = "delete from retention_due where run_id = :id";
    private static final String RELEASE = """
            update retention_run set status = 'running', day = :day, brake = null, released_by = :who, reason = coalesce(reason, :reason)
             where id = :id and status = 'braked' returning register_id
            """;
    private static final String REFUSE = """
            update retention_run set status = 'refused', finished_at = now(), released_by = :who, message = :reason
             where id = :id and status = 'braked' returning register_id
            """;
    private static final String TAKE = """
            delete from retention_due d
             where d.run_id = :run and d.person_id in (select person_id from retention_due where run_id = :run
                                                        order by person_id limit :batch for update skip locked)
            returning d.person_id
            """;
    private static final String COUNTED = """
            update retention_run set persons = persons + :left, trimmed = trimmed + :trimmed where id = :run
            """;
    private static final String DONE = """
            update retention_run set status = 'done', finished_at = now() where id = :run and status = 'running'
            """;
    private static final String ROOM = "select set_config('work_mem', '128MB', true)";
    private static final String BRAKE =
            "The run would purge something of %d of %d persons (%.1f %%); the limit is %.1f %%.";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Profiles profiles;
    private final ClockParameters parameters;
    private final GroupHolds holds;
    private final RegisterSize size;
    private final Purge purge;
    private final RetentionEvents events;
    private final RetentionSettings settings;

    RetentionRuns(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Profiles profiles,
            ClockParameters parameters,
            GroupHolds holds,
            RegisterSize size,
            Purge purge,
            RetentionEvents events,
            RetentionSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.profiles = profiles;
        this.parameters = parameters;
        this.holds = holds;
        this.size = size;
        this.purge = purge;
        this.events = events;
        this.settings = settings;
    }

    /**
     * Begins a purge, or gives the one that is under way or braked already.
     *
     * @param reason of a person; null for the daily one
     */
    public RetentionRun begin(String registerId, LocalDate day, String who, @Nullable String reason) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<RetentionRun> open = open(registerId);
            if (open.isPresent()) {
                return open.get();
            }
            long id = jdbc.sql(BEGIN)
                    .param("register", registerId)
                    .param("day", day)
                    .param("who", who)
                    .param("reason", reason)
                    .query(Long.class)
                    .single();
            long due = writeDown(registerId, day, id);
            long persons = size.of(EntityKind.PERSON, registerId, Long.MAX_VALUE);
            boolean braked = settings.brakes(due, persons);
            if (braked) {
                jdbc.sql(NOT_YET).param("id", id).update();
                events.ofRun(registerId, "run-braked", id, due, who);
            }
            jdbc.sql(BEGUN)
                    .param("id", id)
                    .param("due", due)
                    .param("status", braked ? "braked" : "running")
                    .param("brake", braked ? brake(due, persons) : null)
                    .update();
            return find(id).orElseThrow();
        }));
    }

    /** Lets a braked run go on with what is due on that day; false when it is not braked (any more). */
    public boolean release(long id, LocalDate day, String who, String reason) {
        return Boolean.TRUE.equals(transaction.execute(status -> jdbc.sql(RELEASE)
                .param("id", id)
                .param("day", day)
                .param("who", who)
                .param("reason", reason)
                .query(String.class)
                .optional()
                .map(register -> {
                    long due = writeDown(register, day, id);
                    jdbc.sql(BEGUN)
                            .param("id", id)
                            .param("due", due)
                            .param("status", "running")
                            .param("brake", null)
                            .update();
                    events.ofRun(register, "run-released", id, due, who);
                    return true;
                })
                .orElse(false)));
    }

    /** Drops a braked run; what is due stays due, and is shown as late. */
    public boolean refuse(long id, String who, String reason) {
        return Boolean.TRUE.equals(transaction.execute(status -> jdbc.sql(REFUSE)
                .param("id", id)
                .param("who", who)
                .param("reason", reason)
                .query(String.class)
                .optional()
                .map(register -> {
                    events.ofRun(register, "run-refused", id, 0, who);
                    return true;
                })
                .orElse(false)));
    }

    /** One batch of a running run, in a transaction of its own; false when there was none left and the run is done. */
    public boolean step(RetentionRun run) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<Long> persons = jdbc.sql(TAKE)
                    .param("run", run.id())
                    .param("batch", settings.batch())
                    .query(Long.class)
                    .list();
            if (persons.isEmpty()) {
                finish(run);
                return false;
            }
            Purge.Purged purged = purge.purge(run.registerId(), persons, run.day(), run.id(), run.askedBy());
            jdbc.sql(COUNTED)
                    .param("run", run.id())
                    .param("left", purged.left())
                    .param("trimmed", purged.trimmed())
                    .update();
            return true;
        }));
    }

    public Optional<RetentionRun> find(long id) {
        return jdbc.sql(ONE).param("id", id).query(RetentionRuns::run).optional();
    }

    /** The one that runs or is braked. */
    public Optional<RetentionRun> open(String registerId) {
        return jdbc.sql(OPEN)
                .param("register", registerId)
                .query(RetentionRuns::run)
                .optional();
    }

    /** Newest first. */
    public List<RetentionRun> latest(String registerId, int most) {
        return jdbc.sql(LATEST)
                .param("register", registerId)
                .param("most", most)
                .query(RetentionRuns::run)
                .list();
    }

    /** Of all registers: these wait for a person. */
    public List<RetentionRun> braked() {
        return jdbc.sql(BRAKED).query(RetentionRuns::run).list();
    }

    private void finish(RetentionRun run) {
        if (jdbc.sql(DONE).param("run", run.id()).update() == 1) {
            RetentionRun done = find(run.id()).orElseThrow();
            events.ofRun(run.registerId(), "run-done", run.id(), done.persons() + done.trimmed(), run.askedBy());
        }
    }

    private long writeDown(String registerId, LocalDate day, long run) {
        RetentionLaw law = RetentionLaw.of(profiles.get(registerId));
        if (!law.endsAnything()) {
            return 0;
        }
        jdbc.sql(ROOM).query(String.class).single();
        Asked asked = parameters.of(law, day);
        return jdbc.sql(new JudgedSql(law, asked.sql()).due())
                .params(asked.parameters())
                .params(holds.parameters(law, day))
                .param("run", run)
                .update();
    }

    private String brake(long due, long persons) {
        return String.format(Locale.ROOT, BRAKE, due, persons, 100.0 * due / persons, settings.brake());
    }

    private static RetentionRun run(ResultSet row, int number) throws SQLException {
        return new RetentionRun(
                row.getLong("id"),
                row.getString("register_id"),
                row.getObject("day", LocalDate.class),
                row.getString("status"),
                row.getLong("due"),
                row.getLong("persons"),
                row.getLong("trimmed"),
                row.getString("brake"),
                row.getString("asked_by"),
                row.getString("reason"),
                row.getString("released_by"),
                Times.instant(row, "started_at"),
                Times.instantOrNull(row, "finished_at"));
    }
}
