package fi.rekisterihub.reconcile;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.reconcile.Applied.Agreement;
import fi.rekisterihub.reconcile.Applied.Disagreement;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.StoredEntity;
import java.util.Set;

/**
 * Hears, while a chunk is judged, where a source contradicts what a person or a steward has said. Sources that differ among
 * themselves are no question: the profile has ranked them. Pure.
 */
final class Disagreements {

    private static final Set<String> PEOPLE = Set.of("person", "steward");

    private final Profile profile;
    private final boolean anyOpen;
    private final Applied applied;

    /** @param anyOpen whether an agreement could answer a question that was asked before */
    Disagreements(Profile profile, boolean anyOpen, Applied applied) {
        this.profile = profile;
        this.anyOpen = anyOpen;
        this.applied = applied;
    }

    /** Whether it is a question for somebody. */
    boolean hear(StoredEntity entity, FieldDecision one) {
        if (one.verdict() == Verdict.KEEP) {
            String says = one.newValue();
            String teller = entity.feed(one.field());
            // A source that knows nothing of it does not know better.
            if (says != null && teller != null && isSaidByPeople(teller)) {
                applied.disagreements.add(
                        new Disagreement(entity.kind(), entity.id(), one.field(), one.oldValue(), teller, says));
                return true;
            }
        } else if (anyOpen && one.verdict() == Verdict.SAME) {
            applied.agreements.add(new Agreement(entity.id(), one.field()));
        }
        return false;
    }

    private boolean isSaidByPeople(String feed) {
        return profile.source(feed)
                .filter(source -> PEOPLE.contains(source.kind()))
                .isPresent();
    }
}
