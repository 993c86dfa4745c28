package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.database.DatabaseTrouble;
import fi.rekisterihub.mapping.ListRules;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.RecordKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Executes one claimed run from its first row to its last. It may die at any point: what was committed stays, and
 * whoever claims the run next goes on with what is left.
 */
@Service
class RunEngine {

    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);

    /** A run that ends its process each time would else be tried for ever, and no other run of its feed ever be. */
    private static final int MOST_TAKEN_OVER = 3;

    private final DataSource dataSource;
    private final Runs runs;
    private final DeliveryContent content;
    private final Mappings mappings;
    private final List<RunTarget> targets;
    private final Chunks chunks;
    private final Epochs epochs;
    private final LaterWords laterWords;
    private final Schemas schemas;
    private final ListVersions versions;
    private final DeliveryRewriting rewriting;

    RunEngine(
            DataSource dataSource,
            Runs runs,
            DeliveryContent content,
            Mappings mappings,
            List<RunTarget> targets,
            Chunks chunks,
            Epochs epochs,
            LaterWords laterWords,
            Schemas schemas,
            ListVersions versions,
            DeliveryRewriting rewriting) {
        this.dataSource = dataSource;
        this.runs = runs;
        this.content = content;
        this.mappings = mappings;
        this.targets = targets;
        this.chunks = chunks;
        this.epochs = epochs;
        this.laterWords = laterWords;
        this.schemas = schemas;
        this.versions = versions;
        this.rewriting = rewriting;
    }

    void execute(Run run) {
        if (run.takenOver() > MOST_TAKEN_OVER) {
            runs.end(run, "failed", leftLying(run), null);
            return;
        }
        try {
            Mapping mapping = mappings.get(run.feed());
            if (mapping.content().full() && runs.isOvertaken(run)) {
                runs.end(run, "refused", Runs.OVERTAKEN_LIST, null);
                return;
            }
            String epoch = epochs.of(mapping, run.registerId());
            RunContext context = new RunContext(run.id(), run.asOf(), run.feed(), run.registerId(), mapping);
            // A list that says of which day it is must say it each time.
            Optional<Long> same =
                    mapping.list().version() == null ? runs.rowsWhenSameAsLast(run, epoch) : Optional.empty();
            if (same.isPresent()) {
                runs.staged(run, epoch, same.get(), same.get(), 0);
                targetOf(mapping.kind()).ended(context);
                runs.done(run);
                return;
            }
            compareAndApply(run, context, targetOf(mapping.kind()), epoch);
        } catch (Runs.LostLease lost) {
            LOG.warn("{}", lost.getMessage());
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            end(run, e);
        } catch (Error e) {
            // Where not even this can be said any more, the lease runs out and the run is taken over.
            try {
                end(run, e);
            } catch (RuntimeException unsaid) {
                e.addSuppressed(unsaid);
            }
            throw e;
        }
    }

    private void end(Run run, Throwable e) {
        if (Thread.currentThread().isInterrupted()) {
            // The hub is being stopped, which may look like anything: a file that breaks off, no connection to be had.
            LOG.info("Run {} of {} was stopped with the hub and goes on when one runs again.", run.id(), run.feed());
            runs.handBack(run);
        } else if (e instanceof UnreadableDelivery unreadable) {
            runs.end(run, "failed", unreadable.getMessage(), null);
        } else {
            LOG.error("Run {} of {} failed.", run.id(), run.feed(), e);
            runs.end(
                    run,
                    "failed",
                    DatabaseTrouble.say(e).map(RunEngine::tryAgain).orElseGet(() -> itself(e)),
                    null);
        }
    }

    private void compareAndApply(Run run, RunContext begun, RunTarget target, String epoch) throws SQLException {
        SchemaWatch watch = new SchemaWatch();
        // Mended rows are records already; there is nothing left to take apart.
        Mapping mapping = begun.mapping();
        RecordReader delivered = watch.around(
                run.partial()
                        ? content.open(run.deliveryId(), run.file(), mapping.content())
                        : content.open(run.deliveryId(), run.file(), mapping));
        // Rows that were mended are no list, and say nothing of one.
        ListRules rules = run.partial() ? ListRules.NONE : mapping.list();
        ListWatch reader = new ListWatch(delivered, rules, versions.fileName(run.deliveryId()));
        int stream = runs.stream(run.feed(), run.registerId());
        try (Connection connection = dataSource.getConnection();
                Comparison comparison = new Comparison(connection, reader, mapping, stream, run.asOf(), epoch)) {
            if (runs.isOvertaken(run)) {
                laterWords.remember(connection, run, reader, mapping, stream);
            }
            comparison.compare();
            Optional<LocalDate> version = reader.version();
            boolean whole = mapping.content().full()
                    && !run.partial()
                    && !reader.onlyChanges()
                    && !rewriting.hasRewritten(run.deliveryId());
            Optional<String> refusal = version.flatMap(day -> versions.refusal(begun, run.released(), day, !whole));
            if (refusal.isPresent()) {
                runs.end(run, "refused", refusal.get(), null);
                return;
            }
            RunContext context = begun.of(version.orElse(null));
            List<String> absent = whole ? comparison.absentKeys() : List.of();

            schemas.note(run, mapping, watch);
            Optional<String> brake =
                    run.released() ? Optional.empty() : brake(run, context, target, comparison, absent, watch);
            if (brake.isPresent()) {
                runs.staged(run, epoch, comparison.rows(), 0, 0);
                runs.end(run, "braked", "Stopped before anything was changed.", brake.get());
                return;
            }
            chunks.park(context, comparison.parked());
            runs.staged(
                    run,
                    epoch,
                    comparison.rows(),
                    comparison.unchanged(),
                    comparison.parked().size());
            chunks.applyAll(run, context, target, stream, comparison);
            endAbsent(run, context, target, stream, comparison, absent);
            versions.remember(run, context.version());
            target.ended(context);
            runs.done(run);
            schemas.remember(run, watch);
        }
    }

    /** Absence speaks only in a list that was understood to its last row; else what is in force stays so. */
    private void endAbsent(
            Run run, RunContext context, RunTarget target, int stream, Comparison comparison, List<String> absent)
            throws SQLException {
        if (absent.isEmpty()) {
            return;
        }
        if (comparison.understood()) {
            chunks.absent(run, context, target, stream, absent);
        } else {
            runs.count(run, Map.of(), 0, Map.of("absent.kept", (long) absent.size()));
        }
    }

    private Optional<String> brake(
            Run run,
            RunContext context,
            RunTarget target,
            Comparison comparison,
            List<String> absent,
            SchemaWatch watch)
            throws SQLException {
        Optional<String> vanished = run.partial() ? Optional.empty() : schemas.vanished(context.mapping(), watch);
        return vanished.isPresent()
                ? vanished
                : BlastRadius.stops(context, target, comparison, absent, () -> judge(context, target, comparison));
    }

    private BlastRadius.Judged judge(RunContext context, RunTarget target, Comparison comparison) {
        AtomicLong changed = new AtomicLong();
        AtomicLong removed = new AtomicLong();
        chunks.judgeAll(context, target, comparison, (records, judged) -> {
            changed.addAndGet(judged.changedEntities());
            removed.addAndGet(judged.removed());
        });
        return new BlastRadius.Judged(changed.get(), removed.get());
    }

    private RunTarget targetOf(RecordKind kind) {
        return targets.stream()
                .filter(target -> target.takes(kind))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Nothing in the hub takes records of kind " + kind.word()));
    }

    private static String tryAgain(String trouble) {
        return trouble + " What had been applied before is kept; then try the run again.";
    }

    private static String leftLying(Run run) {
        return ("The hub went down or stood still in this run %d times, so it is not tried by itself any more. See the log of"
                        + " those times; where memory ran out, give the hub more heap (-Xmx). Then try the run again: what"
                        + " had been applied before is kept.")
                .formatted(run.takenOver());
    }

    private static String itself(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return ("The hub ran out of memory in this run (%s). Give it more heap (-Xmx), then try the run again: what had"
                            + " been applied before is kept.")
                    .formatted(e.getMessage());
        }
        return "The hub itself failed (%s); see the log at this time."
                .formatted(e.getClass().getSimpleName());
    }
}
