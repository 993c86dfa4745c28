package fi.rekisterihub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a delivery's fields are beside those of the deliveries before it. A pure comparison. */
final class SchemaDrift {

    /** How sure a silence must be: with ten records expected to have the field, chance alone hardly hides them all. */
    private static final double EXPECTED = 10;

    private static final int VALUES_FOR_A_TYPE = 20;

    private SchemaDrift() {}

    /** @return nothing when the feed is met for the first time */
    static List<Drift> between(Map<String, Known> known, SchemaWatch watch) {
        List<Drift> drifts = new ArrayList<>();
        if (known.isEmpty() || watch.records() == 0) {
            return drifts;
        }
        watch.fields().forEach((path, seen) -> {
            Known before = known.get(path);
            Optional<FieldType> now = seen.type(VALUES_FOR_A_TYPE);
            if (before == null) {
                drifts.add(new Drift(
                        Kind.NEW, path, null, seen.type(1).map(FieldType::word).orElse(null)));
            } else if (before.type() != null
                    && now.isPresent()
                    && !now.get().word().equals(before.type())) {
                drifts.add(
                        new Drift(Kind.RETYPED, path, before.type(), now.get().word()));
            }
        });
        known.forEach((path, before) -> {
            if (!watch.fields().containsKey(path) && vanished(before, watch)) {
                drifts.add(new Drift(Kind.VANISHED, path, before.type(), null));
            }
        });
        drifts.removeIf(drift -> drift.kind() == Kind.VANISHED && parentVanished(drift.path(), drifts));
        return drifts;
    }

    private static boolean vanished(Known before, SchemaWatch watch) {
        return watch.tabular() || before.share() * (before.missed() + watch.records()) >= EXPECTED;
    }

    private static boolean parentVanished(String path, List<Drift> drifts) {
        return drifts.stream()
                .filter(other -> other.kind() == Kind.VANISHED && !other.path().equals(path))
                .anyMatch(other -> path.startsWith(other.path() + ".") || path.startsWith(other.path() + "[]."));
    }

    /** The ways in which fields change. */
    enum Kind {
        NEW,
        VANISHED,
        RETYPED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One field that is not what it was.
     *
     * @param was the type before, null when it was not there or had none
     * @param now the type now, likewise
     */
    record Drift(
            Kind kind,
            String path,
            @Nullable String was,
            @Nullable String now) {}

    /**
     * A field as earlier deliveries had it.
     *
     * @param type null when there were too few values to tell
     * @param seen of so many {@code records}, how many had it
     * @param missed records looked at since it was seen last
     */
    record Known(@Nullable String type, long seen, long records, long missed) {

        double share() {
            return records == 0 ? 0 : (double) seen / records;
        }
    }
}
