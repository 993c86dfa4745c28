package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.Outcome;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.match.Candidate;
import fi.rekisterihub.register.SubjectKeys;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record after mapping and the profile's whitelist, or with the outcome that it already has. Of one thread at a time. */
final class Seen {

    private static final Observation NOTHING = new Observation("", Map.of(), Map.of());

    private final ChangedRecord record;
    private final Observation observation;
    private final int dropped;
    private final @Nullable Outcome outcome;
    private final SubjectKeys keys;
    private @Nullable Candidate candidate;

    private Seen(
            ChangedRecord record, Observation observation, int dropped, @Nullable Outcome outcome, SubjectKeys keys) {
        this.record = record;
        this.observation = observation;
        this.dropped = dropped;
        this.outcome = outcome;
        this.keys = keys;
    }

    /** @param dropped how many fields the profile does not let in */
    static Seen told(ChangedRecord record, Observation observation, int dropped, SubjectKeys keys) {
        return new Seen(record, observation, dropped, null, keys);
    }

    static Seen decided(ChangedRecord record, Outcome outcome, SubjectKeys keys) {
        return new Seen(record, NOTHING, 0, outcome, keys);
    }

    ChangedRecord record() {
        return record;
    }

    Observation observation() {
        return observation;
    }

    int dropped() {
        return dropped;
    }

    /** What was decided before anybody looked at the register. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /**
     * Works out ahead, in the thread that prepares, what is asked for when the chunk's turn comes and others wait for it:
     * the keys of a record that has no link, also that by which its person is written to.
     */
    Seen withKeys() {
        if (record.entityId() == null && outcome == null) {
            candidate();
            postKey();
        }
        return this;
    }

    /** Null unless name and address are told. */
    @Nullable
    String postKey() {
        Map<String, @Nullable String> told = observation.values();
        return keys.post(told.get("familyName"), told.get("givenName"), told.get("street"), told.get("postalCode"));
    }

    /** By what the matcher knows it. Made when it is asked for: most records have a link, and keyed hashes are dear. */
    Candidate candidate() {
        Candidate made = candidate;
        if (made == null) {
            Map<String, @Nullable String> told = observation.values();
            made = new Candidate(
                    0,
                    told.get("businessId"),
                    told.get("familyName"),
                    told.get("givenName"),
                    keys.email(told.get("email")),
                    keys.phone(told.get("phone")));
            candidate = made;
        }
        return made;
    }
}
