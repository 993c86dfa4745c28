package fi.rekisterihub.permission;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one place that says which of all that was said answers a question. Pure: whoever asks of many at once in SQL is
 * tested against it.
 *
 * <ul>
 *   <li>What is wide answers the narrow question, and what is narrow never answers the wide one.
 *   <li>A prohibition stands unless a permission is strictly later, so a tie prohibits and the order of arrival is nothing.
 *   <li>Only the person can permit; the ledger lets in no other permission.
 *   <li>Messages that belong to a service are nothing that can be prohibited.
 * </ul>
 */
final class ScopeRule {

    /** Bills, warnings, answers: what a contract or the law makes the controller send. */
    static final String SERVICE = "service";

    private static final Comparator<Said> OLDER = Comparator.comparing(Said::countsFrom)
            .thenComparing(Said::eventId, Comparator.nullsFirst(Comparator.naturalOrder()));

    private ScopeRule() {}

    /**
     * What decides the question; empty when nobody has said anything of it. Of the prohibitions that stand it is the first,
     * which says since when: those after it repeat it.
     */
    static Optional<Said> answer(Reach question, Collection<Said> said) {
        if (question.purpose().equals(SERVICE)) {
            return Optional.empty();
        }
        Optional<Said> grant = covering(question, said, Permission.GRANTED).max(OLDER);
        return covering(question, said, Permission.PROHIBITED)
                .filter(prohibition -> grant.isEmpty() || !isAfter(grant.get(), prohibition))
                .min(OLDER)
                .or(() -> grant);
    }

    /** Whether something of the prohibition is still in force. */
    static boolean stands(Said prohibition, Collection<Said> said) {
        return said.stream()
                .noneMatch(other ->
                        !other.prohibits() && other.reach().covers(prohibition.reach()) && isAfter(other, prohibition));
    }

    /** Whether all of what is about to be said has been in force without a gap since this prohibition. */
    static boolean holdsAll(Said prohibition, Reach about, Collection<Said> said) {
        return prohibition.prohibits()
                && prohibition.reach().covers(about)
                && said.stream()
                        .noneMatch(other ->
                                !other.prohibits() && other.reach().meets(about) && isAfter(other, prohibition));
    }

    private static boolean isAfter(Said grant, Said prohibition) {
        return grant.countsFrom().isAfter(prohibition.countsFrom());
    }

    private static Stream<Said> covering(Reach question, Collection<Said> said, Permission permission) {
        return said.stream()
                .filter(one -> one.permission() == permission && one.reach().covers(question));
    }
}
