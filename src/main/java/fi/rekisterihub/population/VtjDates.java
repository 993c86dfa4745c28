package fi.rekisterihub.population;

import fi.rekisterihub.mapping.BadRecord;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Dates as the population register writes them: whole, or only the month or year, or a far day for "open". */
final class VtjDates {

    /** 2999-02-28 in the feed, 9999-00-00 in the file: until further notice. */
    private static final int OPEN = 2999;

    private VtjDates() {}

    /** {@code 2020-10-01}, {@code 2020-10}, {@code 2020}; the first day where only the month or year is known. */
    static @Nullable LocalDate iso(String text) {
        return text.isBlank() ? null : of(text.replace("-", ""));
    }

    /** {@code yyyymmdd} with zeros for what is not known; {@code 00000000} is none. */
    static @Nullable LocalDate of(String digits) {
        if (digits.isBlank() || digits.matches("0+")) {
            return null;
        }
        if (!digits.matches("\\d{4}|\\d{6}|\\d{8}")) {
            throw new BadRecord(null, "A date is not of the form yyyymmdd.");
        }
        int year = Integer.parseInt(digits.substring(0, 4));
        int month = digits.length() > 4 ? Integer.parseInt(digits.substring(4, 6)) : 0;
        int dayOfMonth = digits.length() > 6 ? Integer.parseInt(digits.substring(6)) : 0;
        if (year >= OPEN) {
            return null;
        }
        try {
            return LocalDate.of(year, Math.max(month, 1), Math.max(dayOfMonth, 1));
        } catch (DateTimeException e) {
            throw new BadRecord(null, "A date names a day that is not in the calendar.");
        }
    }
}
