package fi.rekisterihub.intake;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one outside system may be asked and may cost, all nodes together. A limit that is left out does not limit.
 *
 * @param perSecond calls a second, spread evenly
 * @param perMinute calls a minute, spread evenly
 * @param perHour calls in any sixty minutes, as soon as they are wanted
 * @param perDay calls a day of Finland
 * @param centsPerCall what a call costs, in cents
 * @param centsPerRecord what a record of an answer costs, in cents
 * @param centsPerDay the budget of a day
 * @param centsPerMonth the budget of a month
 * @param openAfter failures in a row after which the source is left alone
 * @param probeAfter how long it is left alone before one call tries whether it is well; doubled each time
 * @param longestProbe the longest time that it is left alone for failures
 * @param longestWait a call that would have to wait longer for its turn ends the fetch, which goes on later
 * @param silence how long a source that answers 429 without saying for how long is left alone
 * @param longestSilence a source that asks for more is asked again after this
 */
public record SourceLimit(
        @Nullable Integer perSecond,
        @Nullable Integer perMinute,
        @Nullable Integer perHour,
        @Nullable Integer perDay,
        @Nullable BigDecimal centsPerCall,
        @Nullable BigDecimal centsPerRecord,
        @Nullable BigDecimal centsPerDay,
        @Nullable BigDecimal centsPerMonth,
        @DefaultValue("5") int openAfter,
        @DefaultValue("1m") Duration probeAfter,
        @DefaultValue("1h") Duration longestProbe,
        @DefaultValue("15s") Duration longestWait,
        @DefaultValue("1m") Duration silence,
        @DefaultValue("1d") Duration longestSilence) {

    /** For a source of which the settings say nothing. */
    static final SourceLimit USUAL = new SourceLimit(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            5,
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofDays(1));

    /** The pause between two calls; nothing when there is no limit. */
    Duration pace() {
        long bySecond = perSecond == null ? 0 : 1_000_000_000L / perSecond;
        long byMinute = perMinute == null ? 0 : 60_000_000_000L / perMinute;
        return Duration.ofNanos(Math.max(bySecond, byMinute));
    }

    BigDecimal costOfCall() {
        return centsPerCall == null ? BigDecimal.ZERO : centsPerCall;
    }

    BigDecimal costOf(long records) {
        return centsPerRecord == null ? BigDecimal.ZERO : centsPerRecord.multiply(BigDecimal.valueOf(records));
    }

    /** @throws IllegalArgumentException naming the setting below {@code prefix} that makes no sense */
    void check(String prefix) {
        positive(prefix + ".per-second", perSecond, 1_000);
        positive(prefix + ".per-minute", perMinute, 60_000);
        positive(prefix + ".per-hour", perHour, 10_000);
        positive(prefix + ".per-day", perDay, 1_000_000_000);
        positive(prefix + ".open-after", openAfter, 1_000);
        notNegative(prefix + ".cents-per-call", centsPerCall);
        notNegative(prefix + ".cents-per-record", centsPerRecord);
        notNegative(prefix + ".cents-per-day", centsPerDay);
        notNegative(prefix + ".cents-per-month", centsPerMonth);
        if (centsPerDay != null || centsPerMonth != null) {
            if (costOfCall().signum() == 0 && costOf(1).signum() == 0) {
                throw new IllegalArgumentException(
                        "%s has a budget but no price; give cents-per-call or cents-per-record.".formatted(prefix));
            }
        }
        notEmpty(prefix + ".probe-after", probeAfter);
        notEmpty(prefix + ".longest-probe", longestProbe);
        notEmpty(prefix + ".silence", silence);
        notEmpty(prefix + ".longest-silence", longestSilence);
        if (longestWait.isNegative() || longestWait.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "%s.longest-wait is %s; give a time up to 5m.".formatted(prefix, longestWait));
        }
    }

    private static void positive(String name, @Nullable Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            throw new IllegalArgumentException("%s is %d; give a number from 1 to %d.".formatted(name, value, most));
        }
    }

    private static void notNegative(String name, @Nullable BigDecimal value) {
        if (value != null && value.signum() < 0) {
            throw new IllegalArgumentException("%s is %s; give cents, such as 35 or 4.5.".formatted(name, value));
        }
    }

    private static void notEmpty(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "%s is %s; give a time longer than nothing, such as 1m.".formatted(name, value));
        }
    }
}
