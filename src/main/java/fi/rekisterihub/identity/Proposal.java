package fi.rekisterihub.identity;

import fi.rekisterihub.register.EntityKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A steward's word that waits for a second person.
 *
 * @param verdict same, different, separated (one of the two is taken out of all with whom it is one) or undone
 * @param part who is to be taken out
 * @param undoes the decision that is to be taken back
 */
public record Proposal(
        long id,
        String registerId,
        String entity,
        Pair pair,
        String verdict,
        @Nullable Long part,
        @Nullable Long undoes,
        String reason,
        String proposedBy,
        Instant at) {

    /** The two ids, as in the address of the pair's page. */
    public String name() {
        return pair.one() + "-" + pair.other();
    }

    Act act() {
        return new Act(registerId, EntityKind.of(entity), pair, Act.Verdict.of(verdict), part, undoes);
    }
}
