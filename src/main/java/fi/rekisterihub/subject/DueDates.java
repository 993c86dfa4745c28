package fi.rekisterihub.subject;

import fi.rekisterihub.Finland;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;

/**
 * Until when a request is to be answered: by the register's own promise, and by the law. The days are Finland's; the day of
 * arrival is not counted, and a period of months ends on the same date, or on the last day of a shorter month (regulation
 * 1182/71, article 3). That a last day on a week-end would move on to the next working day is not used: who answers earlier is
 * not late.
 *
 * @param promised the last day by the profile
 * @param law the last day by GDPR article 12(3)
 */
public record DueDates(LocalDate promised, LocalDate law) {

    /** GDPR article 12(3): one month, and two more where a request is complex or there are many. */
    private static final Period MONTH = Period.ofMonths(1);

    private static final Period EXTENDED = Period.ofMonths(3);

    /** @param within the register's own promise; one that is longer than the law's month is cut to it */
    public static DueDates of(Instant received, Period within) {
        LocalDate day = LocalDate.ofInstant(received, Finland.ZONE);
        LocalDate law = day.plus(MONTH);
        LocalDate promised = day.plus(within);
        return new DueDates(promised.isAfter(law) ? law : promised, law);
    }

    /**
     * The last day when two months were added. The person is told of it within the first month, so it can be done no later.
     *
     * @throws RefusedStep when the month has passed
     */
    static LocalDate extended(Instant received, LocalDate today) {
        LocalDate day = LocalDate.ofInstant(received, Finland.ZONE);
        if (today.isAfter(day.plus(MONTH))) {
            throw new RefusedStep(
                    RefusedStep.Why.TOO_LATE,
                    "The time could be extended until %s only (GDPR article 12(3)): answer now, and say why it is late."
                            .formatted(day.plus(MONTH)));
        }
        return day.plus(EXTENDED);
    }

    /** The one that is to be kept: the earlier of the two. */
    public LocalDate first() {
        return promised.isBefore(law) ? promised : law;
    }
}
