package fi.rekisterihub.retention;

import fi.rekisterihub.subject.Holds;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do about the time of data, for the console and the API alike: each act with its reason, in the audit trail. */
@Service
public class RetentionDesk {

    private static final int LONGEST_REASON = 500;
    private static final String AUDIT = """
            insert into audit (who, action, entity_id, detail) values (:who, :action, :person, :detail)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RetentionRuns runs;
    private final RetentionWorker worker;
    private final GroupHolds groupHolds;
    private final RetentionDays days;
    private final Holds words;

    RetentionDesk(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RetentionRuns runs,
            RetentionWorker worker,
            GroupHolds groupHolds,
            RetentionDays days,
            Holds words) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.runs = runs;
        this.worker = worker;
        this.groupHolds = groupHolds;
        this.days = days;
        this.words = words;
    }

    /** Begins a purge at once and lets some node do it; what is under way already is given back. */
    public RetentionRun purge(String registerId, LocalDate day, String reason, String who) {
        RetentionRun run = Objects.requireNonNull(transaction.execute(status -> {
            RetentionRun begun = runs.begin(registerId, day, who, reason);
            audit(who, "retention-purge", null, "run %d: %s".formatted(begun.id(), reason));
            return begun;
        }));
        worker.soon(registerId);
        return run;
    }

    /** False when the run does not wait (any more), or is of another register. */
    public boolean release(String registerId, long run, LocalDate day, String reason, String who) {
        boolean released =
                acts(registerId, run, "retention-released", reason, who, () -> runs.release(run, day, who, reason));
        if (released) {
            worker.soon(registerId);
        }
        return released;
    }

    /** False when the run does not wait (any more), or is of another register. */
    public boolean refuse(String registerId, long run, String reason, String who) {
        return acts(registerId, run, "retention-refused", reason, who, () -> runs.refuse(run, who, reason));
    }

    /** @throws IllegalArgumentException when it cannot be; the message is a sentence for the one who entered it */
    public long putHold(
            String registerId, String what, String hold, String reason, @Nullable LocalDate until, String who) {
        if (!words.words(registerId).contains(hold)) {
            throw new IllegalArgumentException("The register %s knows no hold '%s'; name one of %s."
                    .formatted(registerId, hold, words.words(registerId)));
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "Say why in a sentence of at most %d characters.".formatted(LONGEST_REASON));
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            long id = groupHolds.put(registerId, what, hold, reason.strip(), until, who);
            audit(who, "group-hold-put", null, "hold %d of %s: %s".formatted(id, registerId, reason.strip()));
            return id;
        }));
    }

    /** False when it is not in force. */
    public boolean liftHold(String registerId, long id, String who) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean lifted = groupHolds.lift(registerId, id, who);
            if (lifted) {
                audit(who, "group-hold-lifted", null, "hold %d of %s".formatted(id, registerId));
            }
            return lifted;
        }));
    }

    /**
     * @param day null for what has not ended
     * @throws IllegalArgumentException when it cannot be; the message is a sentence for the one who entered it
     */
    public void enterDay(long person, String anchor, @Nullable LocalDate day, String reason, String who) {
        transaction.executeWithoutResult(status -> {
            days.enter(person, anchor, day, reason, who);
            audit(who, "retention-day", person, anchor);
        });
    }

    private boolean acts(String registerId, long run, String action, String reason, String who, BooleanSupplier act) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean mine = runs.find(run)
                    .filter(one -> one.registerId().equals(registerId))
                    .isPresent();
            boolean done = mine && act.getAsBoolean();
            if (done) {
                audit(who, action, null, "run %d: %s".formatted(run, reason));
            }
            return done;
        }));
    }

    private void audit(String who, String action, @Nullable Long person, String detail) {
        jdbc.sql(AUDIT)
                .param("who", who)
                .param("action", action)
                .param("person", person)
                .param("detail", detail)
                .update();
    }
}
