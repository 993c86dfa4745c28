package fi.rekisterihub.subject;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How near the last day is; it escalates in words. */
public enum Urgency {
    CALM,
    /** Within three days. */
    SOON,
    TOMORROW,
    TODAY,
    /** The register's own day has passed, the law's has not. */
    PROMISE_BROKEN,
    /** The law's day has passed. */
    LATE;

    private static final int FEW_DAYS = 3;

    /** @param due the day that is to be kept now */
    public static Urgency of(LocalDate due, LocalDate law, LocalDate today) {
        long left = ChronoUnit.DAYS.between(today, due);
        if (today.isAfter(law)) {
            return LATE;
        }
        if (left < 0) {
            return PROMISE_BROKEN;
        }
        if (left == 0) {
            return TODAY;
        }
        if (left == 1) {
            return TOMORROW;
        }
        return left <= FEW_DAYS ? SOON : CALM;
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The tone of the console's parts: good, busy, warn or bad. */
    public String tone() {
        return switch (this) {
            case CALM -> "good";
            case SOON, TOMORROW -> "busy";
            case TODAY -> "warn";
            case PROMISE_BROKEN, LATE -> "bad";
        };
    }
}
