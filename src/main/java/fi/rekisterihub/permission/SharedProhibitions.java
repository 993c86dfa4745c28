package fi.rekisterihub.permission;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever turn out to be one share what any of them has prohibited. It is written into the ledger for each, so that the
 * providers hear of every address, and so that it still holds for each when they turn out to be two after all.
 */
public final class SharedProhibitions {

    /** The source of such an act. */
    public static final String SOURCE = "same-person";

    private static final String HOLD = "select id from person where id = any(:persons) order by id for no key update";

    private static final String SAID = """
            select person_id, said_of, purpose, channel, scope, state, source, event_time, counts_from, event_id
              from permission_act
             where person_id = any(:persons) and event_id is not null
            """;

    private static final String LACKING = """
            select e.id, e.purpose, e.channel, e.scope, e.event_time, e.counts_from,
                   array_agg(p.id order by p.id) as lacking
              from permission_event e
             cross join unnest(:persons) as p(id)
             where e.id = any(:events)
               and not exists (select from permission_subject s
                                where s.event_id = e.id and s.subject_key = 'person:' || p.id)
             group by e.id
             order by e.id
            """;

    private final JdbcClient jdbc;
    private final PermissionLedger ledger;

    SharedProhibitions(JdbcClient jdbc, PermissionLedger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    private record SaidOf(long person, Said said) {}

    private record Lacking(
            long event, String purpose, String channel, String scope, Instant at, Instant from, Set<Long> persons) {}

    /**
     * Waits for acts that are being recorded of them, which know nothing of what they have become; those that come after it wait
     * for the end of the caller's transaction. All at once and before anything is shared, so that nobody waits crosswise.
     */
    public void hold(Collection<Long> persons) {
        jdbc.sql(HOLD)
                .param("persons", persons.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /**
     * Carries what each of them has prohibited and not allowed again to all others; joins the caller's transaction. Doing
     * it twice adds nothing.
     *
     * @param persons all who are one, of one register
     */
    public void share(String registerId, Collection<Long> persons) {
        Set<Long> standing = standing(persons);
        if (standing.isEmpty()) {
            return;
        }
        jdbc.sql(LACKING)
                .param("persons", persons.toArray(Long[]::new))
                .param("events", standing.toArray(Long[]::new))
                .query((row, n) -> new Lacking(
                        row.getLong("id"),
                        row.getString("purpose"),
                        row.getString("channel"),
                        row.getString("scope"),
                        Times.instant(row, "event_time"),
                        Times.instant(row, "counts_from"),
                        new TreeSet<>(Set.of((Long[]) row.getArray("lacking").getArray()))))
                .list()
                .forEach(lacking -> ledger.carry(act(registerId, lacking), lacking.from()));
    }

    /** What each has prohibited and not allowed again, whatever the others have allowed. */
    private Set<Long> standing(Collection<Long> persons) {
        Map<Long, List<Said>> ofPersons = jdbc
                .sql(SAID)
                .param("persons", persons.toArray(Long[]::new))
                .query((row, n) -> new SaidOf(row.getLong("person_id"), Said.of(row, n)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(SaidOf::person, Collectors.mapping(SaidOf::said, Collectors.toList())));
        return ofPersons.values().stream()
                .flatMap(said -> said.stream().filter(one -> one.prohibits() && ScopeRule.stands(one, said)))
                .map(Said::eventId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static PermissionAct act(String registerId, Lacking lacking) {
        String persons = lacking.persons().stream().map(String::valueOf).collect(Collectors.joining("+"));
        return new PermissionAct(
                "%s:%d:%s".formatted(SOURCE, lacking.event(), persons),
                registerId,
                lacking.purpose(),
                lacking.channel(),
                lacking.scope(),
                Permission.PROHIBITED,
                SOURCE,
                false,
                lacking.persons(),
                null,
                null,
                Map.of("event", lacking.event()),
                lacking.at());
    }
}
