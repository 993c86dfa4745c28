package fi.rekisterihub.retention;

import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to become of one person on a day, by all clocks together. Pure.
 *
 * @param states how each group and class stands that the person has a part in
 * @param lapsing what is purged: groups and classes
 * @param fields the fields that go; those that another group still keeps, or a class must keep, stay
 * @param leaves whether the last group has fallen, so that the whole person goes
 */
public record Fate(Map<String, ClockState> states, List<String> lapsing, Set<String> fields, boolean leaves) {

    boolean nothingToDo() {
        return lapsing.isEmpty() && !leaves;
    }

    static Fate of(RetentionLaw law, ClockRow row, Map<String, Set<String>> groupHolds, LocalDate day) {
        Map<String, ClockState> states = new LinkedHashMap<>();
        Set<String> byGroups = new HashSet<>();
        Set<String> byClasses = new HashSet<>();
        Set<String> due = new LinkedHashSet<>();
        boolean leaves = row.holds().isEmpty() && !row.restricted();
        for (Kept kept : law.kept()) {
            if (!row.has().contains(kept.what())) {
                continue;
            }
            ClockState state = RetentionClock.at(day, kept.rules(), row.anchorsOf(kept), holds(row, kept, groupHolds));
            if (kept.group() && hasLapsed(kept, row)) {
                continue;
            }
            states.put(kept.what(), state);
            if (state instanceof ClockState.Due) {
                due.add(kept.what());
            } else if (kept.group()) {
                byGroups.addAll(kept.fields());
                leaves = false;
            } else if (mustStay(kept, row, state, day)) {
                byClasses.addAll(kept.fields());
                leaves = false;
            }
        }
        Set<String> fields = new TreeSet<>();
        law.kept().stream().filter(kept -> due.contains(kept.what())).forEach(kept -> {
            Set<String> going = new HashSet<>(kept.fields());
            going.removeAll(byClasses);
            if (kept.group()) {
                going.removeAll(byGroups);
            }
            fields.addAll(going);
        });
        boolean inGroup = law.groups().stream().anyMatch(group -> row.has().contains(group.what()));
        return new Fate(states, List.copyOf(due), fields, leaves && inGroup);
    }

    /** Whether the group's clock ran out before, and nothing newer has been told since. */
    static boolean hasLapsed(Kept kept, ClockRow row) {
        LocalDate then = row.lapsed().get(kept.what());
        LocalDate start = RetentionClock.start(kept.rules(), row.anchorsOf(kept));
        return then != null && (start == null || !start.isAfter(then));
    }

    /** A class whose time is not over would let its fields go with the group; a minimum and a hold do not. */
    private static boolean mustStay(Kept kept, ClockRow row, ClockState state, LocalDate day) {
        return state instanceof ClockState.Held || RetentionClock.mustBeKept(day, kept.rules(), row.anchorsOf(kept));
    }

    /** Any hold on a person holds their groups: what it is for is the person's data. A class gives way to those it names. */
    private static Set<String> holds(ClockRow row, Kept kept, Map<String, Set<String>> groupHolds) {
        Set<String> holds = new TreeSet<>(row.holds());
        if (!kept.group()) {
            holds.retainAll(kept.holds());
        }
        holds.addAll(groupHolds.getOrDefault(kept.what(), Set.of()));
        if (row.restricted()) {
            holds.add(ClockRow.RESTRICTION);
        }
        return holds;
    }
}
