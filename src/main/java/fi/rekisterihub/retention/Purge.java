package fi.rekisterihub.retention;

import fi.rekisterihub.intake.Lapses;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import fi.rekisterihub.subject.Erased;
import fi.rekisterihub.subject.Erasures;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Purges some persons, in the caller's transaction. Each is judged once more under the lock of the register: a contact, a
 * hold or a new contract that came since the preview keeps them.
 */
@Component
class Purge {

    private final Profiles profiles;
    private final RegisterLock lock;
    private final ClockRows rows;
    private final GroupHolds holds;
    private final Erasures erasures;
    private final LapsedKeys lapsedKeys;
    private final Lapses lapses;
    private final Trimming trimming;
    private final RetentionEvents events;

    Purge(
            Profiles profiles,
            RegisterLock lock,
            ClockRows rows,
            GroupHolds holds,
            Erasures erasures,
            LapsedKeys lapsedKeys,
            Lapses lapses,
            Trimming trimming,
            RetentionEvents events) {
        this.profiles = profiles;
        this.lock = lock;
        this.rows = rows;
        this.holds = holds;
        this.erasures = erasures;
        this.lapsedKeys = lapsedKeys;
        this.lapses = lapses;
        this.trimming = trimming;
        this.events = events;
    }

    /** @return how many left the register, and how many lost fields */
    Purged purge(String registerId, Collection<Long> persons, LocalDate day, long run, String who) {
        lock.hold(registerId);
        RetentionLaw law = RetentionLaw.of(profiles.get(registerId));
        Map<String, Set<String>> groupHolds = holds.byWhat(registerId, day);
        int left = 0;
        int trimmed = 0;
        for (ClockRow row : rows.of(law, persons, day)) {
            Fate fate = Fate.of(law, row, groupHolds, day);
            if (fate.nothingToDo()) {
                continue;
            }
            List<Long> parts = rows.parts(List.of(row.id()));
            if (fate.leaves()) {
                left += leave(law, row, fate, parts, run, who) ? 1 : 0;
            } else {
                trimming.trim(law, row, fate, parts, who);
                events.purged(registerId, row, fate, run, parts.size(), who);
                trimmed++;
            }
        }
        return new Purged(left, trimmed);
    }

    private boolean leave(RetentionLaw law, ClockRow row, Fate fate, List<Long> parts, long run, String who) {
        Set<String> keys = lapsedKeys.of(row.id());
        Erased erased = erasures.purge(row.id(), "retention-run:" + run, who);
        if (!(erased instanceof Erased.Done)) {
            return false;
        }
        Set<String> anchors = new TreeSet<>();
        LocalDate last = LocalDate.MIN;
        for (Kept group : law.groups()) {
            if (row.has().contains(group.what())) {
                anchors.addAll(Trimming.anchors(group, row));
                LocalDate start = Trimming.start(group, row);
                last = start.isAfter(last) ? start : last;
            }
        }
        lapses.addPerson(law.registerId(), keys, last, anchors);
        events.purged(law.registerId(), row, fate, run, parts.size(), who);
        return true;
    }

    /** What one batch came to. */
    record Purged(int left, int trimmed) {}
}
