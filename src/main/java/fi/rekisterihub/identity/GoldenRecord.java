package fi.rekisterihub.identity;

import fi.rekisterihub.identity.GoldenField.Told;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds of those who are one, field by field. Legal state first: what a source withholds of one of them is withheld of all.
 * Then the person's own word, then a steward's, then the rank of the source in the register's profile, then what is newest, and
 * at last the oldest of the entities. It is worked out from the values as they stand whenever it is asked for, so it changes by
 * itself when one of them does, or when they turn out to be two. Pure.
 */
final class GoldenRecord {

    private final Profile profile;

    GoldenRecord(Profile profile) {
        this.profile = profile;
    }

    /** @param parts those who are one; their order does not matter */
    List<GoldenField> of(List<EntityView> parts) {
        Map<String, List<Told>> told = new LinkedHashMap<>();
        Set<String> withheld = new LinkedHashSet<>();
        for (EntityView part : parts) {
            for (FieldView field : part.fields()) {
                List<Told> values = told.computeIfAbsent(field.name(), first -> new ArrayList<>());
                if (field.withheld()) {
                    withheld.add(field.name());
                } else if (field.value() != null) {
                    values.add(new Told(part.id(), field.value(), field.feed(), field.at(), field.runId()));
                }
            }
        }
        List<GoldenField> golden = new ArrayList<>(told.size());
        told.forEach((name, values) ->
                golden.add(withheld.contains(name) ? nothing(name, "withheld") : decide(name, values)));
        return golden;
    }

    private static GoldenField nothing(String name, String rule) {
        return new GoldenField(name, null, rule, List.of());
    }

    private GoldenField decide(String name, List<Told> values) {
        if (values.isEmpty()) {
            return nothing(name, "nobody-told");
        }
        List<Told> best = values.stream()
                .sorted(Comparator.comparingInt(this::word)
                        .thenComparingInt(this::rank)
                        .thenComparing(GoldenRecord::time, Comparator.reverseOrder())
                        .thenComparingLong(Told::partId))
                .toList();
        Told stands = best.get(0);
        List<Told> others = best.subList(1, best.size());
        return new GoldenField(name, stands, rule(stands, others), others);
    }

    /** The rule that put the first before the best of those that say something else. */
    private String rule(Told stands, List<Told> others) {
        if (others.isEmpty()) {
            return "only-one";
        }
        Told other = others.stream()
                .filter(one -> !one.value().equals(stands.value()))
                .findFirst()
                .orElse(null);
        if (other == null) {
            return "agreed";
        }
        if (word(stands) != word(other)) {
            return word(stands) == 0 ? "own-word" : "steward";
        }
        if (rank(stands) != rank(other)) {
            return "source-rank";
        }
        return time(stands).equals(time(other)) ? "oldest-entity" : "newest";
    }

    /** 0 for the person's own word, 1 for a steward's, 2 for any other. */
    private int word(Told told) {
        return switch (kind(told.feed())) {
            case "person" -> 0;
            case "steward" -> 1;
            default -> 2;
        };
    }

    private String kind(@Nullable String feed) {
        return feed == null
                ? ""
                : profile.source(feed).map(Profile.SourceRule::kind).orElse("");
    }

    private int rank(Told told) {
        return told.feed() == null ? Integer.MAX_VALUE : profile.rank(told.feed());
    }

    private static Instant time(Told told) {
        return told.at() == null ? Instant.MIN : told.at();
    }
}
