package fi.rekisterihub.register;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By what a person of one register is found again in what sources and people have written.
 *
 * @param persons all parts of the person
 * @param keys the keyed hashes under which they are or were spoken of, {@code person:<id>} among them
 * @param identityKeys keyed hashes of their identity numbers, former ones too
 * @param companies companies at which an address of theirs stands as the company's
 * @param records the records of sources that speak of them
 * @param values field to every value that it has or had; personal data, only for as long as the erasure lasts
 */
public record PersonTraces(
        String registerId,
        List<Long> persons,
        Set<String> keys,
        Set<String> identityKeys,
        List<Long> companies,
        List<SourceKey> records,
        Map<String, Set<String>> values) {

    /** A record of a source, by the source's own key. */
    public record SourceKey(String feed, String key) {}

    /** The same with the records of sources, which another room keeps. */
    public PersonTraces with(List<SourceKey> found) {
        return new PersonTraces(registerId, persons, keys, identityKeys, companies, found, values);
    }

    public Long[] ids() {
        return persons.toArray(Long[]::new);
    }

    public Collection<String> values(String field) {
        return values.getOrDefault(field, Set.of());
    }

    public WrittenOf written() {
        return WrittenOf.of(this);
    }

    /** Ids only: this text may end in a log. */
    @Override
    public String toString() {
        return "traces of " + persons + " in " + registerId;
    }
}
