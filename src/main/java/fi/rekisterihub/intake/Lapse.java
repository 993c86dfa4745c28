package fi.rekisterihub.intake;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Until when something was known of somebody whose time has run out: only what is newer lets them, or their data, in again.
 *
 * @param day the latest of the days from which the clock was counted
 * @param anchors what those were days of
 * @param valueKey keyed hash of the value that went, where the clock ran from the day of its storing; else null
 * @param known the latest day that is known meanwhile of these anchors; null when none is
 */
public record Lapse(
        LocalDate day,
        Set<String> anchors,
        @Nullable String valueKey,
        @Nullable LocalDate known) {

    private static final String COLLECTED = "collected";

    /**
     * @param told anchor to day, as a record tells them
     * @param newValueKey keyed hash of the value that it tells; null when it is no value that is asked about
     */
    public boolean letsIn(Map<String, LocalDate> told, @Nullable String newValueKey) {
        if (known != null && known.isAfter(day)) {
            return true;
        }
        if (valueKey != null && newValueKey != null && !Objects.equals(valueKey, newValueKey)) {
            return true;
        }
        boolean any = anchors.equals(Set.of(COLLECTED));
        return told.entrySet().stream()
                .anyMatch(one -> (any || anchors.contains(one.getKey()))
                        && one.getValue().isAfter(day));
    }
}
