package fi.rekisterihub.intake;

import fi.rekisterihub.FeedReport;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.mapping.ListRules;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.RecordKind;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a delivery would do. The very code of a run compares and judges; the transaction of each chunk is rolled back,
 * so that nothing can be written by mistake either.
 */
@Component
class Previews {

    private static final String STREAM = "select id from stream where feed = :feed and register_id = :register";
    private static final int NO_STREAM = -1;
    private static final long NO_RUN = 0;

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final List<RunTarget> targets;
    private final Chunks chunks;
    private final Epochs epochs;
    private final Profiles profiles;
    private final ListVersions versions;
    private final Schemas schemas;
    private final Runs runs;

    Previews(
            DataSource dataSource,
            JdbcClient jdbc,
            List<RunTarget> targets,
            Chunks chunks,
            Epochs epochs,
            Profiles profiles,
            ListVersions versions,
            Schemas schemas,
            Runs runs) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.targets = targets;
        this.chunks = chunks;
        this.epochs = epochs;
        this.profiles = profiles;
        this.versions = versions;
        this.schemas = schemas;
        this.runs = runs;
    }

    /** @param fileName as the sender called the file, empty when it had no name */
    FeedReport of(Mapping mapping, RecordReader delivered, String fileName, int limit) {
        SchemaWatch watch = new SchemaWatch();
        ListWatch reader = new ListWatch(watch.around(delivered), mapping.list(), fileName);
        List<String> registers = mapping.kind() == RecordKind.OPTOUT
                ? List.of(RunContext.EVERY_REGISTER)
                : profiles.takers(mapping.feed()).stream().map(Profile::id).toList();
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> data = new ArrayList<>();
        registers.forEach(register -> {
            Preview preview = preview(new Delivery(reader, watch, false, Long.MAX_VALUE), mapping, register, limit);
            lines.addAll(preview.lines());
            data.add(preview.data());
        });
        lines.add("Nothing was written.");
        return new FeedReport(true, lines, Map.of("registers", data));
    }

    /**
     * For one register, in the place of an older run: what later ones have told is left alone.
     *
     * @param partial whether it holds only some rows of a delivery, so that it is no list
     */
    FeedReport again(
            Mapping mapping,
            RecordReader delivered,
            long delivery,
            String register,
            long asOf,
            boolean partial,
            int limit) {
        SchemaWatch watch = new SchemaWatch();
        ListWatch reader = new ListWatch(
                watch.around(delivered), partial ? ListRules.NONE : mapping.list(), versions.fileName(delivery));
        Preview preview = preview(new Delivery(reader, watch, partial, asOf), mapping, register, limit);
        return new FeedReport(true, preview.lines(), preview.data());
    }

    private Preview preview(Delivery delivery, Mapping mapping, String register, int limit) {
        long start = System.nanoTime();
        RunTarget target = targets.stream()
                .filter(one -> one.takes(mapping.kind()))
                .findFirst()
                .orElseThrow();
        RunContext context = new RunContext(NO_RUN, mapping.feed(), register, mapping);
        int stream = jdbc.sql(STREAM)
                .param("feed", mapping.feed())
                .param("register", register)
                .query(Integer.class)
                .optional()
                .orElse(NO_STREAM);
        ListWatch reader = delivery.reader();
        try (Connection connection = dataSource.getConnection();
                Comparison comparison = new Comparison(
                        connection, reader, mapping, stream, delivery.asOf(), epochs.of(mapping, register))) {
            comparison.compare();
            Preview preview = new Preview(mapping.feed(), register, limit);
            preview.read(comparison.rows(), comparison.unchanged(), comparison.parked());
            chunks.judgeAll(context, target, comparison, preview::judged);
            boolean whole = mapping.content().full() && !delivery.partial() && !reader.onlyChanges();
            List<String> absent = whole ? comparison.absentKeys() : List.of();
            if (!absent.isEmpty()) {
                preview.absent(
                        absent.size(),
                        comparison.understood() && (mapping.kind() != RecordKind.OPTOUT || preview.parked() == 0)
                                ? chunks.judgeAbsent(context, target, absent)
                                : Map.of("absent.kept", (long) absent.size()));
            }
            Optional<String> refusal = refusal(context, delivery, whole);
            refusal.ifPresent(preview::refused);
            if (refusal.isEmpty()) {
                vanished(mapping, delivery)
                        .or(() -> stops(context, target, comparison, absent, preview.comesTo()))
                        .ifPresent(preview::brake);
            }
            preview.took((System.nanoTime() - start) / 1e9);
            return preview;
        } catch (SQLException e) {
            throw new IllegalStateException("The delivery could not be compared with the register.", e);
        }
    }

    private Optional<String> refusal(RunContext context, Delivery delivery, boolean whole) {
        if (context.mapping().content().full()
                && runs.isOvertaken(context.feed(), context.registerId(), NO_RUN, delivery.asOf())) {
            return Optional.of(Runs.OVERTAKEN_LIST);
        }
        return delivery.reader().version().flatMap(day -> versions.refusal(context, false, day, !whole));
    }

    private Optional<String> vanished(Mapping mapping, Delivery delivery) {
        return delivery.partial() ? Optional.empty() : schemas.vanished(mapping, delivery.watch());
    }

    private static Optional<String> stops(
            RunContext context,
            RunTarget target,
            Comparison comparison,
            List<String> absent,
            BlastRadius.Judged comesTo) {
        try {
            return BlastRadius.stops(context, target, comparison, absent, () -> comesTo);
        } catch (SQLException e) {
            throw new IllegalStateException("The records that were listed before could not be counted.", e);
        }
    }

    /**
     * What is looked at.
     *
     * @param asOf the run in whose place it speaks
     */
    private record Delivery(ListWatch reader, SchemaWatch watch, boolean partial, long asOf) {}

    /** Gathers what a preview says. */
    private static final class Preview {
        private final String feed;
        private final String register;
        private final int limit;
        private final Map<String, Long> effects = new TreeMap<>();
        private final Map<Outcome.Kind, Long> counts = new java.util.EnumMap<>(Outcome.Kind.class);
        private final List<String> shown = new ArrayList<>();
        private long rows;
        private long absent;
        private long changed;
        private double seconds;
        private long removed;
        private String brake = "";
        private String refusal = "";

        Preview(String feed, String register, int limit) {
            this.feed = feed;
            this.register = register;
            this.limit = limit;
        }

        void read(long allRows, long unchanged, List<Comparison.ParkedRow> parked) {
            rows = allRows;
            counts.put(Outcome.Kind.UNCHANGED, unchanged);
            counts.merge(Outcome.Kind.PARKED, (long) parked.size(), Long::sum);
            parked.forEach(row -> show("line %d: parked%s".formatted(row.line(), why(row.field(), row.reason()))));
        }

        void judged(List<ChangedRecord> chunk, Judgement judgement) {
            for (int i = 0; i < chunk.size(); i++) {
                Outcome outcome = judgement.outcomes().get(i);
                counts.merge(outcome.kind(), 1L, Long::sum);
                String why = why(outcome.field(), outcome.reason());
                show("line %d: %s%s"
                        .formatted(chunk.get(i).line(), outcome.kind().name().toLowerCase(java.util.Locale.ROOT), why));
            }
            judgement.effects().forEach((what, n) -> effects.merge(what, n, Long::sum));
            changed += judgement.changedEntities();
            removed += judgement.removed();
        }

        private static String why(@Nullable String field, @Nullable String reason) {
            return reason == null ? "" : field == null ? ": " + reason : ", %s: %s".formatted(field, reason);
        }

        void took(double howLong) {
            seconds = howLong;
        }

        void absent(long count, Map<String, Long> comesTo) {
            absent = count;
            comesTo.forEach((what, n) -> effects.merge(what, n, Long::sum));
        }

        long parked() {
            return counts.getOrDefault(Outcome.Kind.PARKED, 0L);
        }

        BlastRadius.Judged comesTo() {
            return new BlastRadius.Judged(changed, removed);
        }

        void brake(String reason) {
            brake = reason;
        }

        void refused(String reason) {
            refusal = reason;
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("%s: %s".formatted(EffectText.target(feed, register), EffectText.rows(rows)));
            counts.forEach((kind, n) ->
                    lines.add("  %,10d  %s".formatted(n, kind.name().toLowerCase(java.util.Locale.ROOT))));
            effects.forEach((what, n) -> lines.add("  %,10d  %s".formatted(n, EffectText.of(what))));
            if (absent > 0) {
                lines.add("  %,10d  no longer in the delivery".formatted(absent));
            }
            if (!refusal.isEmpty()) {
                lines.add("  This run would be refused: " + refusal);
            }
            if (!brake.isEmpty()) {
                lines.add("  The brake would stop this run: " + brake);
            }
            lines.add(String.format(java.util.Locale.ROOT, "  %.1f s, %,.0f rows a second", seconds, rows / seconds));
            shown.forEach(line -> lines.add("    " + line));
            return lines;
        }

        Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("feed", feed);
            data.put("register", register);
            data.put("rows", rows);
            data.put("counts", counts);
            data.put("effects", effects);
            data.put("absent", absent);
            data.put("brake", brake);
            data.put("refusal", refusal);
            return data;
        }

        private void show(String line) {
            if (shown.size() < limit) {
                shown.add(line);
            }
        }
    }
}
