package fi.rekisterihub.identity;

import fi.rekisterihub.identity.Members.Member;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.profile.Hands;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityLinks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Carries out what stewards say, in the caller's transaction, which holds the register. */
@Component
class Acts {

    private final Profiles profiles;
    private final SaidPairs said;
    private final Members members;
    private final Sameness sameness;
    private final EntityLinks links;
    private final PairReader pairs;

    Acts(Profiles profiles, SaidPairs said, Members members, Sameness sameness, EntityLinks links, PairReader pairs) {
        this.profiles = profiles;
        this.said = said;
        this.members = members;
        this.sameness = sameness;
        this.links = links;
        this.pairs = pairs;
    }

    /** What became of it, and what it came to. */
    record Carried(Outcome outcome, Settled settled) {

        static Carried nothing(Outcome outcome) {
            return new Carried(outcome, Settled.NOTHING);
        }
    }

    Carried carryOut(Act act, String reason, Hands hands) {
        return switch (act.verdict()) {
            case SAME -> say(act, act.pair(), true, reason, hands);
            case DIFFERENT -> say(act, act.pair(), false, reason, hands);
            case SEPARATED -> separate(act, Objects.requireNonNull(act.part()), reason, hands);
            case UNDONE -> undo(act, Objects.requireNonNull(act.undoes()), reason, hands);
        };
    }

    private Carried separate(Act act, long part, String reason, Hands hands) {
        Carried last = Carried.nothing(new Outcome.AlreadySo());
        for (Long other : links.allParts(List.of(part))) {
            if (other != part) {
                Carried one = say(act, Pair.of(part, other), false, reason, hands);
                if (one.outcome() instanceof Outcome.Impossible) {
                    return one;
                }
                Outcome outcome = one.outcome() instanceof Outcome.Done ? one.outcome() : last.outcome();
                last = new Carried(outcome, last.settled().and(one.settled()));
            }
        }
        return last;
    }

    private Carried undo(Act act, long decision, String reason, Hands hands) {
        return said.takeBack(decision, reason, hands)
                ? settled(act, act.pair(), decision, hands)
                : Carried.nothing(new Outcome.AlreadySo());
    }

    private Carried say(Act act, Pair pair, boolean same, String reason, Hands hands) {
        Profile profile = profiles.get(act.registerId());
        Map<Long, Member> known =
                members.of(act.registerId(), ComparedFields.of(profile, act.kind()), List.of(pair.one(), pair.other()));
        if (known.size() < 2) {
            return impossible("One of the two is not in the register %s any more.".formatted(act.registerId()));
        }
        if (known.values().stream().anyMatch(Member::restricted)) {
            return impossible("The data of one of the two is restricted, so that it must not be used.");
        }
        Optional<SaidPair> before = said.of(pair);
        if (before.isPresent()
                && before.get().same() == same
                && pairs.fingerprint(pair).equals(fingerprint(before))) {
            return Carried.nothing(new Outcome.AlreadySo());
        }
        long decision = said.say(act.registerId(), act.kind(), pair, same, reason, hands);
        return settled(act, pair, decision, hands);
    }

    private static Carried impossible(String why) {
        return Carried.nothing(new Outcome.Impossible(why));
    }

    private static Optional<UUID> fingerprint(Optional<SaidPair> word) {
        return word.map(SaidPair::fingerprint);
    }

    private Carried settled(Act act, Pair pair, long decision, Hands hands) {
        Settled settled = sameness.settle(
                profiles.get(act.registerId()), act.kind(), List.of(pair.one(), pair.other()), hands.names());
        boolean areOne = links.areOne(pair.one(), pair.other());
        return new Carried(new Outcome.Done(decision, pair.one(), pair.other(), areOne, hands.first()), settled);
    }
}
