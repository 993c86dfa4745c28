package fi.rekisterihub.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A register whose profile has a recipient outside the EU and EEA on some basis, in force as one that was checked when that was
 * still valid.
 */
public final class OtherBasis {

    private OtherBasis() {}

    /** Put it back with {@link Profiles#putBack}. */
    public static ProfileFolder put(
            Profiles profiles, String registerId, String recipient, @Nullable String basis, List<String> fields) {
        ProfileFolder before = profiles.inForce();
        Profile profile = profiles.get(registerId);
        RecipientRule abroad = new RecipientRule(
                recipient,
                recipient,
                new Texts("a", "b", "c"),
                "processor-" + recipient,
                "processor",
                "US",
                basis,
                null,
                java.util.Set.of(),
                java.util.Set.copyOf(fields),
                java.util.Set.of());
        Map<String, Profile> all = new HashMap<>(before.profiles());
        all.put(registerId, with(profile, abroad));
        profiles.takeIntoUse(new ProfileFolder(all, before.texts(), before.closed(), List.of()));
        return before;
    }

    private static Profile with(Profile profile, RecipientRule recipient) {
        return new Profile(
                profile.id(),
                profile.name(),
                profile.controller(),
                profile.contacts(),
                profile.language(),
                profile.automatedDecisions(),
                profile.profiling(),
                profile.thirdCountries(),
                profile.requests(),
                profile.fourEyes(),
                profile.purposes(),
                profile.permissions(),
                profile.groups(),
                profile.dataClasses(),
                profile.limits(),
                profile.sources(),
                List.of(recipient),
                profile.retention(),
                profile.optOutLists(),
                profile.fingerprint());
    }
}
