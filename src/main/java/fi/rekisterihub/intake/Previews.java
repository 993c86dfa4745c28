package fi.rekisterihub.intake;

import fi.rekisterihub.FeedReport;
import fi.rekisterihub.content.RecordReader;
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

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final List<RunTarget> targets;
    private final Chunks chunks;
    private final Epochs epochs;
    private final Profiles profiles;
    private final ListVersions versions;

    Previews(
            DataSource dataSource,
            JdbcClient jdbc,
            List<RunTarget> targets,
            Chunks chunks,
            Epochs epochs,
            Profiles profiles,
            ListVersions versions) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.targets = targets;
        this.chunks = chunks;
        this.epochs = epochs;
        this.profiles = profiles;
        this.versions = versions;
    }

    /** @param fileName as the sender called the file, empty when it had no name */
    FeedReport of(Mapping mapping, RecordReader delivered, String fileName, int limit) {
        ListWatch reader = new ListWatch(delivered, mapping.list(), fileName);
        List<String> registers = mapping.kind() == RecordKind.OPTOUT
                ? List.of(RunContext.EVERY_REGISTER)
                : profiles.takers(mapping.feed()).stream().map(Profile::id).toList();
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> data = new ArrayList<>();
        registers.forEach(register -> {
            Preview preview = preview(mapping, reader, register, Long.MAX_VALUE, limit);
            lines.addAll(preview.lines());
            data.add(preview.data());
        });
        lines.add("Nothing was written.");
        return new FeedReport(true, lines, Map.of("registers", data));
    }

    /** For one register, in the place of an older run: what later ones have told is left alone. */
    FeedReport again(Mapping mapping, RecordReader delivered, long delivery, String register, long asOf, int limit) {
        ListWatch reader = new ListWatch(delivered, mapping.list(), versions.fileName(delivery));
        Preview preview = preview(mapping, reader, register, asOf, limit);
        return new FeedReport(true, preview.lines(), preview.data());
    }

    private Preview preview(Mapping mapping, ListWatch reader, String register, long asOf, int limit) {
        long start = System.nanoTime();
        RunTarget target = targets.stream()
                .filter(one -> one.takes(mapping.kind()))
                .findFirst()
                .orElseThrow();
        RunContext context = new RunContext(0, mapping.feed(), register, mapping);
        int stream = jdbc.sql(STREAM)
                .param("feed", mapping.feed())
                .param("register", register)
                .query(Integer.class)
                .optional()
                .orElse(NO_STREAM);
        try (Connection connection = dataSource.getConnection();
                Comparison comparison =
                        new Comparison(connection, reader, mapping, stream, asOf, epochs.of(mapping, register))) {
            comparison.compare();
            Preview preview = new Preview(mapping.feed(), register, limit);
            preview.read(comparison.rows(), comparison.unchanged(), comparison.parked());
            chunks.judgeAll(context, target, comparison, preview::judged);
            Brake brake = Brake.of(mapping.limits());
            Optional<String> fall = Optional.empty();
            boolean whole = mapping.content().full() && !reader.onlyChanges();
            List<String> absent = whole ? comparison.absentKeys() : List.of();
            reader.version()
                    .flatMap(day -> versions.refusal(context, false, day, !whole))
                    .ifPresent(preview::refused);
            if (!absent.isEmpty()) {
                fall = brake.onFall(absent.size(), comparison.listed());
                preview.absent(
                        absent.size(),
                        comparison.understood() && (mapping.kind() != RecordKind.OPTOUT || preview.parked() == 0)
                                ? chunks.judgeAbsent(context, target, absent)
                                : Map.of("absent.kept", (long) absent.size()));
            }
            long enough = preview.removed > 0 ? Long.MAX_VALUE : brake.enough(preview.changed);
            long size = target.size(context, enough);
            fall.or(() -> brake.onFall(preview.removed, size))
                    .or(() -> brake.onChanges(preview.changed - preview.removed, size))
                    .ifPresent(preview::brake);
            preview.took((System.nanoTime() - start) / 1e9);
            return preview;
        } catch (SQLException e) {
            throw new IllegalStateException("The delivery could not be compared with the register.", e);
        }
    }

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

        void brake(String reason) {
            brake = reason;
        }

        void refused(String reason) {
            refusal = reason;
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("%s: %,d rows".formatted(EffectText.target(feed, register), rows));
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
