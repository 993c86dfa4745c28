package fi.rekisterihub.intake;

import fi.rekisterihub.intake.Comparison.ParkedRow;
import fi.rekisterihub.intake.RunTarget.Prepared;
import fi.rekisterihub.register.RegisterLock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction a chunk: judged, applied, remembered and counted together, or not at all. */
@Component
class Chunks {

    /**
     * While a first load fills a table its statistics are those of an empty one, and the planner would read the whole
     * register for every chunk. A chunk only ever looks a few thousand keys up.
     */
    private static final String LOOK_KEYS_UP = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true),
                   set_config('max_parallel_workers_per_gather', '0', true)
            """;

    private static final String PLAN_AS_USUAL = """
            select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
                   set_config('enable_mergejoin', 'on', true)
            """;

    private static final int ATTEMPTS = 5;
    private static final int ABSENT_AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final RegisterLock lock;
    private final TransactionTemplate transaction;
    private final SourceRecords sourceRecords;
    private final Runs runs;
    private final IntakeSettings settings;

    Chunks(
            JdbcClient jdbc,
            RegisterLock lock,
            TransactionTemplate transaction,
            SourceRecords sourceRecords,
            Runs runs,
            IntakeSettings settings) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.transaction = transaction;
        this.sourceRecords = sourceRecords;
        this.runs = runs;
        this.settings = settings;
    }

    /** What every differing record would do, in the order in which {@link #applyAll} would do it. */
    void judgeAll(
            RunContext context,
            RunTarget target,
            Comparison comparison,
            BiConsumer<List<ChangedRecord>, Judgement> consumer) {
        ReadAhead ahead = ahead(context, target, comparison);
        Consumer<Prepared> judged = chunk -> consumer.accept(chunk.records(), judge(context, target, chunk));
        if (context.mapping().namesPersons()) {
            ahead.inOrder(judged);
        } else {
            ahead.linkedFirst(judged);
        }
    }

    /** Applies every differing record. What names persons by itself tells of changes, and keeps their order. */
    void applyAll(Run run, RunContext context, RunTarget target, int stream, Comparison comparison) {
        comparison.forgetKnown();
        ReadAhead ahead = ahead(context, target, comparison);
        Consumer<Prepared> alone = chunk -> applyAlone(run, context, target, stream, chunk);
        Consumer<Prepared> besideOthers = chunk -> applyBesideOthers(run, context, target, stream, chunk);
        if (context.mapping().namesPersons()) {
            ahead.inOrder(alone);
        } else if (target.eachStandsAlone()) {
            ahead.inAnyOrder(settings.lanes(), besideOthers);
        } else {
            ahead.linkedFirst(settings.lanes(), besideOthers, alone);
        }
    }

    private ReadAhead ahead(RunContext context, RunTarget target, Comparison comparison) {
        return new ReadAhead(comparison, settings.chunk(), records -> target.prepare(context, records));
    }

    private Judgement judge(RunContext context, RunTarget target, Prepared chunk) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            lookKeysUp();
            return target.judge(context, chunk);
        }));
    }

    /** Nobody else writes to the register meanwhile: who is not found is not there. */
    private void applyAlone(Run run, RunContext context, RunTarget target, int stream, Prepared chunk) {
        again(() -> transaction.executeWithoutResult(status -> {
            lock.hold(context.registerId());
            write(run, context, target, stream, chunk, judgeInTransaction(context, target, chunk));
        }));
    }

    /**
     * Other chunks with other entities may be written meanwhile. What every record changes is tied to it already. Where
     * somebody else has written an entity since it was read, the chunk is judged again alone: two runs over the same
     * persons would else disturb each other again and again.
     */
    private void applyBesideOthers(Run run, RunContext context, RunTarget target, int stream, Prepared chunk) {
        try {
            transaction.executeWithoutResult(status -> {
                lock.share(context.registerId());
                Judgement judgement = judgeInTransaction(context, target, chunk);
                if (judgement.alone()) {
                    throw new NotBesideOthers();
                }
                write(run, context, target, stream, chunk, judgement);
            });
        } catch (NotBesideOthers | ConcurrencyFailureException | DataIntegrityViolationException rare) {
            applyAlone(run, context, target, stream, chunk);
        }
    }

    private static void again(Runnable inTransaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                inTransaction.run();
                return;
            } catch (ConcurrencyFailureException | DataIntegrityViolationException somebodyElseWrote) {
                if (attempt == ATTEMPTS) {
                    throw somebodyElseWrote;
                }
            }
        }
    }

    void absent(Run run, RunContext context, RunTarget target, int stream, List<String> keys) {
        boolean beside = target.eachStandsAlone();
        List<List<String>> parts = parts(keys);
        Lanes.<List<String>>run(
                beside ? Math.min(settings.lanes(), parts.size()) : 1,
                lanes -> {
                    for (int i = 0; i < parts.size(); i++) {
                        lanes.put(i, parts.get(i));
                    }
                },
                // Beside others the target comes last: it may hold what they wait for until the end of the transaction.
                some -> again(() -> transaction.executeWithoutResult(status -> {
                    if (beside) {
                        lock.share(context.registerId());
                        sourceRecords.markAbsent(run.asOf(), stream, some);
                    } else {
                        lock.hold(context.registerId());
                    }
                    Map<String, Long> effects = target.absent(context, some);
                    if (!beside) {
                        sourceRecords.markAbsent(run.asOf(), stream, some);
                    }
                    runs.absent(run, some.size());
                    runs.count(run, Map.of(), 0, effects);
                })));
    }

    private static List<List<String>> parts(List<String> keys) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += ABSENT_AT_ONCE) {
            parts.add(keys.subList(from, Math.min(keys.size(), from + ABSENT_AT_ONCE)));
        }
        return parts;
    }

    /** What the absences would come to. */
    Map<String, Long> judgeAbsent(RunContext context, RunTarget target, List<String> keys) {
        Map<String, Long> effects = new TreeMap<>();
        for (List<String> some : parts(keys)) {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                target.judgeAbsent(context, some).forEach((what, n) -> effects.merge(what, n, Long::sum));
            });
        }
        return effects;
    }

    void park(RunContext context, List<ParkedRow> rows) {
        transaction.executeWithoutResult(status -> parkInTransaction(context, rows));
    }

    private Judgement judgeInTransaction(RunContext context, RunTarget target, Prepared chunk) {
        lookKeysUp();
        Judgement judgement = target.judge(context, chunk);
        planAsUsual();
        return judgement;
    }

    private void write(Run run, RunContext context, RunTarget target, int stream, Prepared chunk, Judgement judgement) {
        target.apply(context, judgement);
        remember(context, stream, chunk.records(), judgement.outcomes());
        target.remembered(context, judgement);
        runs.count(run, counts(judgement.outcomes()), judgement.droppedFields(), judgement.effects());
    }

    private void lookKeysUp() {
        jdbc.sql(LOOK_KEYS_UP).query((row, n) -> 1).single();
    }

    private void planAsUsual() {
        jdbc.sql(PLAN_AS_USUAL).query((row, n) -> 1).single();
    }

    private void remember(RunContext context, int stream, List<ChangedRecord> chunk, List<Outcome> outcomes) {
        try {
            sourceRecords.keep(context, stream, chunk, outcomes);
        } catch (SQLException e) {
            throw new IllegalStateException("The last content of the records could not be kept.", e);
        }
        List<ParkedRow> parked = new ArrayList<>();
        for (int i = 0; i < chunk.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome.kind() == Outcome.Kind.PARKED) {
                ChangedRecord record = chunk.get(i);
                parked.add(new ParkedRow(
                        0,
                        record.line(),
                        record.key(),
                        record.raw(),
                        outcome.field(),
                        String.valueOf(outcome.reason())));
            }
        }
        parkInTransaction(context, parked);
    }

    private void parkInTransaction(RunContext context, List<ParkedRow> rows) {
        try {
            sourceRecords.park(context, rows);
        } catch (SQLException e) {
            throw new IllegalStateException("Rows that could not be used could not be parked.", e);
        }
    }

    private static Map<Outcome.Kind, Long> counts(List<Outcome> outcomes) {
        Map<Outcome.Kind, Long> counts = new EnumMap<>(Outcome.Kind.class);
        outcomes.forEach(outcome -> counts.merge(outcome.kind(), 1L, Long::sum));
        return counts;
    }

    /** Somebody was looked for or made, which only one may do at a time. */
    private static final class NotBesideOthers extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
