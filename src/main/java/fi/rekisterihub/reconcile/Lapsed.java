package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ClockFact;
import fi.rekisterihub.intake.Lapse;
import fi.rekisterihub.mapping.ClockTargets;
import fi.rekisterihub.register.SubjectKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a chunk may not bring back because its time has run out, and the days that its records tell. Pure. */
final class Lapsed {

    /** The rule by which something is refused, and by which fields were emptied, because its time has run out. */
    static final String RULE = "kept-no-longer";

    static final Lapsed NOTHING = new Lapsed(null, Map.of(), Map.of(), null);

    private static final String LAST_CONTACT = "last-contact";

    private final @Nullable LocalDate ownWord;
    private final Map<String, Map<String, Lapse>> records;
    private final Map<Long, Map<String, Lapse>> fields;
    private final @Nullable SubjectKeys keys;

    /**
     * @param ownWord the day of the delivery when the persons themselves are its source: that is a contact; else null
     * @param records records that speak of somebody whose time has run out, with the keys by which they do
     * @param fields the fields of known persons whose time has run out
     */
    Lapsed(
            @Nullable LocalDate ownWord,
            Map<String, Map<String, Lapse>> records,
            Map<Long, Map<String, Lapse>> fields,
            @Nullable SubjectKeys keys) {
        this.ownWord = ownWord;
        this.records = records;
        this.fields = fields;
        this.keys = keys;
    }

    /** Whether the record would bring somebody back without telling anything newer. */
    boolean keepsOut(Seen seen) {
        Map<String, Lapse> theirs = records.getOrDefault(seen.record().key(), Map.of());
        Map<String, LocalDate> told = days(seen);
        return theirs.values().stream().anyMatch(lapse -> !letsIn(lapse, told));
    }

    /** The keys under which somebody has lapsed whom the record now brings as a new person. */
    Set<String> keysOf(Seen seen) {
        return records.getOrDefault(seen.record().key(), Map.of()).keySet();
    }

    /** The fields that the record tells and that must not come back by it. */
    Set<String> keptOut(long person, Seen seen, Map<String, @Nullable String> values) {
        Map<String, Lapse> theirs = fields.getOrDefault(person, Map.of());
        if (theirs.isEmpty()) {
            return Set.of();
        }
        Map<String, LocalDate> told = days(seen);
        Set<String> out = new HashSet<>();
        values.forEach((field, value) -> {
            Lapse lapse = theirs.get(field);
            if (lapse != null && value != null && !lapse.letsIn(told, valueKey(field, value))) {
                out.add(field);
            }
        });
        return out;
    }

    /** Whether any field of the person has lapsed that the record may tell anew. */
    Set<String> lapsedFields(long person) {
        return fields.getOrDefault(person, Map.of()).keySet();
    }

    /** The days that the record tells of the person, and takes back. */
    List<ClockFact> facts(long person, Seen seen) {
        List<ClockFact> facts = new ArrayList<>();
        String key = seen.record().key();
        days(seen).forEach((anchor, day) -> facts.add(new ClockFact(person, anchor, key, day)));
        seen.observation().clock().forEach((anchor, day) -> {
            if (day == null) {
                facts.add(new ClockFact(person, anchor, key, null));
            }
        });
        return facts;
    }

    /** A person's own word that is newer is a new beginning, whatever the clock was counted from. */
    private boolean letsIn(Lapse lapse, Map<String, LocalDate> told) {
        return lapse.letsIn(told, null) || ownWord != null && ownWord.isAfter(lapse.day());
    }

    private Map<String, LocalDate> days(Seen seen) {
        Map<String, @Nullable String> told = seen.observation().clock();
        if (told.isEmpty() && ownWord == null) {
            return Map.of();
        }
        Map<String, LocalDate> days = new LinkedHashMap<>();
        told.forEach((anchor, day) -> {
            if (day != null) {
                days.put(anchor, ClockTargets.OPEN.equals(day) ? LocalDate.MAX : LocalDate.parse(day));
            }
        });
        if (ownWord != null) {
            days.merge(LAST_CONTACT, ownWord, (one, other) -> one.isAfter(other) ? one : other);
        }
        return days;
    }

    private @Nullable String valueKey(String field, String value) {
        return keys == null ? null : keys.value(field, value);
    }
}
