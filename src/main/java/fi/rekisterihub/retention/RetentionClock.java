package fi.rekisterihub.retention;

import fi.rekisterihub.profile.RetentionRule;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one group or class of data come to on a day. Pure.
 *
 * <p>A time is counted as Finnish law counts it (150/1930, sections 2 and 3): the day from which it is counted does not belong to
 * it, and where the last month has no such day it ends with that month. Data is kept to the end of the last day, and is due from
 * the day after.
 */
public final class RetentionClock {

    /** The day of what has not ended. */
    public static final LocalDate OPEN = LocalDate.MAX;

    private RetentionClock() {}

    /**
     * @param rules all rules of one {@code what}: the earliest {@code after} ends it, no {@code at-least} is undercut
     * @param anchors the latest known day of each anchor, {@link #OPEN} for one that has not ended
     * @param holds the holds in force on what the rules speak of
     */
    public static ClockState at(
            LocalDate day, List<RetentionRule> rules, Map<String, LocalDate> anchors, Set<String> holds) {
        List<RetentionRule> ending =
                rules.stream().filter(rule -> rule.after() != null).toList();
        if (ending.isEmpty()) {
            return new ClockState.NoEnd();
        }
        Optional<Last> after = ending.stream()
                .flatMap(rule -> last(rule, rule.after(), anchors).stream())
                .min(Comparator.comparing(Last::day));
        if (after.isEmpty()) {
            return new ClockState.NoClock(missing(ending));
        }
        Optional<Last> minimum = rules.stream()
                .filter(rule -> rule.atLeast() != null)
                .flatMap(rule -> last(rule, rule.atLeast(), anchors).stream())
                .max(Comparator.comparing(Last::day));
        Last end =
                minimum.filter(least -> least.day().isAfter(after.get().day())).orElse(after.get());
        if (end.day().equals(OPEN)) {
            return new ClockState.Open(end.anchor());
        }
        if (!end.day().isBefore(day)) {
            return after.get().day().isBefore(day)
                    ? new ClockState.Minimum(end.day())
                    : new ClockState.Running(end.day(), end.anchor());
        }
        LocalDate since = end.day().plusDays(1);
        return holds.isEmpty() ? new ClockState.Due(since) : new ClockState.Held(since, new TreeSet<>(holds));
    }

    /** Whether the rules want it kept on this day whatever else ends. */
    static boolean mustBeKept(LocalDate day, List<RetentionRule> rules, Map<String, LocalDate> anchors) {
        return leastUntil(rules, anchors).filter(least -> !least.isBefore(day)).isPresent();
    }

    /**
     * The last day on which the rules want it kept whatever else ends, {@link #OPEN} while that has not begun to run out; empty
     * where no rule does, or nothing is known from which to count.
     */
    static Optional<LocalDate> leastUntil(List<RetentionRule> rules, Map<String, LocalDate> anchors) {
        return rules.stream()
                .filter(rule -> rule.atLeast() != null)
                .flatMap(rule -> last(rule, rule.atLeast(), anchors).stream())
                .map(Last::day)
                .max(Comparator.naturalOrder());
    }

    /**
     * The rules from whose anchors was counted: of several that end it the one that is over first, and every minimum. A rule for
     * those of whom nothing is told must not make the others count from the day on which they were stored.
     */
    static List<RetentionRule> deciding(List<RetentionRule> rules, Map<String, LocalDate> anchors) {
        Map<RetentionRule, LocalDate> ends = new LinkedHashMap<>();
        rules.forEach(rule -> last(rule, rule.after(), anchors).ifPresent(last -> ends.put(rule, last.day())));
        if (ends.size() < 2) {
            return rules;
        }
        LocalDate first = Collections.min(ends.values());
        RetentionRule ending = ends.keySet().stream()
                .filter(rule -> first.equals(ends.get(rule)))
                .findFirst()
                .orElseThrow();
        return rules.stream()
                .filter(rule -> rule.equals(ending) || rule.atLeast() != null)
                .toList();
    }

    /** The latest known day of the anchors that decide; null when none is known. */
    static @Nullable LocalDate start(List<RetentionRule> rules, Map<String, LocalDate> anchors) {
        return deciding(rules, anchors).stream()
                .map(RetentionRule::anchors)
                .flatMap(Collection::stream)
                .filter(anchors::containsKey)
                .map(anchors::get)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Optional<Last> last(RetentionRule rule, @Nullable Period time, Map<String, LocalDate> anchors) {
        if (time == null) {
            return Optional.empty();
        }
        return rule.anchors().stream()
                .filter(anchors::containsKey)
                .max(Comparator.comparing(anchors::get))
                .map(anchor -> new Last(plus(anchors.getOrDefault(anchor, OPEN), time), anchor));
    }

    private static LocalDate plus(LocalDate day, Period time) {
        return day.equals(OPEN) ? OPEN : day.plus(time);
    }

    private static List<String> missing(List<RetentionRule> rules) {
        List<String> missing = new ArrayList<>();
        rules.forEach(rule -> rule.anchors().stream()
                .filter(anchor -> !missing.contains(anchor))
                .forEach(missing::add));
        return List.copyOf(missing);
    }

    /** The last day on which it is kept, and the anchor from which that was counted. */
    private record Last(LocalDate day, String anchor) {}
}
