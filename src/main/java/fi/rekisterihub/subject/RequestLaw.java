package fi.rekisterihub.subject;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.RequestRule;
import java.time.Instant;
import java.time.Period;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the registers' profiles promise about requests. */
@Component
class RequestLaw {

    private static final Period LAW = Period.ofMonths(1);

    private final Profiles profiles;

    RequestLaw(Profiles profiles) {
        this.profiles = profiles;
    }

    Optional<Profile> profile(@Nullable String registerId) {
        return registerId == null ? Optional.empty() : profiles.find(registerId);
    }

    /** While it is not known which register is meant, the strictest of all promises counts. */
    DueDates due(@Nullable String registerId, Instant received) {
        if (registerId != null) {
            return DueDates.of(
                    received, rule(registerId).map(RequestRule::answerWithin).orElse(LAW));
        }
        return profiles.all().stream()
                .map(profile -> DueDates.of(received, profile.requests().answerWithin()))
                .min(Comparator.comparing(DueDates::first))
                .orElseGet(() -> DueDates.of(received, LAW));
    }

    Optional<RequestRule> rule(@Nullable String registerId) {
        return profile(registerId).map(Profile::requests);
    }

    /** A register that is closed for the moment keeps what the law says. */
    boolean restrictsWhileDeciding(@Nullable String registerId) {
        return rule(registerId).map(RequestRule::restrictWhileDeciding).orElse(true);
    }

    boolean verifiesIdentity(@Nullable String registerId) {
        return rule(registerId).map(RequestRule::verifyIdentity).orElse(true);
    }

    int freeInspections(@Nullable String registerId) {
        return rule(registerId).map(RequestRule::freeInspections).orElse(1);
    }

    /** In which language a person is answered: theirs where it is one of ours, or the register's. */
    String language(@Nullable String registerId, @Nullable String spoken) {
        return spoken != null && spoken.matches("fi|sv|en")
                ? spoken
                : profile(registerId).map(Profile::language).orElse("fi");
    }
}
