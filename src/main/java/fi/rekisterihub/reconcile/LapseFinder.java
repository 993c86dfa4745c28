package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ClockFacts;
import fi.rekisterihub.intake.Lapse;
import fi.rekisterihub.intake.Lapses;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.SubjectKeys;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches, for a whole chunk at once, of whom and of what the time has run out. A register that has purged nobody asks twice and no more. */
@Component
class LapseFinder {

    private static final String OWN_WORD = "person";

    private final Lapses lapses;
    private final ClockFacts clocks;
    private final ErasedKeys erasedKeys;
    private final SubjectKeys keys;

    LapseFinder(Lapses lapses, ClockFacts clocks, ErasedKeys erasedKeys, SubjectKeys keys) {
        this.lapses = lapses;
        this.clocks = clocks;
        this.erasedKeys = erasedKeys;
        this.keys = keys;
    }

    /** @param known ids of the persons whom the chunk can speak of */
    Lapsed find(RunContext run, Profile profile, EntityKind kind, List<Seen> chunk, Collection<Long> known) {
        if (kind != EntityKind.PERSON) {
            return Lapsed.NOTHING;
        }
        LocalDate own = profile.source(run.feed())
                        .filter(source -> source.kind().equals(OWN_WORD))
                        .isPresent()
                ? clocks.dayOf(run.asOf()).orElse(null)
                : null;
        return new Lapsed(own, persons(run, chunk), known.isEmpty() ? Map.of() : lapses.fields(known), keys);
    }

    /** The records that speak of somebody whose time has run out, with the keys by which they do. */
    private Map<String, Map<String, Lapse>> persons(RunContext run, List<Seen> chunk) {
        if (!lapses.anybody(run.registerId())) {
            return Map.of();
        }
        Map<String, Set<String>> ofRecords = new HashMap<>();
        chunk.forEach(seen -> ofRecords.put(seen.record().key(), keysOf(run.feed(), seen)));
        Set<String> all = new HashSet<>();
        ofRecords.values().forEach(all::addAll);
        Map<String, Lapse> found = lapses.persons(run.registerId(), all);
        Map<String, Map<String, Lapse>> records = new HashMap<>();
        ofRecords.forEach((record, its) -> {
            Map<String, Lapse> theirs = new HashMap<>(found);
            theirs.keySet().retainAll(its);
            if (!theirs.isEmpty()) {
                records.put(record, theirs);
            }
        });
        return records;
    }

    private Set<String> keysOf(String feed, Seen seen) {
        Map<String, @Nullable String> told = seen.observation().values();
        return erasedKeys.ofRecord(
                feed,
                seen.record().key(),
                new ErasedKeys.Told(
                        told.get("familyName"),
                        told.get("givenName"),
                        told.get("email"),
                        told.get("phone"),
                        told.get("street"),
                        told.get("postalCode"),
                        PersonSigns.keys(seen.observation())));
    }
}
