package fi.rekisterihub.permission;

import fi.rekisterihub.register.SubjectKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom an act speaks of.
 *
 * @param keys every key under which they can be spoken of, sorted, so that locks are always taken in one order
 * @param named those of the keys that the act itself names, not those of persons who merely share an address
 * @param persons the persons of this hub among them, lowest id first
 * @param sharing others who have or had an address of whom the act names: what holds for the address holds for them, though the act
 *     is not theirs
 */
record Subjects(SortedSet<String> keys, Set<String> named, List<Person> persons, List<Person> sharing) {

    /** A person of a register who is meant, with the keys of today. */
    record Person(
            long id,
            String registerId,
            @Nullable String email,
            @Nullable String emailKey,
            @Nullable String phoneKey,
            @Nullable String postKey) {}

    /**
     * @param namedKeys keys of the addresses that the act names
     * @param namedIds persons that the act names; their other addresses are meant too, now and after they are gone
     * @param persons everybody found under either
     * @param sharing as the record has it
     */
    static Subjects of(List<String> namedKeys, Set<Long> namedIds, List<Person> persons, List<Person> sharing) {
        Set<String> named = new TreeSet<>(namedKeys);
        namedIds.forEach(id -> named.add(SubjectKeys.person(id)));
        for (Person person : persons) {
            if (namedIds.contains(person.id())) {
                addKeys(person, named);
            }
        }
        SortedSet<String> keys = new TreeSet<>(named);
        persons.forEach(person -> keys.add(SubjectKeys.person(person.id())));
        return new Subjects(keys, named, persons, sharing);
    }

    /**
     * Whom a permission speaks of: exactly who is named, and nothing of any address, which others may share today or have
     * tomorrow.
     */
    static Subjects granting(Set<Long> namedIds) {
        SortedSet<String> named = new TreeSet<>();
        namedIds.forEach(id -> named.add(SubjectKeys.person(id)));
        return new Subjects(named, named, List.of(), List.of());
    }

    /**
     * Whom a permission speaks of that names an address: who has it now. Nobody, where several of one register have it,
     * because it does not say whose word it is.
     */
    static Subjects granting(List<Person> having) {
        Map<String, List<Person>> ofRegisters = having.stream().collect(Collectors.groupingBy(Person::registerId));
        return granting(ofRegisters.values().stream()
                .filter(persons -> persons.size() == 1)
                .map(persons -> persons.get(0).id())
                .collect(Collectors.toSet()));
    }

    /** The named keys that speak for this channel; a person's id speaks for all. */
    List<String> namedFor(String channel) {
        return named.stream()
                .filter(key -> speaksFor(key.substring(0, key.indexOf(':')), channel))
                .toList();
    }

    @Nullable
    Long firstIn(String registerId) {
        return persons.stream()
                .filter(person -> person.registerId().equals(registerId))
                .map(Person::id)
                .findFirst()
                .orElse(null);
    }

    /** @param kind what a key is of: person, email, phone, post */
    static boolean speaksFor(String kind, String channel) {
        return switch (kind) {
            case "person" -> true;
            case "phone" -> Set.of("phone", "sms", "*").contains(channel);
            default -> kind.equals(channel) || channel.equals("*");
        };
    }

    private static void addKeys(Person person, Set<String> keys) {
        for (String key : new String[] {person.emailKey(), person.phoneKey(), person.postKey()}) {
            if (key != null) {
                keys.add(key);
            }
        }
    }
}
