package fi.rekisterihub.retention;

import fi.rekisterihub.intake.ErasedRecords;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.register.TraceFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * By what a record that repeats somebody whose time has run out is known: the source's own key of it, an identity number, or an
 * address together with the name. An address alone is not enough, for it may be the next person's: nobody has asked here not to
 * come back.
 */
@Component
class LapsedKeys {

    private final TraceFinder traces;
    private final ErasedRecords records;
    private final SubjectKeys keys;

    LapsedKeys(TraceFinder traces, ErasedRecords records, SubjectKeys keys) {
        this.traces = traces;
        this.records = records;
        this.keys = keys;
    }

    /** Asked before the person is purged. */
    Set<String> of(long personId) {
        return traces.of(personId)
                .map(person -> person.with(records.of(person.registerId(), person.persons(), signs(person))))
                .map(this::keysOf)
                .orElse(Set.of());
    }

    private Set<String> keysOf(PersonTraces person) {
        Set<String> found = new TreeSet<>(person.identityKeys());
        person.records().forEach(record -> found.add(keys.record(record.feed(), record.key())));
        for (String key : person.keys()) {
            if (key.startsWith("post:")) {
                found.add(key);
            }
            for (String family : person.values("familyName")) {
                for (String given : person.values("givenName")) {
                    String named = keys.named(family, given, key);
                    if (named != null && (key.startsWith("email:") || key.startsWith("phone:"))) {
                        found.add(named);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> signs(PersonTraces person) {
        List<String> signs = new ArrayList<>(person.identityKeys());
        person.persons().forEach(part -> signs.add(part.toString()));
        return signs;
    }
}
