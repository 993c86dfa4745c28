package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.RecordKind;
import java.sql.Connection;
import java.sql.SQLException;
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

    private final DataSource dataSource;
    private final Runs runs;
    private final DeliveryContent content;
    private final Mappings mappings;
    private final List<RunTarget> targets;
    private final Chunks chunks;
    private final Epochs epochs;
    private final LaterWords laterWords;
    private final Schemas schemas;

    RunEngine(
            DataSource dataSource,
            Runs runs,
            DeliveryContent content,
            Mappings mappings,
            List<RunTarget> targets,
            Chunks chunks,
            Epochs epochs,
            LaterWords laterWords,
            Schemas schemas) {
        this.dataSource = dataSource;
        this.runs = runs;
        this.content = content;
        this.mappings = mappings;
        this.targets = targets;
        this.chunks = chunks;
        this.epochs = epochs;
        this.laterWords = laterWords;
        this.schemas = schemas;
    }

    void execute(Run run) {
        try {
            Mapping mapping = mappings.get(run.feed());
            if (mapping.content().full() && runs.isOvertaken(run)) {
                runs.end(
                        run,
                        "refused",
                        "A newer delivery of this list has been applied since; nothing was changed.",
                        null);
                return;
            }
            String epoch = epochs.of(mapping, run.registerId());
            Optional<Long> same = runs.rowsWhenSameAsLast(run, epoch);
            if (same.isPresent()) {
                runs.staged(run, epoch, same.get(), same.get(), 0);
                runs.done(run);
                return;
            }
            RunContext context = new RunContext(run.id(), run.asOf(), run.feed(), run.registerId(), mapping);
            compareAndApply(run, context, targetOf(mapping.kind()), epoch);
        } catch (Runs.LostLease lost) {
            LOG.warn("{}", lost.getMessage());
        } catch (UnreadableDelivery unreadable) {
            runs.end(run, "failed", unreadable.getMessage(), null);
        } catch (SQLException | RuntimeException e) {
            LOG.error("Run {} of {} failed.", run.id(), run.feed(), e);
            runs.end(run, "failed", "The hub itself failed (%s); see the log at this time.".formatted(name(e)), null);
        }
    }

    private void compareAndApply(Run run, RunContext context, RunTarget target, String epoch) throws SQLException {
        SchemaWatch watch = new SchemaWatch();
        // Mended rows are records already; there is nothing left to take apart.
        RecordReader reader = watch.around(
                run.partial()
                        ? content.open(
                                run.deliveryId(), run.file(), context.mapping().content())
                        : content.open(run.deliveryId(), run.file(), context.mapping()));
        int stream = runs.stream(run.feed(), run.registerId());
        try (Connection connection = dataSource.getConnection();
                Comparison comparison =
                        new Comparison(connection, reader, context.mapping(), stream, run.asOf(), epoch)) {
            if (runs.isOvertaken(run)) {
                laterWords.remember(connection, run, reader, context.mapping(), stream);
            }
            comparison.compare();
            boolean whole = context.mapping().content().full() && !run.partial();
            List<String> absent = whole ? comparison.absentKeys() : List.of();

            Optional<String> vanished = schemas.compare(run, context.mapping(), watch);
            Optional<String> brake = run.released()
                    ? Optional.empty()
                    : vanished.isPresent() ? vanished : brake(context, target, comparison, absent);
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
            ReadAhead.inChunks(
                    comparison,
                    chunks.size(),
                    chunk -> target.prepare(context, chunk),
                    chunk -> chunks.apply(run, context, target, stream, chunk));
            endAbsent(run, context, target, stream, comparison, absent);
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

    private Optional<String> brake(RunContext context, RunTarget target, Comparison comparison, List<String> absent)
            throws SQLException {
        if (absent.isEmpty() && comparison.differentAndKnown() == 0) {
            // The register is not counted for nothing.
            return Optional.empty();
        }
        Brake brake = Brake.of(context.mapping().limits());
        Optional<String> fall = absent.isEmpty() ? Optional.empty() : brake.onFall(absent.size(), comparison.listed());
        long size = target.size(context, brake.enough(comparison.differentAndKnown()));
        if (fall.isPresent()
                || brake.onChanges(comparison.differentAndKnown(), size).isEmpty()) {
            return fall;
        }
        // Many records differ as text; whether the register would change is only known after judging them.
        AtomicLong changed = new AtomicLong();
        ReadAhead.inChunks(
                comparison,
                chunks.size(),
                chunk -> target.prepare(context, chunk),
                chunk -> changed.addAndGet(chunks.judge(context, target, chunk).changedEntities()));
        return brake.onChanges(changed.get(), size);
    }

    private RunTarget targetOf(RecordKind kind) {
        return targets.stream()
                .filter(target -> target.takes(kind))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Nothing in the hub takes records of kind " + kind.word()));
    }

    private static String name(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
