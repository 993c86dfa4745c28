package fi.rekisterihub.permission;

import fi.rekisterihub.mapping.HashScheme;
import fi.rekisterihub.register.SubjectKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys under which lists of hashes and of whole domains may hold a person. They are made of the person's addresses of
 * today each time that somebody asks, and kept nowhere, so that whoever comes or changes after a list has come is on it at
 * once.
 */
final class ListedKeys {

    /** Stands among the schemes of a list that has an entry of a whole domain. */
    static final String OF_DOMAINS = "domains";

    private static final String SCHEMES = "select distinct unnest(schemes) from optout_list";
    private static final String ADDRESSES = "select id, email, phone from person where id = any(:ids)";
    private static final String LISTED = """
            select subject_key from optout_entry
             where subject_key = any(:keys) and channel = 'email' and ended_at is null
               and (valid_until is null or valid_until >= day_in_finland())
            """;

    private static final String PARTS = """
            select i.id as person, p.part
              from unnest(:ids::bigint[]) as i(id)
             cross join lateral unnest(case when exists (select from entity_link l where i.id in (l.part_id, l.head_id))
                                            then all_parts(array[i.id]) else array[i.id] end) as p(part)
            """;
    private static final String STANDING = """
            select distinct subject_key from optout_entry
             where subject_key = any(:keys) and channel = :channel and list = any(:lists) and ended_at is null
               and (valid_until is null or valid_until >= day_in_finland())
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys subjectKeys;

    ListedKeys(JdbcClient jdbc, SubjectKeys subjectKeys) {
        this.jdbc = jdbc;
        this.subjectKeys = subjectKeys;
    }

    /** Empty while no list of hashes or domains is in use. */
    Set<String> keysOf(long personId) {
        return keysOf(List.of(personId)).getOrDefault(personId, Set.of());
    }

    /** Those of the persons whose e-mail address is on any list of hashes or domains. */
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

    /**
     * Those of the persons who stand on one of these lists of hashes or domains, or are one with somebody who does. Whether
     * that prohibits anything to them is another question.
     */
    Set<Long> maybeListed(Collection<Long> personIds, Collection<String> lists, String channel) {
        if (lists.isEmpty() || jdbc.sql(SCHEMES).query(String.class).list().isEmpty()) {
            return Set.of();
        }
        record Part(long person, long part) {}
        List<Part> parts = jdbc.sql(PARTS)
                .param("ids", personIds.toArray(Long[]::new))
                .query(Part.class)
                .list();
        Map<Long, Set<String>> keys =
                keysOf(parts.stream().map(Part::part).distinct().toList());
        Set<String> standing = jdbc.sql(STANDING)
                .param(
                        "keys",
                        keys.values().stream().flatMap(Set::stream).distinct().toArray(String[]::new))
                .param("lists", lists.toArray(String[]::new))
                .param("channel", channel)
                .query(String.class)
                .set();
        return parts.stream()
                .filter(part ->
                        keys.getOrDefault(part.part(), Set.of()).stream().anyMatch(standing::contains))
                .map(Part::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<Long, Set<String>> keysOf(Collection<Long> personIds) {
        List<String> known = jdbc.sql(SCHEMES).query(String.class).list();
        Map<Long, Set<String>> keys = new HashMap<>();
        if (known.isEmpty()) {
            return keys;
        }
        boolean domains = known.contains(OF_DOMAINS);
        List<HashScheme> schemes = known.stream()
                .filter(scheme -> !scheme.equals(OF_DOMAINS))
                .map(HashScheme::parse)
                .toList();
        record Addresses(
                long id, @Nullable String email, @Nullable String phone) {}
        for (Addresses person : jdbc.sql(ADDRESSES)
                .param("ids", personIds.toArray(Long[]::new))
                .query((row, n) -> new Addresses(row.getLong("id"), row.getString("email"), row.getString("phone")))
                .list()) {
            Set<String> theirs = new HashSet<>();
            for (HashScheme scheme : schemes) {
                theirs.addAll(keys(scheme, scheme.normal().isOfEmail() ? person.email() : person.phone()));
            }
            String domain = domains ? subjectKeys.domain(person.email()) : null;
            if (domain != null) {
                theirs.add(domain);
            }
            keys.put(person.id(), theirs);
        }
        return keys;
    }

    /** A hash does not show whether it was made of an address or of a domain. */
    private List<String> keys(HashScheme scheme, @Nullable String address) {
        return address == null
                ? List.of()
                : Stream.concat(scheme.of(address).stream(), scheme.ofDomain(address).stream())
                        .map(hash -> subjectKeys.listed(scheme.text(), hash))
                        .toList();
    }
}
