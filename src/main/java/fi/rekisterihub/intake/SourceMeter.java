package fi.rekisterihub.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one source stands at this moment of the database's clock, and what follows for the next call.
 *
 * @param nextSlot when the turn of the next call is
 * @param silentFrom with {@code silentUntil}: the time for which the source asked to be left alone
 * @param openedAt with {@code probeAt}: since when it is left alone after failures, and when one call may try
 * @param lastCalls the calls that the limit of an hour counts, oldest first
 * @param tomorrow the next midnight of Finland; {@code nextMonth} the first one of the next month
 */
record SourceMeter(
        Instant at,
        @Nullable Instant nextSlot,
        @Nullable Instant silentFrom,
        @Nullable Instant silentUntil,
        @Nullable Instant openedAt,
        @Nullable Instant probeAt,
        List<Instant> lastCalls,
        Instant tomorrow,
        Instant nextMonth,
        long callsToday,
        BigDecimal centsToday,
        BigDecimal centsThisMonth) {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * What becomes of a call that is asked for now.
     *
     * @param rest why it may not be made; null when it may
     * @param at when it may be made, or asked for again
     * @param probe whether it tries if a source that was left alone is well
     */
    record Turn(@Nullable RestReason rest, Instant at, boolean probe) {}

    Turn turn(SourceLimit limit) {
        boolean open = openedAt != null;
        if (open && inForce(openedAt, probeAt)) {
            return new Turn(RestReason.CIRCUIT, after(probeAt), false);
        }
        Instant hour = whenTheHourAllows(limit);
        if (hour.isAfter(at.plus(limit.longestWait()))) {
            return new Turn(RestReason.HOUR_QUOTA, hour, false);
        }
        if (limit.perDay() != null && callsToday >= limit.perDay()) {
            return new Turn(RestReason.DAY_QUOTA, tomorrow, false);
        }
        BigDecimal cost = limit.costOfCall();
        if (isSpent(limit.centsPerMonth(), centsThisMonth, cost)) {
            return new Turn(RestReason.MONTH_BUDGET, nextMonth, false);
        }
        if (isSpent(limit.centsPerDay(), centsToday, cost)) {
            return new Turn(RestReason.DAY_BUDGET, tomorrow, false);
        }
        Instant spoken = inForce(silentFrom, silentUntil) ? after(silentUntil) : at;
        Instant slot = slot(limit);
        Instant turn = latest(latest(slot, spoken), hour);
        if (turn.isAfter(at.plus(limit.longestWait()))) {
            return new Turn(spoken.isAfter(slot) ? RestReason.SILENCE : RestReason.PACE, turn, false);
        }
        return new Turn(null, turn, open);
    }

    /** Nobody is given a turn later than this; one that is there nevertheless is of a clock that was set back since. */
    private Instant slot(SourceLimit limit) {
        if (limit.pace().isZero() || nextSlot == null || !nextSlot.isAfter(at)) {
            return at;
        }
        Instant latest = at.plus(limit.longestWait()).plus(limit.pace()).plus(TOLERANCE);
        return nextSlot.isAfter(latest) ? at : nextSlot;
    }

    /** Whether less than half is left of what an hour allows. */
    boolean isScarce(SourceLimit limit) {
        Instant from = at.minus(HOUR);
        return limit.perHour() != null
                && lastCalls.stream().filter(call -> call.isAfter(from)).count() * 2 > limit.perHour();
    }

    /** An hour after the oldest of so many calls as an hour allows; calls of a clock that was set back since do not count. */
    private Instant whenTheHourAllows(SourceLimit limit) {
        if (limit.perHour() == null) {
            return at;
        }
        Instant latest = at.plus(limit.longestWait()).plus(TOLERANCE);
        List<Instant> counted =
                lastCalls.stream().filter(call -> !call.isAfter(latest)).toList();
        int over = counted.size() - limit.perHour();
        return over < 0 ? at : latest(at, counted.get(over).plus(HOUR));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean inForce(@Nullable Instant from, @Nullable Instant until) {
        return from != null && until != null && !at.isBefore(from) && at.isBefore(until);
    }

    private Instant after(@Nullable Instant until) {
        return until == null ? at : until;
    }

    private static boolean isSpent(@Nullable BigDecimal budget, BigDecimal spent, BigDecimal next) {
        // The price of records is known only after the answer, so a budget that is just reached is spent.
        return budget != null && (spent.add(next).compareTo(budget) > 0 || spent.compareTo(budget) >= 0);
    }
}
