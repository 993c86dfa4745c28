package fi.rekisterihub.permission;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.RetentionRule;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How long the registers' profiles let mails lie. A mail is of no single register, so the shortest promise binds, and no minimum
 * is undercut.
 *
 * @param ending how long at most after they came
 * @param least how long in any case
 */
record MailTimes(List<Period> ending, List<Period> least) {

    /** As profiles call what the hub keeps of mails. */
    private static final List<String> MAILS = List.of("stored-mails", "recorded-message");

    static MailTimes of(Collection<Profile> profiles) {
        List<RetentionRule> rules = profiles.stream()
                .flatMap(profile -> profile.retention().stream())
                .filter(rule -> MAILS.contains(rule.what()))
                .toList();
        return new MailTimes(
                rules.stream()
                        .map(RetentionRule::after)
                        .filter(Objects::nonNull)
                        .toList(),
                rules.stream()
                        .map(RetentionRule::atLeast)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** What came before this day goes, if it is settled; empty where no profile says. */
    Optional<LocalDate> goesBefore(LocalDate today) {
        return ending.stream().map(time -> wholeBefore(today, time)).max(LocalDate::compareTo);
    }

    /** What came on this day or later stays in any case. */
    LocalDate staysFrom(LocalDate today) {
        return least.stream()
                .map(time -> wholeBefore(today, time))
                .min(LocalDate::compareTo)
                .orElse(today.plusDays(1));
    }

    /** The first day of which the time is not over yet: the day itself does not belong to it, and months have their own ends. */
    private static LocalDate wholeBefore(LocalDate today, Period time) {
        LocalDate day = today.minus(time).minusDays(2);
        while (day.plus(time).isBefore(today)) {
            day = day.plusDays(1);
        }
        while (!day.minusDays(1).plus(time).isBefore(today)) {
            day = day.minusDays(1);
        }
        return day;
    }
}
