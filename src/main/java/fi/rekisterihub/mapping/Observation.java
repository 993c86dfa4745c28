package fi.rekisterihub.mapping;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one record says, in the register's own fields.
 *
 * @param key the source's own key of the record
 * @param values field to value; a field that is not there was not told, a null value clears the field
 * @param company for a person with a role: {@code businessId} and {@code duty}; else empty
 * @param person who is meant, and states that rule what may be done: the targets of {@link #PERSON}; mostly empty
 * @param clock anchor to the day from which data is kept, {@link ClockTargets#OPEN} for what has not ended, null
 *     for what there is not; mostly empty
 */
public record Observation(
        String key,
        Map<String, @Nullable String> values,
        Map<String, @Nullable String> company,
        Map<String, @Nullable String> person,
        Map<String, @Nullable String> clock) {

    /** What a record may say of a person apart from the register's fields; docs/formats.md says what each means. */
    public static final Set<String> PERSON =
            Set.of("id", "identity", "newIdentity", "name", "deceased", "withheld", "updateBan");

    public Observation(String key, Map<String, @Nullable String> values, Map<String, @Nullable String> company) {
        this(key, values, company, Map.of(), Map.of());
    }

    /** The same with these fields besides its own. */
    public Observation with(Map<String, String> more) {
        FieldValues all = new FieldValues(values.size() + more.size());
        values.forEach((field, value) -> {
            if (!more.containsKey(field)) {
                all.add(field, value);
            }
        });
        more.forEach(all::add);
        return new Observation(key, all, company, person, clock);
    }

    /** The same without the fields that are not allowed. */
    public Observation only(Set<String> allowed) {
        if (values instanceof FieldValues few ? few.isWithin(allowed) : allowed.containsAll(values.keySet())) {
            return this;
        }
        FieldValues kept = new FieldValues(values.size());
        values.forEach((field, value) -> {
            if (allowed.contains(field)) {
                kept.add(field, value);
            }
        });
        return new Observation(key, kept, company, person, clock);
    }
}
