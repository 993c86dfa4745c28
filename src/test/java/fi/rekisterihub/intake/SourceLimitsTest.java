package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a source may be asked and may cost, on a database whose clock can be turned. */
class SourceLimitsTest {

    /** A Sunday in November, noon in Finland. */
    private static final String NOON = "2026-11-22T12:00:00+02:00";

    private final TurnableClock clock = new TurnableClock();

    private SourceLimits limits(SourceLimit limit) {
        return IntakeBench.on(clock.source(), Map.of("s", limit)).limits;
    }

    @Test
    void aDaysQuotaGoesOnAfterMidnightOfFinland() {
        clock.stopAt("2026-11-22T23:59:00+02:00");
        SourceLimits limits = limits(Limits.calls(null, 2));
        limits.ask("s");
        limits.ask("s");

        assertThat(rest(limits).reason()).isEqualTo(RestReason.DAY_QUOTA);
        assertThat(rest(limits).until()).isEqualTo(Instant.parse("2026-11-22T22:00:00Z"));
        assertThat(rest(limits))
                .hasMessage(
                        "The day's quota of calls is used up (source 's');" + " it goes on at 2026-11-22T22:00:00Z.");

        clock.turn(Duration.ofMinutes(2));
        assertThatCode(() -> limits.ask("s")).doesNotThrowAnyException();
    }

    @Test
    void anyHourHoldsItsQuotaWheneverItBegins() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.perHour(3));
        assertThat(limits.outlook("s").scarce()).isFalse();
        for (int call = 0; call < 3; call++) {
            limits.ask("s");
            clock.turn(Duration.ofMinutes(15));
        }

        assertThat(limits.outlook("s").scarce()).isTrue();
        assertThat(rest(limits).reason()).isEqualTo(RestReason.HOUR_QUOTA);
        assertThat(rest(limits).until()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(limits.outlook("s").until()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(rest(limits)).hasMessageStartingWith("The hour's quota of calls is used up (source 's');");

        clock.turn(Duration.ofMinutes(16));
        assertThatCode(() -> limits.ask("s")).doesNotThrowAnyException();
        assertThat(rest(limits).until()).as("an hour after the second call").isEqualTo("2026-11-22T11:15:00Z");
    }

    @Test
    void theDayHasItsOwnLengthWhenTheClocksOfFinlandChange() {
        clock.stopAt("2026-10-25T01:00:00+03:00");
        SourceLimits limits = limits(Limits.calls(null, 1));
        limits.ask("s");

        assertThat(rest(limits).until()).isEqualTo(Instant.parse("2026-10-25T22:00:00Z"));
    }

    @Test
    void nodesAndRestartsShareTheQuota() throws Exception {
        clock.stopAt(NOON);
        SourceLimit limit = Limits.calls(null, 20);
        List<SourceLimits> nodes = List.of(limits(limit), limits(limit), limits(limit));
        ExecutorService pool = Executors.newFixedThreadPool(6);

        List<Future<Boolean>> asked = pool.invokeAll(IntStream.range(0, 36)
                .<Callable<Boolean>>mapToObj(i -> () -> mayAsk(nodes.get(i % 3)))
                .toList());
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        long allowed = 0;
        for (Future<Boolean> one : asked) {
            allowed += one.get() ? 1 : 0;
        }
        assertThat(allowed).isEqualTo(20);
        assertThat(mayAsk(limits(limit))).as("a node that has just started").isFalse();
    }

    @Test
    void theBudgetOfTheMonthEndsWithTheMonth() {
        clock.stopAt("2026-11-30T23:00:00+02:00");
        SourceLimits limits = limits(Limits.money("35", "", "", "100"));
        limits.ask("s");
        limits.ask("s");

        assertThat(rest(limits).reason())
                .as("a third would cost 105 of 100 cents")
                .isEqualTo(RestReason.MONTH_BUDGET);
        assertThat(rest(limits).until()).isEqualTo(Instant.parse("2026-11-30T22:00:00Z"));
        clock.turn(Duration.ofHours(2));
        assertThat(mayAsk(limits)).isTrue();
    }

    @Test
    void theBudgetOfTheDayCountsRecordsAtTheirPrice() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.money("", "0.5", "10", "1000"));
        limits.ask("s");
        limits.received("s", 19);
        assertThat(mayAsk(limits)).isTrue();
        limits.received("s", 1);

        assertThat(rest(limits).reason()).isEqualTo(RestReason.DAY_BUDGET);
        clock.turn(Duration.ofDays(1));
        assertThat(mayAsk(limits)).isTrue();
    }

    @Test
    void aClockThatJumpsADayAndBackNeitherGivesTheQuotaTwiceNorHoldsTheSourceUp() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.calls(60_000, 2));
        limits.ask("s");
        clock.turn(Duration.ofDays(1));
        limits.ask("s");
        limits.silence("s", Duration.ofHours(1));
        limits.failed("s", "The source answered HTTP 500.");

        clock.turn(Duration.ofDays(-1));

        assertThat(mayAsk(limits)).as("the silence of a time that has not come").isTrue();
        assertThat(rest(limits).reason()).as("both calls of this day").isEqualTo(RestReason.DAY_QUOTA);
    }

    @Test
    void aScheduleIsDueAgainInTimeAfterTheClockHasJumpedADay() {
        clock.stopAt(NOON);
        Schedules schedules = IntakeBench.on(clock.source(), Map.of()).schedules;
        Duration hour = Duration.ofHours(1);
        assertThat(schedules.claim("f", hour)).isTrue();
        schedules.wentWell("f");
        clock.turn(Duration.ofDays(1));
        assertThat(schedules.claim("f", hour)).isTrue();
        schedules.wentWell("f");

        clock.turn(Duration.ofDays(-1));

        assertThat(schedules.claim("f", hour)).isFalse();
        clock.turn(hour.plusSeconds(1));
        assertThat(schedules.claim("f", hour)).isTrue();
    }

    @Test
    void whileAStartIsUnderWayNoNodeBeginsAnotherAndOneWhoseNodeDiedIsDueAgainWithinAMinute() {
        clock.stopAt(NOON);
        Duration minute = Duration.ofMinutes(1);
        Schedules first = IntakeBench.on(clock.source(), Map.of()).schedules;
        Schedules second = IntakeBench.on(clock.source(), Map.of()).schedules;
        assertThat(first.claim("f", Duration.ofDays(1))).isTrue();

        first.runNow("f");
        assertThat(second.claim("f", Duration.ofDays(1)))
                .as("the first has not ended")
                .isFalse();
        clock.turn(minute.plusSeconds(1));
        assertThat(second.claim("f", Duration.ofDays(1)))
                .as("no heartbeat for a minute")
                .isTrue();
        first.wentWell("f");
        assertThat(first.claim("f", Duration.ofDays(1)))
                .as("it is the second's now")
                .isFalse();
        second.wentWell("f");
        assertThat(first.claim("f", Duration.ofDays(1))).as("tomorrow").isFalse();
    }

    @Test
    void aClaimOfAClockThatHadJumpedADayHoldsNobodyUp() {
        clock.stopAt("2026-11-23T12:00:00+02:00");
        Schedules died = IntakeBench.on(clock.source(), Map.of()).schedules;
        assertThat(died.claim("f", Duration.ofDays(7))).isTrue();

        clock.turn(Duration.ofDays(-1));

        assertThat(IntakeBench.on(clock.source(), Map.of()).schedules.claim("f", Duration.ofDays(7)))
                .isTrue();
    }

    @Test
    void noticesAreReadFromTodayAgainAfterTheClockHasJumpedADayAndBack() {
        clock.stopAt(NOON);
        FeedCursors cursors = new FeedCursors(JdbcClient.create(clock.source()));
        clock.turn(Duration.ofDays(1));
        assertThat(cursors.series("f", "", 3)).isEqualTo(series("2026-11-20", "2026-11-23", 1));
        cursors.advance("f", "", "hash", 100);
        cursors.end("f", "");

        clock.turn(Duration.ofDays(-1));

        assertThat(cursors.series("f", "", 3)).isEqualTo(series("2026-11-22", "2026-11-22", 1));
        cursors.advance("f", "", "hash", 100);
        assertThat(cursors.series("f", "", 3))
                .as("cut short, it goes on")
                .isEqualTo(series("2026-11-22", "2026-11-22", 2));
    }

    private static FeedCursors.Series series(String from, String to, int page) {
        return new FeedCursors.Series(LocalDate.parse(from), LocalDate.parse(to), page);
    }

    @Test
    void callsAreSpreadOverTheMinuteAndALongQueueEndsPolitely() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.calls(600, null));
        long began = System.nanoTime();
        limits.ask("s");
        limits.ask("s");
        limits.ask("s");
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(290));
        limits.ask("s");

        SourceResting rest = rest(limits);
        assertThat(rest.reason()).isEqualTo(RestReason.PACE);
        assertThat(rest.until()).isEqualTo(Instant.parse("2026-11-22T10:00:00.400Z"));
    }

    @Test
    void whoAsksToBeLeftAloneIsLeftAloneByEveryNode() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.none());
        limits.silence("s", Duration.ofMinutes(10));

        SourceResting rest = rest(limits(Limits.none()));
        assertThat(rest.reason()).isEqualTo(RestReason.SILENCE);
        assertThat(rest.until()).isEqualTo(Instant.parse("2026-11-22T10:10:00Z"));
        clock.turn(Duration.ofMinutes(10));
        assertThat(mayAsk(limits)).isTrue();
    }

    @Test
    void noAnswerCanSilenceTheHubForLongerThanTheSettingsAllow() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.none());
        limits.silence("s", Duration.ofDays(400));

        assertThat(rest(limits).until()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
    }

    @Test
    void aSourceThatFailsAgainAndAgainIsLeftAloneUntilOneCallFindsItWell() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.opensAfter(3));
        for (int i = 0; i < 3; i++) {
            assertThat(mayAsk(limits)).isTrue();
            limits.failed("s", "The source answered HTTP 500.");
        }
        assertThat(rest(limits).reason()).isEqualTo(RestReason.CIRCUIT);

        clock.turn(Duration.ofSeconds(30));
        assertThat(mayAsk(limits)).as("the probe").isTrue();
        assertThat(mayAsk(limits)).as("one probe at a time").isFalse();
        limits.failed("s", "The source answered HTTP 500.");
        clock.turn(Duration.ofSeconds(31));
        assertThat(mayAsk(limits)).as("left alone for twice as long").isFalse();

        clock.turn(Duration.ofSeconds(30));
        assertThat(mayAsk(limits)).isTrue();
        limits.answered("s");
        assertThat(mayAsk(limits)).isTrue();
        assertThat(mayAsk(limits)).isTrue();
    }

    @Test
    void aFailureBetweenGoodAnswersOpensNothing() {
        clock.stopAt(NOON);
        SourceLimits limits = limits(Limits.opensAfter(2));
        for (int i = 0; i < 5; i++) {
            limits.ask("s");
            limits.failed("s", "The source answered HTTP 500.");
            limits.ask("s");
            limits.answered("s");
        }
        assertThat(mayAsk(limits)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "35 | '' | -1  | hub.sources.x.cents-per-day is -1; give cents, such as 35 or 4.5.",
                "'' | '' | 100 | hub.sources.x has a budget but no price; give cents-per-call or cents-per-record."
            })
    void refusesLimitsThatMakeNoSense(String call, String record, String day, String message) {
        assertThatThrownBy(() -> new SourceSettings(Map.of("x", Limits.money(call, record, day, "")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> new SourceSettings(Map.of("x", Limits.calls(0, null)), Map.of()))
                .hasMessage("hub.sources.x.per-minute is 0; give a number from 1 to 60000.");
    }

    private static boolean mayAsk(SourceLimits limits) {
        try {
            limits.ask("s");
            return true;
        } catch (SourceResting resting) {
            return false;
        }
    }

    private static SourceResting rest(SourceLimits limits) {
        return catchThrowableOfType(SourceResting.class, () -> limits.ask("s"));
    }
}
