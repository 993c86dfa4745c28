package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.WithheldTexts;
import fi.rekisterihub.notice.WithheldNotices;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.WithheldHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Keeps withheld values out of everything that a chunk has touched, in its transaction: the register itself is empty
 * already, and here history, notices, texts of sources, parked rows and reviews follow (decision 0018). A chunk that
 * speaks of nobody of whom something is withheld asks the database nothing.
 */
@Component
class Withholding {

    private final WithheldHistory history;
    private final WithheldNotices notices;
    private final WithheldTexts texts;
    private final Reviews reviews;
    private final Identities identities;
    private final FieldOverrides overrides;
    private final FieldConflicts conflicts;

    Withholding(
            WithheldHistory history,
            WithheldNotices notices,
            WithheldTexts texts,
            Reviews reviews,
            Identities identities,
            FieldOverrides overrides,
            FieldConflicts conflicts) {
        this.history = history;
        this.notices = notices;
        this.texts = texts;
        this.reviews = reviews;
        this.identities = identities;
        this.overrides = overrides;
        this.conflicts = conflicts;
    }

    void keepOut(String registerId, EntityJudgement judged) {
        Map<Long, Set<String>> withheld = judged.withheld;
        if (!withheld.isEmpty()) {
            keepOutOfTexts(registerId, withheld);
            // What stands of somebody whose data is restricted stays as it is until that is over; it is shown to
            // nobody.
            Map<Long, Set<String>> free = new HashMap<>(withheld);
            free.keySet().removeAll(judged.restricted);
            keepOutOfRegister(free);
        }
        List<Long> free = judged.applied.states.stream()
                .filter(PersonState.GivenFree.class::isInstance)
                .map(PersonState::person)
                .toList();
        if (!free.isEmpty()) {
            texts.readAnew(free);
        }
    }

    /** The restriction of these persons is over. */
    void keepOut(String registerId, Map<Long, Set<String>> withheld) {
        if (!withheld.isEmpty()) {
            keepOutOfRegister(withheld);
            keepOutOfTexts(registerId, withheld);
        }
    }

    private void keepOutOfRegister(Map<Long, Set<String>> withheld) {
        history.blank(withheld);
        notices.blank(withheld);
        overrides.forget(withheld);
        conflicts.forget(withheld);
    }

    private void keepOutOfTexts(String registerId, Map<Long, Set<String>> withheld) {
        texts.hide(registerId, withheld.keySet(), signs(withheld.keySet()));
        texts.hideDoubtful(registerId, reviews.maySpeakOf(registerId, withheld.keySet()));
        reviews.withhold(registerId, withheld);
    }

    /** What the key of a change begins with: the keyed hash of a number, or the hub's own number of the person. */
    private List<String> signs(Set<Long> persons) {
        List<String> signs = new ArrayList<>(identities.keysOf(persons));
        persons.forEach(person -> signs.add(person.toString()));
        return signs;
    }
}
