package fi.rekisterihub.retention;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import fi.rekisterihub.subject.Stop;
import fi.rekisterihub.subject.StopsErasure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a profile keeps for a least time is not erased before that, whoever asks: as an invoice that can be collected still. A time
 * of which nothing has told the beginning keeps nothing, because nobody could say until when (GDPR article 17(3)).
 */
@Component
class LeastTimes implements StopsErasure {

    private final Profiles profiles;
    private final ClockRows rows;

    LeastTimes(Profiles profiles, ClockRows rows) {
        this.profiles = profiles;
        this.rows = rows;
    }

    @Override
    public List<Stop> of(PersonTraces person) {
        return profiles.find(person.registerId())
                .map(profile -> of(profile, person.persons()))
                .orElse(List.of());
    }

    @Override
    public boolean byClock() {
        return true;
    }

    private List<Stop> of(Profile profile, List<Long> persons) {
        RetentionLaw law = RetentionLaw.of(profile);
        LocalDate today = Finland.today();
        List<Stop> stops = new ArrayList<>();
        if (law.kept().stream().anyMatch(LeastTimes::hasLeast)) {
            for (ClockRow row : rows.of(law, persons, today)) {
                law.kept().stream()
                        .filter(kept -> hasLeast(kept) && row.has().contains(kept.what()))
                        .forEach(kept -> stop(kept, row, today, stops));
            }
        }
        return stops;
    }

    private static void stop(Kept kept, ClockRow row, LocalDate today, List<Stop> stops) {
        RetentionClock.leastUntil(kept.rules(), row.anchorsOf(kept))
                .filter(until -> !until.isBefore(today))
                .ifPresent(until -> stops.add(new Stop(kept.what(), "least-time", ended(until))));
    }

    private static @Nullable LocalDate ended(LocalDate until) {
        return until.equals(RetentionClock.OPEN) ? null : until;
    }

    private static boolean hasLeast(Kept kept) {
        return kept.rules().stream().anyMatch(rule -> rule.atLeast() != null);
    }
}
