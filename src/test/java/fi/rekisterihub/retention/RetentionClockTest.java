package fi.rekisterihub.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.profile.RetentionRule;
import fi.rekisterihub.profile.Texts;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days as the calendar has them, and what holds of every clock whatever its rules. */
class RetentionClockTest {

    private static final List<String> ANCHORS = List.of("last-contact", "contract-end", "obligation-end", "collected");
    private static final Set<String> FREE = Set.of();

    @ParameterizedTest
    @CsvSource({
        // the day from which it is counted does not belong to the time
        "2020-03-15, P8Y, 2028-03-15",
        // a leap day has no namesake in a common year, and one in a leap year
        "2020-02-29, P1Y, 2021-02-28",
        "2020-02-29, P8Y, 2028-02-29",
        "2019-02-28, P1Y, 2020-02-28",
        // the end of a month that is shorter
        "2026-01-31, P1M, 2026-02-28",
        "2027-12-31, P2M, 2028-02-29",
        "2026-08-31, P26M, 2028-10-31",
        "2026-12-31, P26M, 2029-02-28",
        // the days on which the clocks of Finland are moved are days like others
        "2026-03-28, P1D, 2026-03-29",
        "2026-10-24, P1D, 2026-10-25"
    })
    void isKeptToTheEndOfTheLastDayAndDueOnTheNext(LocalDate anchor, String after, LocalDate last) {
        List<RetentionRule> rules = List.of(rule(after, null, "last-contact"));
        Map<String, LocalDate> anchors = Map.of("last-contact", anchor);

        assertThat(RetentionClock.at(last, rules, anchors, FREE))
                .isEqualTo(new ClockState.Running(last, "last-contact"));
        assertThat(RetentionClock.at(last.plusDays(1), rules, anchors, FREE))
                .isEqualTo(new ClockState.Due(last.plusDays(1)));
    }

    @Test
    void theLatestKnownAnchorCountsAndAnOpenOneStopsTheClock() {
        List<RetentionRule> rules = List.of(rule("P3Y", null, "contract-end", "obligation-end", "duty-end"));
        LocalDate day = LocalDate.parse("2026-06-01");

        assertThat(RetentionClock.at(
                        day,
                        rules,
                        Map.of("contract-end", day.minusYears(9), "obligation-end", day.minusYears(1)),
                        FREE))
                .isEqualTo(new ClockState.Running(day.plusYears(2), "obligation-end"));
        assertThat(RetentionClock.at(
                        day, rules, Map.of("contract-end", RetentionClock.OPEN, "duty-end", day.minusYears(9)), FREE))
                .isEqualTo(new ClockState.Open("contract-end"));
        assertThat(RetentionClock.at(day, rules, Map.of("last-contact", day.minusYears(9)), FREE))
                .isEqualTo(new ClockState.NoClock(List.of("contract-end", "obligation-end", "duty-end")));
    }

    @Test
    void aMinimumKeepsWhatIsOtherwiseDue() {
        List<RetentionRule> rules =
                List.of(rule("P1M", null, "last-contact"), rule(null, "P1Y", "contract-end", "consent-end"));
        LocalDate day = LocalDate.parse("2026-06-01");

        assertThat(RetentionClock.at(
                        day,
                        rules,
                        Map.of("last-contact", day.minusYears(1), "contract-end", day.minusMonths(6)),
                        FREE))
                .isEqualTo(new ClockState.Minimum(day.plusMonths(6)));
        assertThat(RetentionClock.at(
                        day,
                        rules,
                        Map.of("last-contact", day.minusYears(1), "consent-end", RetentionClock.OPEN),
                        FREE))
                .isEqualTo(new ClockState.Open("consent-end"));
        assertThat(RetentionClock.at(day, rules, Map.of("last-contact", day.minusYears(1)), FREE))
                .as("nothing that the minimum counts from has been")
                .isInstanceOf(ClockState.Due.class);
    }

    @Test
    void aMinimumAloneNeverEndsAnything() {
        assertThat(RetentionClock.at(
                        LocalDate.parse("2126-01-01"),
                        List.of(rule(null, "P3M", "collected")),
                        Map.of("collected", LocalDate.EPOCH),
                        FREE))
                .isEqualTo(new ClockState.NoEnd());
    }

    @Property
    void neverBeforeAMinimum(@ForAll("clocks") Clock clock) {
        if (clock.state() instanceof ClockState.Due) {
            assertThat(RetentionClock.mustBeKept(clock.day(), clock.rules(), clock.anchors()))
                    .isFalse();
        }
    }

    @Property
    void neverBeforeSomeTimeHasWhollyPassedAndAlwaysWhenTheEarliestHas(@ForAll("clocks") Clock clock) {
        Optional<LocalDate> earliest = clock.rules().stream()
                .filter(rule -> rule.after() != null)
                .flatMap(rule -> rule.anchors().stream()
                        .filter(clock.anchors()::containsKey)
                        .map(clock.anchors()::get)
                        .max(LocalDate::compareTo)
                        .filter(start -> !start.equals(RetentionClock.OPEN))
                        .map(start -> start.plus(rule.after()))
                        .stream())
                .min(LocalDate::compareTo);
        boolean passed = earliest.isPresent() && earliest.get().isBefore(clock.day());
        boolean minimum = RetentionClock.mustBeKept(clock.day(), clock.rules(), clock.anchors());

        assertThat(clock.free() instanceof ClockState.Due).isEqualTo(passed && !minimum);
    }

    @Property
    void aHoldAlwaysWins(@ForAll("clocks") Clock clock) {
        ClockState held = RetentionClock.at(clock.day(), clock.rules(), clock.anchors(), Set.of("dispute"));

        assertThat(held).isNotInstanceOf(ClockState.Due.class);
        assertThat(held instanceof ClockState.Held).isEqualTo(clock.free() instanceof ClockState.Due);
    }

    @Property
    void whatIsDueStaysDueAsLongAsNothingNewIsKnown(@ForAll("clocks") Clock clock) {
        if (clock.free() instanceof ClockState.Due due) {
            assertThat(RetentionClock.at(clock.day().plusDays(400), clock.rules(), clock.anchors(), FREE))
                    .isEqualTo(due);
        }
    }

    @Property
    void aLaterDayNeverMakesAnythingDueThatWasNot(@ForAll("clocks") Clock clock) {
        if (clock.free() instanceof ClockState.Due) {
            return;
        }
        clock.anchors().forEach((anchor, day) -> {
            if (!day.equals(RetentionClock.OPEN)) {
                Map<String, LocalDate> later = new HashMap<>(clock.anchors());
                later.put(anchor, day.plusDays(40));
                assertThat(RetentionClock.at(clock.day(), clock.rules(), later, FREE))
                        .isNotInstanceOf(ClockState.Due.class);
            }
        });
    }

    @Provide
    Arbitrary<Clock> clocks() {
        Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 5_000).map(later -> LocalDate.of(2015, 1, 1)
                .plusDays(later));
        Arbitrary<Map<String, LocalDate>> anchors = Arbitraries.maps(
                        Arbitraries.of(ANCHORS),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(6, days),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(RetentionClock.OPEN))))
                .ofMaxSize(3);
        Arbitrary<Period> periods = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(1, 40))
                .as(Period::of);
        Arbitrary<RetentionRule> rules = Combinators.combine(
                        periods.injectNull(0.3),
                        periods.injectNull(0.6),
                        Arbitraries.of(ANCHORS).set().ofMinSize(1).ofMaxSize(3))
                .as((after, least, of) ->
                        new RetentionRule("people", after, least, List.copyOf(of), List.of("dispute"), NO_TEXT))
                .filter(rule -> rule.after() != null || rule.atLeast() != null);
        return Combinators.combine(days, rules.list().ofMinSize(1).ofMaxSize(3), anchors)
                .as(Clock::new);
    }

    @Test
    @DisplayName(
            "F6 what decided is the rule that is over first, with every minimum: what is newer than it brings somebody back")
    void countsFromTheRuleThatIsOverFirst() {
        RetentionRule known = rule("P3Y", null, "contract-end");
        RetentionRule unknown = rule("P3Y", null, "contract-end", "collected");
        RetentionRule least = rule(null, "P1Y", "consent-end");
        List<RetentionRule> rules = List.of(known, unknown, least);
        LocalDate stored = LocalDate.parse("2026-11-28");
        LocalDate ended = LocalDate.parse("2020-01-31");

        assertThat(RetentionClock.deciding(rules, Map.of("contract-end", ended, "collected", stored)))
                .containsExactly(known, least);
        assertThat(RetentionClock.start(rules, Map.of("contract-end", ended, "collected", stored)))
                .isEqualTo(ended);
        assertThat(RetentionClock.start(rules, Map.of("collected", stored))).isEqualTo(stored);
    }

    private static final Texts NO_TEXT = new Texts("", "", "");

    private static RetentionRule rule(@Nullable String after, @Nullable String atLeast, String... anchors) {
        return new RetentionRule(
                "people",
                after == null ? null : Period.parse(after),
                atLeast == null ? null : Period.parse(atLeast),
                List.of(anchors),
                List.of(),
                NO_TEXT);
    }

    record Clock(LocalDate day, List<RetentionRule> rules, Map<String, LocalDate> anchors) {
        ClockState state() {
            return free();
        }

        ClockState free() {
            return RetentionClock.at(day, rules, anchors, FREE);
        }

        @Override
        public String toString() {
            return day + " " + anchors + " "
                    + rules.stream()
                            .map(rule -> rule.after() + "/" + rule.atLeast() + rule.anchors())
                            .collect(Collectors.joining(", "));
        }
    }
}
