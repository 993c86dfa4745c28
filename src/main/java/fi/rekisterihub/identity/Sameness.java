package fi.rekisterihub.identity;

import fi.rekisterihub.identity.Members.Member;
import fi.rekisterihub.match.Grouping;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.permission.SharedProhibitions;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityLinks;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the links of a register what likeness and people's words say, in the caller's transaction, which holds the register.
 * It is worked out anew for a whole circle each time, so it does not matter what came first, and a merge falls apart by
 * itself when what spoke for it is gone.
 */
@Component
class Sameness {

    private static final String EVENT = """
            insert into identity_event (register_id, entity, part_id, head_before, head_after, cause, actor)
            values (:register, :entity, :part, :before, :after, :cause, :actor)
            returning id
            """;

    private final Circles circles;
    private final Members members;
    private final KnownPairs pairs;
    private final EntityLinks links;
    private final SharedProhibitions prohibitions;
    private final Notices notices;
    private final JdbcClient jdbc;

    Sameness(
            Circles circles,
            Members members,
            KnownPairs pairs,
            EntityLinks links,
            SharedProhibitions prohibitions,
            Notices notices,
            JdbcClient jdbc) {
        this.circles = circles;
        this.members = members;
        this.pairs = pairs;
        this.links = links;
        this.prohibitions = prohibitions;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    /**
     * Settles the circles in which these stand.
     *
     * @param who the person whose word changes something; null when it is the evidence
     */
    Settled settle(Profile profile, EntityKind kind, Collection<Long> ids, @Nullable String who) {
        Settled settled = Settled.NOTHING;
        for (List<Long> circle : circles.around(ids)) {
            settled = settled.and(settleCircle(profile, kind, circle, who));
        }
        return settled;
    }

    /** One entity gets another head. */
    private record Move(long part, long before, long after) {

        boolean leaves() {
            return part == after;
        }
    }

    private Settled settleCircle(Profile profile, EntityKind kind, List<Long> circle, @Nullable String who) {
        Map<Long, Long> before = links.headsOf(circle);
        ComparedFields fields = ComparedFields.of(profile, kind);
        List<Member> free = free(members.of(profile.id(), fields, circle), before);
        int[] groups = Grouping.of(
                free.size(), pairs.among(free), Grouping.certain(fields.types()), profile.automatedDecisions());
        Map<Long, Long> after = heads(free, groups);
        List<Move> moves = after.entrySet().stream()
                .map(one -> new Move(one.getKey(), before.getOrDefault(one.getKey(), one.getKey()), one.getValue()))
                .filter(move -> move.before() != move.after())
                .toList();
        // Those who leave come first: a part must not point to one that is a part itself.
        moves.forEach(move -> links.put(profile.id(), move.part(), move.after()));
        moves.forEach(move -> writeDown(profile, kind, move, who));
        if (kind == EntityKind.PERSON) {
            share(profile.id(), moves, after);
        }
        return new Settled(
                moves.size(),
                (int) moves.stream().filter(move -> !move.leaves()).count(),
                anyApart(after, before),
                anyApart(before, after));
    }

    /** Whether some who have one head here have several there. */
    private static boolean anyApart(Map<Long, Long> here, Map<Long, Long> there) {
        Map<Long, Long> first = new HashMap<>();
        return here.entrySet().stream()
                .filter(one -> there.containsKey(one.getKey()))
                .anyMatch(one -> {
                    Long head = there.get(one.getKey());
                    Long known = first.putIfAbsent(one.getValue(), head);
                    return known != null && !known.equals(head);
                });
    }

    /** Each with the oldest of its group. */
    private static Map<Long, Long> heads(List<Member> members, int[] groups) {
        Map<Integer, Long> oldest = new HashMap<>();
        for (int place = 0; place < groups.length; place++) {
            oldest.merge(groups[place], members.get(place).id(), Math::min);
        }
        Map<Long, Long> heads = new TreeMap<>();
        for (int place = 0; place < groups.length; place++) {
            heads.put(
                    members.get(place).id(),
                    oldest.getOrDefault(groups[place], members.get(place).id()));
        }
        return heads;
    }

    /** Restricted data is not used, so whoever is one with a restricted one now stays as they are. */
    private static List<Member> free(Map<Long, Member> found, Map<Long, Long> heads) {
        Set<Long> held = found.values().stream()
                .filter(Member::restricted)
                .map(member -> heads.get(member.id()))
                .collect(Collectors.toSet());
        return found.values().stream()
                .filter(member -> !held.contains(heads.get(member.id())))
                .sorted(Comparator.comparing(Member::content).thenComparingLong(Member::id))
                .toList();
    }

    private void writeDown(Profile profile, EntityKind kind, Move move, @Nullable String who) {
        long event = jdbc.sql(EVENT)
                .param("register", profile.id())
                .param("entity", kind.word())
                .param("part", move.part())
                .param("before", move.before())
                .param("after", move.after())
                .param("cause", who != null ? "decided" : move.leaves() ? "evidence-withdrawn" : "matched")
                .param("actor", who)
                .query(Long.class)
                .single();
        notices.sameness(
                profile.id(),
                move.leaves() ? NoticeKind.SEPARATED : NoticeKind.MERGED,
                kind,
                move.part(),
                move.leaves() ? move.before() : move.after(),
                "identity-event:" + event);
    }

    private void share(String registerId, List<Move> moves, Map<Long, Long> after) {
        Set<Long> heads = moves.stream().map(Move::after).collect(Collectors.toSet());
        Map<Long, Set<Long>> groups = new TreeMap<>();
        after.forEach((id, head) -> {
            if (heads.contains(head)) {
                groups.computeIfAbsent(head, first -> new TreeSet<>()).add(id);
            }
        });
        groups.values().removeIf(group -> group.size() < 2);
        prohibitions.hold(groups.values().stream().flatMap(Set::stream).toList());
        groups.values().forEach(group -> prohibitions.share(registerId, group));
    }
}
