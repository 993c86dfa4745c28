package fi.rekisterihub.reconcile;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.StoredEntity;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether a field of somebody may get a value now, when a person decides what a source has said before. */
@Component
class MayBeHeld {

    private static final String ANY = "any";

    private final Profiles profiles;
    private final ProhibitionFinder prohibitions;

    MayBeHeld(Profiles profiles, ProhibitionFinder prohibitions) {
        this.profiles = profiles;
        this.prohibitions = prohibitions;
    }

    /** The profile may have changed since it was said, and the person may have prohibited it. */
    boolean now(String registerId, StoredEntity entity, String field) {
        Profile profile = profiles.find(registerId).orElse(null);
        if (profile == null || !profile.fields(entity.kind().word()).contains(field)) {
            return false;
        }
        FieldDecision filled = new FieldDecision(field, Verdict.APPLY, ANY, entity.value(field), ANY);
        return new HoldingRules(profile)
                .applied(entity, List.of(filled), prohibitions.of(profile, entity.id())).stream()
                        .allMatch(one -> one.verdict() == Verdict.APPLY);
    }
}
