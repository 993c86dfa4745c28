package fi.rekisterihub.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one field of those who are one, and by which rule one of the values stands.
 *
 * @param standing the value that stands; null where a source withholds the field or nobody told a value
 * @param rule why it stands: {@code withheld}, {@code only-one}, {@code agreed}, {@code own-word}, {@code steward}, {@code
 *     source-rank}, {@code newest}, {@code oldest-entity}
 * @param others the values that do not stand, the next best first
 */
public record GoldenField(String name, @Nullable Told standing, String rule, List<Told> others) {

    public GoldenField {
        others = List.copyOf(others);
    }

    /** Whether its sources say different things. */
    public boolean disagrees() {
        Told stands = standing;
        return stands != null
                && others.stream().anyMatch(other -> !other.value().equals(stands.value()));
    }

    /**
     * One value.
     *
     * @param partId in which of them it stands
     * @param feed who told it; null when none is known
     * @param at when it came; null when its history does not tell
     */
    public record Told(
            long partId,
            String value,
            @Nullable String feed,
            @Nullable Instant at,
            @Nullable Long runId) {}
}
