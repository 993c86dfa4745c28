package fi.rekisterihub.retention;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.DataClass;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.SourceRule;
import fi.rekisterihub.profile.RetentionRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a register's persons has a clock: every group of persons, and every class of data that a rule speaks of.
 *
 * @param kept groups first; the place in the list is the number by which statements know them
 */
record RetentionLaw(String registerId, List<Kept> kept, List<SourceRule> sources) {

    /** Who is on an opt-out list is no member of a group for it. */
    private static final String LIST = "list";

    /**
     * One thing that is kept for a time.
     *
     * @param fields of a group all that it may hold, of a class its own
     * @param rules none for a group that the profile sets no end
     */
    record Kept(String what, boolean group, Set<String> fields, List<RetentionRule> rules) {

        /** The anchors of all its rules. */
        Set<String> anchors() {
            Set<String> anchors = new TreeSet<>();
            rules.forEach(rule -> anchors.addAll(rule.anchors()));
            return anchors;
        }

        /** The holds that any of its rules gives way to. */
        Set<String> holds() {
            Set<String> holds = new TreeSet<>(Set.of(ClockRow.OPEN_REQUEST));
            rules.forEach(rule -> holds.addAll(rule.holds()));
            return holds;
        }

        boolean ends() {
            return rules.stream().anyMatch(rule -> rule.after() != null);
        }
    }

    static RetentionLaw of(Profile profile) {
        Map<String, List<RetentionRule>> rules = new LinkedHashMap<>();
        profile.retention().forEach(rule -> rules.computeIfAbsent(rule.what(), first -> new ArrayList<>())
                .add(rule));
        List<Kept> kept = new ArrayList<>();
        for (Group group : profile.groups()) {
            if (group.entity().equals("person")) {
                kept.add(new Kept(group.id(), true, group.fields(), rules.getOrDefault(group.id(), List.of())));
            }
        }
        for (DataClass one : profile.dataClasses()) {
            if (rules.containsKey(one.id())) {
                kept.add(new Kept(one.id(), false, one.fields(), rules.get(one.id())));
            }
        }
        return new RetentionLaw(profile.id(), List.copyOf(kept), profile.sources());
    }

    boolean endsAnything() {
        return kept.stream().anyMatch(Kept::ends);
    }

    List<Kept> groups() {
        return kept.stream().filter(Kept::group).toList();
    }

    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        kept.forEach(one -> anchors.addAll(one.anchors()));
        return anchors;
    }

    /** The groups that a feed makes people members of, as bits by their number; 0 where it makes nobody a member. */
    long membership(String feed) {
        return sources.stream()
                .filter(source -> source.feed().equals(feed) && !source.kind().equals(LIST))
                .mapToLong(this::bits)
                .findFirst()
                .orElse(0);
    }

    /** Whether all feeds fill all groups, so that nobody need be asked who is in which. */
    boolean oneForAll() {
        long all = (1L << groups().size()) - 1;
        Set<Long> masks = new HashSet<>();
        sources.forEach(source -> masks.add(membership(source.feed())));
        masks.remove(0L);
        return groups().size() < 2 || masks.equals(Set.of(all));
    }

    private long bits(SourceRule source) {
        long bits = 0;
        List<Kept> groups = groups();
        for (int number = 0; number < groups.size(); number++) {
            if (source.groups().contains(groups.get(number).what())) {
                bits |= 1L << number;
            }
        }
        return bits;
    }
}
