package fi.rekisterihub.intake;

import fi.rekisterihub.register.ErasureRest;
import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.TraceFinder;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Hooks, clicks and mails with an address of an erased person, as they came. What became of each stays. One that is not settled
 * yet may be an opt-out on its way: it goes when it is. One in which a person must look is closed, unless somebody in
 * another register has the address: then it is theirs still.
 */
@Repository
public class ErasedArrivals implements KeepsPersonalData {

    // By the address in it, or because the ledger says that an act of theirs came by it: a click carries a sealed
    // token.
    private static final String THEIRS = """
            select id, status from inbox where purged_at is null and addresses_in(body) && :emails::text[]
            union
            select id, status from inbox
             where purged_at is null
               and id = any(array(select (e.evidence ->> 'inbox')::bigint
                                    from permission_subject s join permission_event e on e.id = s.event_id
                                   where s.subject_key = any(:keys) and e.evidence ->> 'inbox' ~ '^[0-9]{1,18}$'))
            """;
    private static final String EMPTY = """
            update inbox
               set body = '', headers = '{}', purged_at = now(),
                   outcome = case when status = 'review' then 'closed: the person was erased' else outcome end,
                   done_at = coalesce(done_at, now()), status = case when status = 'review' then 'done' else status end
             where id = any(:ids) and status not in ('new', 'claimed')
            """;

    private final JdbcClient jdbc;
    private final TraceFinder traces;
    private final ErasureRest rest;

    ErasedArrivals(JdbcClient jdbc, TraceFinder traces, ErasureRest rest) {
        this.jdbc = jdbc;
        this.traces = traces;
        this.rest = rest;
    }

    private record Arrival(long id, String status) {

        boolean isOnItsWay() {
            return status.equals("new") || status.equals("claimed");
        }
    }

    @Override
    public String place() {
        return "arrivals";
    }

    @Override
    public long count(PersonTraces person) {
        return find(person).size();
    }

    @Override
    public long erase(PersonTraces person) {
        List<Arrival> found = find(person);
        rest.add(
                person.registerId(),
                ErasureRest.What.ARRIVAL,
                found.stream()
                        .filter(Arrival::isOnItsWay)
                        .map(one -> Long.toString(one.id()))
                        .toList());
        return empty(
                found.stream().filter(one -> !one.isOnItsWay()).map(Arrival::id).toList());
    }

    /** Takes one away that was on its way; false while it still is. */
    public boolean eraseSettled(long id) {
        Boolean settled = jdbc.sql("select status not in ('new', 'claimed') from inbox where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(true);
        if (settled) {
            empty(List.of(id));
        }
        return settled;
    }

    private List<Arrival> find(PersonTraces person) {
        String[] emails = person.values("email").stream()
                .map(email -> email.strip().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        boolean elsewhere = !traces.elsewhere(person).isEmpty();
        return jdbc
                .sql(THEIRS)
                .param("emails", emails)
                .param("keys", person.keys().toArray(String[]::new))
                .query(Arrival.class)
                .list()
                .stream()
                .filter(one -> !elsewhere || !one.status().equals("review"))
                .toList();
    }

    private int empty(List<Long> ids) {
        return ids.isEmpty()
                ? 0
                : jdbc.sql(EMPTY).param("ids", ids.toArray(Long[]::new)).update();
    }
}
