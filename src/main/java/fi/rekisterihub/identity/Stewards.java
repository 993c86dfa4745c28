package fi.rekisterihub.identity;

import fi.rekisterihub.identity.Members.Member;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.RegisterLock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a steward says of two entities stands above any score, and comes into force at once: links, permissions and notices in
 * the transaction of the word. It is asked again only when what agrees between the two has moved.
 */
@Service
public class Stewards {

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Profiles profiles;
    private final SaidPairs said;
    private final Members members;
    private final Sameness sameness;
    private final EntityLinks links;
    private final PairReader pairs;

    Stewards(
            TransactionTemplate transaction,
            RegisterLock lock,
            Profiles profiles,
            SaidPairs said,
            Members members,
            Sameness sameness,
            EntityLinks links,
            PairReader pairs) {
        this.transaction = transaction;
        this.lock = lock;
        this.profiles = profiles;
        this.said = said;
        this.members = members;
        this.sameness = sameness;
        this.links = links;
        this.pairs = pairs;
    }

    /** What became of a word. */
    public sealed interface Outcome {

        /**
         * It is in force.
         *
         * @param decision its number, by which it can be undone
         */
        record Done(long decision, long one, long other, boolean areOne) implements Outcome {}

        /** It was said before, or undone before; nothing changed. */
        record AlreadySo() implements Outcome {}

        /** @param why a sentence for the steward; never a value */
        record Impossible(String why) implements Outcome {}
    }

    /** The two are one. */
    public Outcome same(String registerId, EntityKind kind, Pair pair, String reason, String who) {
        return inRegister(registerId, () -> say(registerId, kind, pair, true, reason, who));
    }

    /** The two are two. Where they are linked, each becomes its own again, with the stricter permissions of both. */
    public Outcome different(String registerId, EntityKind kind, Pair pair, String reason, String who) {
        return inRegister(registerId, () -> say(registerId, kind, pair, false, reason, who));
    }

    /** Takes this one out of those with whom it is one: it is none of them. */
    public Outcome separate(String registerId, EntityKind kind, long part, String reason, String who) {
        return inRegister(registerId, () -> {
            List<Long> others = links.allParts(List.of(part)).stream()
                    .filter(id -> id != part)
                    .toList();
            if (others.isEmpty()) {
                return new Outcome.AlreadySo();
            }
            Outcome last = new Outcome.AlreadySo();
            for (Long other : others) {
                last = say(registerId, kind, Pair.of(part, other), false, reason, who);
                if (last instanceof Outcome.Impossible) {
                    return last;
                }
            }
            return last;
        });
    }

    /** Takes a word back; what the evidence says holds again, and the question may come back. */
    public Outcome undo(long decision, String reason, String who) {
        Optional<SaidPair> word = said.find(decision);
        if (word.isEmpty()) {
            return new Outcome.AlreadySo();
        }
        SaidPair known = word.get();
        EntityKind kind = EntityKind.of(known.entity());
        return inRegister(known.registerId(), () -> {
            if (!said.takeBack(decision, reason, who)) {
                return new Outcome.AlreadySo();
            }
            return settled(profiles.get(known.registerId()), kind, known.pair(), decision, who);
        });
    }

    /** What somebody said of the two, in force. */
    public Optional<SaidPair> said(Pair pair) {
        return said.of(pair);
    }

    /** Puts the question off. */
    public boolean later(Pair pair, Instant until, String who) {
        return pairs.putOff(pair, until, who);
    }

    private Outcome say(String registerId, EntityKind kind, Pair pair, boolean same, String reason, String who) {
        Map<Long, Member> known = members.of(
                registerId, ComparedFields.of(profiles.get(registerId), kind), List.of(pair.one(), pair.other()));
        if (known.size() < 2) {
            return new Outcome.Impossible("One of the two is not in the register %s any more.".formatted(registerId));
        }
        if (known.values().stream().anyMatch(Member::restricted)) {
            return new Outcome.Impossible("The data of one of the two is restricted, so that it must not be used.");
        }
        Optional<SaidPair> before = said.of(pair);
        if (before.isPresent()
                && before.get().same() == same
                && pairs.fingerprint(pair).equals(fingerprint(before))) {
            return new Outcome.AlreadySo();
        }
        long decision = said.say(registerId, kind, pair, same, reason, who);
        return settled(profiles.get(registerId), kind, pair, decision, who);
    }

    private static Optional<java.util.UUID> fingerprint(Optional<SaidPair> word) {
        return word.map(SaidPair::fingerprint);
    }

    private Outcome settled(Profile profile, EntityKind kind, Pair pair, long decision, String who) {
        sameness.settle(profile, kind, List.of(pair.one(), pair.other()), who);
        return new Outcome.Done(decision, pair.one(), pair.other(), links.areOne(pair.one(), pair.other()));
    }

    private Outcome inRegister(String registerId, Supplier<Outcome> act) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(registerId);
            Outcome outcome = act.get();
            if (outcome instanceof Outcome.Impossible) {
                status.setRollbackOnly();
            }
            return outcome;
        }));
    }
}
