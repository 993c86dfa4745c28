package fi.rekisterihub.identity;

import fi.rekisterihub.profile.FourEyes;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityKind;
import org.jspecify.annotations.Nullable;

/**
 * What a steward wants done.
 *
 * @param part who is to be taken out of all with whom it is one; only where that is the verdict
 * @param undoes the decision to be taken back; only where that is the verdict
 */
record Act(
        String registerId,
        EntityKind kind,
        Pair pair,
        Verdict verdict,
        @Nullable Long part,
        @Nullable Long undoes) {

    static Act say(String registerId, EntityKind kind, Pair pair, boolean same) {
        return new Act(registerId, kind, pair, same ? Verdict.SAME : Verdict.DIFFERENT, null, null);
    }

    static Act undo(SaidPair word) {
        return new Act(word.registerId(), EntityKind.of(word.entity()), word.pair(), Verdict.UNDONE, null, word.id());
    }

    static Act separate(String registerId, EntityKind kind, long part, long other) {
        return new Act(registerId, kind, Pair.of(part, other), Verdict.SEPARATED, part, null);
    }

    /** Whether the profile wants a second person for this, which has been seen to come to that. */
    boolean asksTwo(Profile profile, Settled settled) {
        boolean merges = verdict == Verdict.SAME || settled.merged();
        return merges && profile.fourEyes().contains(FourEyes.MERGE)
                || settled.parted() && profile.fourEyes().contains(FourEyes.SEPARATE);
    }

    /** What it says of the pair. */
    enum Verdict {
        SAME,
        DIFFERENT,
        SEPARATED,
        UNDONE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Verdict of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
