package fi.rekisterihub.permission;

import fi.rekisterihub.register.SubjectKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds whom acts speak of, and holds them until the caller's transaction ends. */
final class ActSubjects {

    // Arrays and not subqueries: each condition must be one that an index answers. The acts come as one JSON: of its
    // length
    // the planner knows nothing, so that it makes its plan once and not for every group anew.
    private static final String FIND_PERSONS = """
            select meant.place, meant.parts, meant.persons, meant.sharing, p.id = any(meant.persons) as is_meant,
                   p.id, p.register_id, p.email, p.email_key, p.phone_key, p.post_key
              from (select place, register, parts,
                           case when others <@ parts then parts else all_parts(parts || others) end as persons,
                           array(select distinct other.id
                                   from person one
                                  cross join lateral (values ('email', one.email_key), ('phone', one.phone_key))
                                        as own(kind, key)
                                   join person_key k on k.subject_key = own.key
                                   join person other on other.id = k.person_id
                                  where one.id = any(parts) and own.kind = any(kinds) and own.key <> all(keys)
                                    and other.id <> all(parts || others)
                                    and (named.register is null or other.register_id = named.register)) as sharing
                      from (select act.place, act.register, act.keys, act.kinds, all_parts(act.ids) as parts,
                                   array(select person_id from person_key where subject_key = any(act.former_keys))
                                   || array(select p.id from person_key k join person p on p.id = k.person_id
                                             where k.subject_key = any(act.keys)
                                               and k.subject_key in (p.email_key, p.phone_key)) as others
                              from jsonb_to_recordset(:acts::jsonb)
                                   as act(place integer, register text, ids bigint[], keys text[], former_keys text[],
                                          kinds text[])
                            offset 0) named
                    offset 0) meant
            """;
    private static final String THE_PERSONS = """
              join person p on p.id = any(meant.persons || meant.sharing)
                           and (meant.register is null or p.register_id = meant.register)
             order by p.id
            """;
    static final String LOOK = FIND_PERSONS + "left " + THE_PERSONS.strip();
    private static final String HOLD = FIND_PERSONS + THE_PERSONS + "for share of p";
    private static final String HOLD_WHO_IS_FREE = HOLD + " skip locked";

    // In the order of the array, so that two acts of the same keys never wait for each other crosswise.
    private static final String LOCK = """
            select key
              from unnest(:keys::text[]) as key
             where pg_advisory_xact_lock(hashtextextended(key, 4711)) is not null
            """;
    private static final String LOCK_WHAT_IS_FREE = """
            select key from unnest(:keys::text[]) as key where pg_try_advisory_xact_lock(hashtextextended(key, 4711))
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys subjectKeys;

    ActSubjects(JdbcClient jdbc, SubjectKeys subjectKeys) {
        this.jdbc = jdbc;
        this.subjectKeys = subjectKeys;
    }

    /** An act, with the keys of the addresses that it names. */
    private record Asked(int place, PermissionAct act, List<String> keys) {

        boolean prohibits() {
            return act.permission() == Permission.PROHIBITED;
        }

        /** Who prohibits under an address that they had before means themselves, wherever they are today. */
        Map<String, Object> question() {
            Map<String, Object> question = new HashMap<>();
            question.put("place", place);
            question.put("register", act.registerId());
            question.put("ids", act.personIds());
            question.put("keys", keys);
            question.put("former_keys", prohibits() ? keys : List.of());
            question.put("kinds", prohibits() ? kinds() : List.of());
            return question;
        }

        /** Of the addresses of the persons that it names, those that it speaks of. */
        private List<String> kinds() {
            return Stream.of("email", "phone")
                    .filter(kind -> Subjects.speaksFor(kind, act.channel()))
                    .toList();
        }
    }

    /**
     * What was found for one act.
     *
     * @param parts who is one with the persons that it names, themselves included
     * @param meant everybody that it speaks of, in whatever register
     * @param persons those of them who are in its register, and could be held
     * @param sharing others in its register who have or had an address of whom it names
     * @param shared those of them who could be held
     */
    private record Found(
            Set<Long> parts,
            Set<Long> meant,
            List<Subjects.Person> persons,
            Set<Long> sharing,
            List<Subjects.Person> shared) {

        boolean isComplete() {
            return persons.size() == meant.size() && shared.size() == sharing.size();
        }

        boolean isOfTheSameAs(Found other) {
            return meant.equals(other.meant) && sharing.equals(other.sharing);
        }
    }

    /**
     * Waits for whoever is writing one of its persons.
     *
     * @throws IllegalArgumentException when it names nobody
     */
    HeldAct hold(PermissionAct act) {
        Asked asked = asked(0, act);
        // A feed may be moving one of them to another address at this moment: wait for it, then look again, so that
        // whoever comes second knows of the first and the providers hear of the address of tomorrow.
        if (asked.prohibits()) {
            find(HOLD, List.of(asked));
        }
        HeldAct held =
                held(asked, Objects.requireNonNull(find(LOOK, List.of(asked)).get(0)));
        // Two acts of one person at the same moment: the second must see the first, or both would be sent on.
        lock(LOCK, held.subjects().keys());
        return held;
    }

    /**
     * Waits for no person and no key. Left out are acts of which a person or a key is held by somebody else at this moment, or a
     * person is in another register or in none any more; those that speak of somebody of whom an earlier one does, since the
     * second must see the first; and permissions.
     */
    List<HeldAct> holdWhatIsFree(List<PermissionAct> acts) {
        List<Asked> asked = new ArrayList<>();
        for (int place = 0; place < acts.size(); place++) {
            if (acts.get(place).permission() == Permission.PROHIBITED) {
                asked.add(asked(place, acts.get(place)));
            }
        }
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<Integer, Found> held = find(HOLD_WHO_IS_FREE, asked);
        List<Asked> free =
                asked.stream().filter(one -> isComplete(held.get(one.place()))).toList();
        // As when one waits: between the look and the hold a feed may have moved an address, or two have become one.
        Map<Integer, Found> found = free.isEmpty() ? Map.of() : find(LOOK, free);
        List<HeldAct> all = new ArrayList<>();
        SortedSet<String> keys = new TreeSet<>();
        Set<String> events = new HashSet<>();
        for (Asked one : free) {
            Found now = found.get(one.place());
            Found before = held.get(one.place());
            if (now != null && before != null && now.isOfTheSameAs(before)) {
                HeldAct act = held(one, now);
                if (act.subjects().keys().stream().noneMatch(keys::contains)
                        && events.add(act.act().eventKey())) {
                    keys.addAll(act.subjects().keys());
                    all.add(act);
                }
            }
        }
        Set<String> locked = lock(LOCK_WHAT_IS_FREE, keys);
        return all.stream()
                .filter(act -> locked.containsAll(act.subjects().keys()))
                .toList();
    }

    private static boolean isComplete(@Nullable Found found) {
        return found != null && found.isComplete();
    }

    private Asked asked(int place, PermissionAct act) {
        List<String> keys = new ArrayList<>();
        for (String key : new String[] {subjectKeys.email(act.email()), subjectKeys.phone(act.phone())}) {
            if (key != null) {
                keys.add(key);
            }
        }
        return new Asked(place, act, keys);
    }

    /**
     * What one prohibits, all who are one with them prohibit. What one permits is theirs alone, so that it does not stay
     * with another when they turn out to be two.
     */
    private static HeldAct held(Asked asked, Found found) {
        PermissionAct act = asked.prohibits() ? asked.act().of(found.parts()) : asked.act();
        Subjects subjects = asked.prohibits()
                ? Subjects.of(asked.keys(), act.personIds(), found.persons(), found.shared())
                : act.personIds().isEmpty() ? Subjects.granting(found.persons()) : Subjects.granting(act.personIds());
        if (subjects.keys().isEmpty()) {
            throw new IllegalArgumentException(
                    "Act %s from %s names nobody: it needs a person id, an e-mail address or a phone number."
                            .formatted(act.eventKey(), act.source()));
        }
        return new HeldAct(asked.place(), act, subjects);
    }

    private Map<Integer, Found> find(String sql, List<Asked> asked) {
        Map<Integer, Found> found = new HashMap<>();
        jdbc.sql(sql)
                .param("acts", LedgerJson.of(asked.stream().map(Asked::question).toList()))
                .query((row, number) -> {
                    int place = row.getInt("place");
                    if (!found.containsKey(place)) {
                        found.put(
                                place,
                                new Found(
                                        ids(row, "parts"),
                                        ids(row, "persons"),
                                        new ArrayList<>(),
                                        ids(row, "sharing"),
                                        new ArrayList<>()));
                    }
                    Found one = found.get(place);
                    return row.getObject("id") == null
                            || (row.getBoolean("is_meant") ? one.persons() : one.shared()).add(person(row));
                })
                .list();
        return found;
    }

    private static Subjects.Person person(ResultSet row) throws SQLException {
        return new Subjects.Person(
                row.getLong("id"),
                row.getString("register_id"),
                row.getString("email"),
                row.getString("email_key"),
                row.getString("phone_key"),
                row.getString("post_key"));
    }

    private static Set<Long> ids(ResultSet row, String column) throws SQLException {
        return Set.of((Long[]) row.getArray(column).getArray());
    }

    private Set<String> lock(String sql, SortedSet<String> keys) {
        return Set.copyOf(jdbc.sql(sql)
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
