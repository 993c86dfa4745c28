package fi.rekisterihub.permission;

import fi.rekisterihub.mapping.HashScheme;
import fi.rekisterihub.register.SubjectKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys under which lists of hashes may hold a person. They are made of the person's addresses of today each time that
 * somebody asks, and kept nowhere, so that whoever comes or changes after a list has come is on it at once.
 */
final class ListedHashes {

    private static final String SCHEMES = "select distinct unnest(schemes) from optout_list";
    private static final String ADDRESSES = "select id, email, phone from person where id = any(:ids)";
    private static final String LISTED = """
            select subject_key from optout_entry
             where subject_key = any(:keys) and channel = 'email' and ended_at is null
               and (valid_until is null or valid_until >= current_date)
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys subjectKeys;

    ListedHashes(JdbcClient jdbc, SubjectKeys subjectKeys) {
        this.jdbc = jdbc;
        this.subjectKeys = subjectKeys;
    }

    /** Empty while no list of hashes is in use. */
    Set<String> keysOf(long personId) {
        return keysOf(List.of(personId)).getOrDefault(personId, Set.of());
    }

    /** Those of the persons whose e-mail address is on any list of hashes. */
    Set<Long> listedByEmail(Collection<Long> personIds) {
        Map<Long, Set<String>> keys = keysOf(personIds);
        List<String> all =
                keys.values().stream().flatMap(Set::stream).distinct().toList();
        if (all.isEmpty()) {
            return Set.of();
        }
        Set<String> listed = Set.copyOf(jdbc.sql(LISTED)
                .param("keys", all.toArray(String[]::new))
                .query(String.class)
                .list());
        Set<Long> persons = new HashSet<>();
        keys.forEach((person, theirs) -> {
            if (theirs.stream().anyMatch(listed::contains)) {
                persons.add(person);
            }
        });
        return persons;
    }

    private Map<Long, Set<String>> keysOf(Collection<Long> personIds) {
        List<HashScheme> schemes = jdbc.sql(SCHEMES).query(String.class).list().stream()
                .map(HashScheme::parse)
                .toList();
        Map<Long, Set<String>> keys = new HashMap<>();
        if (schemes.isEmpty()) {
            return keys;
        }
        record Addresses(
                long id, @Nullable String email, @Nullable String phone) {}
        for (Addresses person : jdbc.sql(ADDRESSES)
                .param("ids", personIds.toArray(Long[]::new))
                .query((row, n) -> new Addresses(row.getLong("id"), row.getString("email"), row.getString("phone")))
                .list()) {
            Set<String> theirs = new HashSet<>();
            for (HashScheme scheme : schemes) {
                key(scheme, scheme.normal().isOfEmail() ? person.email() : person.phone())
                        .forEach(theirs::add);
            }
            keys.put(person.id(), theirs);
        }
        return keys;
    }

    private List<String> key(HashScheme scheme, @Nullable String address) {
        List<String> keys = new ArrayList<>();
        if (address != null) {
            scheme.of(address).ifPresent(hash -> keys.add(subjectKeys.listed(scheme.text(), hash)));
        }
        return keys;
    }
}
