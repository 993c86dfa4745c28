package fi.rekisterihub.permission;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
 * Which purposes people have prohibited, asked of many at once: some data may be held only while they have not (PROMISES
 * SA3). Any standing prohibition of the purpose counts, whatever channel it names.
 */
public final class ProhibitedPurposes {

    // Of those who are one every prohibition counts, and no permission from before that was found.
    private static final String SAID = """
            with part as (
                select i.id as person, p.id as part,
                       case when p.id = i.id then null else greatest(theirs.since, own.since) end as since
                  from unnest(:persons::bigint[]) as i(id)
                 cross join lateral unnest(
                       case when exists (select from entity_link l where i.id in (l.part_id, l.head_id))
                            then all_parts(array[i.id]) else array[i.id] end) as p(id)
                  left join entity_link theirs on theirs.part_id = p.id
                  left join entity_link own on own.part_id = i.id)
            select t.person, t.since, a.said_of, a.purpose, a.channel, a.scope, a.state, a.source, a.event_time,
                   a.counts_from, a.event_id
              from part t
             cross join lateral (
                   select * from permission_act
                    where person_id = t.part and purpose = any(:purposes) and list is null) a
            """;

    // A key that nobody has now speaks of whoever comes with it. A permission speaks of persons and of no address.
    private static final String OF_KEYS = """
            select distinct s.subject_key, e.purpose
              from permission_subject s join permission_event e on e.id = s.event_id
             where s.subject_key = any(:keys) and e.purpose = any(:purposes) and e.state = 'prohibited'
               and (e.register_id is null or e.register_id = :register)
            """;

    private final JdbcClient jdbc;

    ProhibitedPurposes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the persons who have prohibited any of the purposes, with the purposes. */
    public Map<Long, Set<String>> of(Collection<Long> persons, Collection<String> purposes) {
        if (persons.isEmpty() || purposes.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<Said>> said = new HashMap<>();
        jdbc.sql(SAID)
                .param("persons", persons.toArray(Long[]::new))
                .param("purposes", purposes.toArray(String[]::new))
                .query(row -> {
                    Said one = Said.of(row, 0);
                    if (one.prohibits() || !one.countsFrom().isBefore(since(row))) {
                        said.computeIfAbsent(row.getLong("person"), first -> new ArrayList<>())
                                .add(one);
                    }
                });
        Map<Long, Set<String>> prohibited = new HashMap<>();
        said.forEach((person, all) -> all.stream()
                .filter(one -> one.prohibits() && ScopeRule.stands(one, all))
                .forEach(one -> prohibited
                        .computeIfAbsent(person, first -> new HashSet<>())
                        .add(one.reach().purpose())));
        return prohibited;
    }

    /** The same of people whom the register does not know yet, by the keyed hashes of the addresses that they come with. */
    public Map<String, Set<String>> ofKeys(String registerId, Collection<String> keys, Collection<String> purposes) {
        if (keys.isEmpty() || purposes.isEmpty()) {
            return Map.of();
        }
        Map<String, Set<String>> prohibited = new HashMap<>();
        jdbc.sql(OF_KEYS)
                .param("register", registerId)
                .param("keys", keys.toArray(String[]::new))
                .param("purposes", purposes.toArray(String[]::new))
                .query(row -> {
                    prohibited
                            .computeIfAbsent(row.getString("subject_key"), first -> new HashSet<>())
                            .add(row.getString("purpose"));
                });
        return prohibited;
    }

    private static Instant since(ResultSet row) throws SQLException {
        @Nullable Instant since = Times.instantOrNull(row, "since");
        return since == null ? Instant.MIN : since;
    }
}
