package fi.rekisterihub.match;

import fi.rekisterihub.match.Names.Likeness;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** First form: exact identifiers decide, contradictions veto, and what lies between is asked. Pure. */
public final class Matcher {

    private static final Match NOBODY = new Match.New();

    private final boolean automatic;

    /** @param automatic false in a register that forbids automated decisions: then shared contact data only propose */
    public Matcher(boolean automatic) {
        this.automatic = automatic;
    }

    /** A company: the Y-tunnus decides. Without one, contact data only propose. */
    public Match company(
            Candidate seen, @Nullable Candidate linked, List<Candidate> byBusinessId, List<Candidate> byContact) {
        if (linked != null) {
            return conflict(linked.businessId(), seen.businessId())
                    ? new Match.Doubtful(List.of(linked.id()), "business-id-changed")
                    : bySourceLink(linked);
        }
        if (seen.businessId() != null) {
            return byBusinessId.isEmpty()
                    ? new Match.New()
                    : new Match.Same(byBusinessId.get(0).id(), "business-id");
        }
        return byContact.isEmpty()
                ? new Match.New()
                : new Match.Doubtful(ids(byContact), "contact-without-business-id");
    }

    /** A person: a link of the same source decides, then e-mail and phone together with the name. */
    public Match person(Candidate seen, @Nullable Candidate linked, List<Candidate> byEmail, List<Candidate> byPhone) {
        if (linked != null) {
            return bySourceLink(linked);
        }
        Match email = byKey(seen, byEmail, "e-mail", true);
        Match phone = byKey(seen, byPhone, "phone", false);
        if (email instanceof Match.Same one && phone instanceof Match.Same two && one.entityId() != two.entityId()) {
            return new Match.Doubtful(List.of(one.entityId(), two.entityId()), "e-mail-and-phone-differ");
        }
        Match found = email instanceof Match.New ? phone : email;
        if (found instanceof Match.Same same && !automatic) {
            return new Match.Doubtful(List.of(same.entityId()), "register-decides-by-hand");
        }
        return found;
    }

    /** The source said before whom it calls so. */
    public static Match bySourceLink(Candidate linked) {
        return new Match.Same(linked.id(), "source-link");
    }

    private static Match byKey(Candidate seen, List<Candidate> candidates, String rule, boolean personal) {
        if (candidates.isEmpty()) {
            return NOBODY;
        }
        List<Candidate> namesakes = candidates.stream()
                .filter(candidate -> likeness(seen, candidate) == Likeness.SAME)
                .toList();
        if (namesakes.size() == 1) {
            return new Match.Same(namesakes.get(0).id(), rule);
        }
        if (namesakes.size() > 1) {
            return new Match.Doubtful(ids(namesakes), rule + "-of-several");
        }
        List<Candidate> possible = candidates.stream()
                // A shared switchboard number says nothing of two people with two names; a shared address does.
                .filter(candidate -> personal || likeness(seen, candidate) == Likeness.UNKNOWN)
                .toList();
        return possible.isEmpty() ? new Match.New() : new Match.Doubtful(ids(possible), rule + "-with-another-name");
    }

    private static Likeness likeness(Candidate seen, Candidate known) {
        Likeness family = Names.compare(seen.familyName(), known.familyName());
        Likeness given = Names.compare(seen.givenName(), known.givenName());
        if (family == Likeness.SAME && given == Likeness.SAME) {
            return Likeness.SAME;
        }
        return family == Likeness.OTHER || given == Likeness.OTHER ? Likeness.OTHER : Likeness.UNKNOWN;
    }

    private static boolean conflict(@Nullable String known, @Nullable String seen) {
        return known != null && seen != null && !known.equals(seen);
    }

    private static List<Long> ids(List<Candidate> candidates) {
        return Optional.of(new TreeSet<>(candidates.stream().map(Candidate::id).toList()))
                .map(List::copyOf)
                .orElseThrow();
    }
}
