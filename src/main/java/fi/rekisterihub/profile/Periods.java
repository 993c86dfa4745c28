package fi.rekisterihub.profile;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;

/** Periods of the calendar, which are longer or shorter by when they begin. */
final class Periods {

    /** Four years with a leap day hold every length that months and years can have. */
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);

    private static final int DAYS = 4 * 365 + 1;

    private Periods() {}

    /** @throws IllegalArgumentException when it is no period of at least a day */
    static Period positive(String text) {
        try {
            Period period = Period.parse(text);
            if (!period.isNegative() && !period.isZero()) {
                return period;
            }
        } catch (DateTimeParseException noPeriod) {
            // Said below: the parser's own words help nobody.
        }
        throw new IllegalArgumentException("write a period like P1Y, P26M or P7D.");
    }

    /** Whether there is a day from which the one reaches further than the other. */
    static boolean mayExceed(Period one, Period other) {
        return FIRST.datesUntil(FIRST.plusDays(DAYS))
                .anyMatch(day -> day.plus(one).isAfter(day.plus(other)));
    }
}
