package fi.rekisterihub.register;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what the register itself knows of a person and all parts of theirs: ids, keys, and every value that stood there. */
@Component
public final class TraceFinder {

    private static final String PARTS = """
            select p.id, p.register_id from person p where p.id = any(all_parts(array[:id]::bigint[])) order by p.id
            """;
    private static final String KEYS = """
            select k.subject_key
              from person p
             cross join lateral (select unnest(array['person:' || p.id, p.email_key, p.phone_key, p.post_key])
                                 union
                                 select unnest(f.subject_keys) from former_keys f where f.person_id = p.id) as k(subject_key)
             where p.id = any(:ids) and k.subject_key is not null
            """;
    private static final String SHARED = """
            select k.subject_key from person_key k
              join person p on p.id = k.person_id
             where k.subject_key = any(:keys) and p.register_id = :register and p.id <> all(:ids)
               and k.subject_key in (p.email_key, p.phone_key)
            """;
    private static final String ELSEWHERE = """
            select distinct p.register_id from person_key k
              join person p on p.id = k.person_id
             where k.subject_key = any(:keys) and p.register_id <> :register and k.subject_key in (p.email_key, p.phone_key)
            """;
    private static final String COMPANIES = """
            select id from company
             where register_id = :register and id in (select id from company where email_key = any(:keys)
                                                      union select id from company where phone_key = any(:keys))
            """;
    private static final String MAYBE = """
            select id from person where id = any(:ids) and register_id = :register
            union
            select p.id from person_key k join person p on p.id = k.person_id
             where k.subject_key = any(:keys) and p.register_id = :register
            """;
    private static final String EARLIER_VALUES = """
            select distinct c.field, v.value
              from change c cross join lateral (values (c.old_value), (c.new_value)) as v(value)
             where c.entity_id = any(:ids) and v.value is not null
            """;
    private static final String FURTHER = """
            select e.key as field, e.value ->> 'value' as value
              from person p cross join lateral jsonb_each(p.extra) as e where p.id = any(:ids)
            """;
    private static final String LAST_OF = "select * from person where id = any(:ids)";

    private final JdbcClient jdbc;
    private final Identities identities;

    TraceFinder(JdbcClient jdbc, Identities identities) {
        this.jdbc = jdbc;
        this.identities = identities;
    }

    /** Without the records of sources, which another room keeps. Empty when the person is in no register. */
    public Optional<PersonTraces> of(long personId) {
        Map<Long, String> parts = new LinkedHashMap<>();
        jdbc.sql(PARTS).param("id", personId).query(row -> {
            parts.put(row.getLong("id"), row.getString("register_id"));
        });
        if (!parts.containsKey(personId)) {
            return Optional.empty();
        }
        String register = Objects.requireNonNull(parts.get(personId));
        List<Long> ids = List.copyOf(parts.keySet());
        PersonTraces person = new PersonTraces(
                register,
                ids,
                new TreeSet<>(texts(KEYS, ids)),
                Set.copyOf(identities.keysOf(ids)),
                List.of(),
                List.of(),
                values(ids));
        return Optional.of(new PersonTraces(
                register, ids, person.keys(), person.identityKeys(), companies(person), List.of(), person.values()));
    }

    /** Persons of the register who have one of these numbers, or one of these keys, whoever they are today. */
    public List<Long> maybe(String registerId, Collection<Long> ids, Collection<String> keys) {
        return jdbc.sql(MAYBE)
                .param("register", registerId)
                .param("ids", ids.toArray(Long[]::new))
                .param("keys", keys.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    /** Keys of the person that nobody else of the register has today. */
    public Set<String> own(PersonTraces person) {
        Set<String> own = new TreeSet<>(person.keys());
        own.removeAll(shared(person));
        return own;
    }

    /** What another person of the register has too is the company's own. */
    private List<Long> companies(PersonTraces person) {
        return jdbc.sql(COMPANIES)
                .param("register", person.registerId())
                .param("keys", own(person).toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    /** Keys that somebody else of the register has today: a switchboard's number says nothing of who is meant. */
    public Set<String> shared(PersonTraces person) {
        return Set.copyOf(jdbc.sql(SHARED)
                .param("keys", person.keys().toArray(String[]::new))
                .param("register", person.registerId())
                .param("ids", person.ids())
                .query(String.class)
                .list());
    }

    /** Other registers in which somebody has one of these keys today. */
    public Set<String> elsewhere(PersonTraces person) {
        return Set.copyOf(jdbc.sql(ELSEWHERE)
                .param("keys", person.keys().toArray(String[]::new))
                .param("register", person.registerId())
                .query(String.class)
                .list());
    }

    private Map<String, Set<String>> values(List<Long> ids) {
        Map<String, Set<String>> values = new TreeMap<>();
        for (String sql : List.of(EARLIER_VALUES, FURTHER)) {
            jdbc.sql(sql).param("ids", ids.toArray(Long[]::new)).query(row -> {
                add(values, row.getString("field"), row.getString("value"));
            });
        }
        List<String> fields = FieldCatalogue.fields(EntityKind.PERSON);
        jdbc.sql(LAST_OF).param("ids", ids.toArray(Long[]::new)).query(row -> {
            for (String field : fields) {
                add(values, field, row.getString(FieldCatalogue.column(field)));
            }
        });
        return values;
    }

    private static void add(Map<String, Set<String>> values, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.computeIfAbsent(field, first -> new HashSet<>()).add(value);
        }
    }

    private List<String> texts(String sql, Collection<Long> ids) {
        return jdbc.sql(sql)
                .param("ids", ids.toArray(Long[]::new))
                .query(String.class)
                .list();
    }
}
