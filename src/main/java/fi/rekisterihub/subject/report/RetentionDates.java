package fi.rekisterihub.subject.report;

import fi.rekisterihub.profile.Profile;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Until when each class of a person's data is kept. The room of retention knows the days; without it there are the rules. */
public interface RetentionDates {

    /**
     * One for each rule of the profile that concerns the person.
     *
     * @param profile of the person's register
     */
    List<Kept> of(Profile profile, long personId);

    /**
     * @param what the group or class, as the profile calls it
     * @param until the day after which it goes; null while the clock has not started, or when only the rule is known
     * @param heldBy the holds in force that stop it
     */
    record Kept(String what, @Nullable LocalDate until, List<String> heldBy) {}

    /** The rules and no days. */
    static RetentionDates rulesOnly() {
        return (profile, personId) -> profile.retention().stream()
                .map(rule -> new Kept(rule.what(), null, List.of()))
                .toList();
    }
}
