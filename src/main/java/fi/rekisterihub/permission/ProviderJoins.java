package fi.rekisterihub.permission;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Since when each provider sends for a register, counted in acts of the ledger. What came before it was told to nobody there,
 * until it has been brought up to date.
 */
final class ProviderJoins {

    // Where nothing was ever prohibited, there is nothing to tell.
    private static final String ENTER = """
            insert into provider_joined (recipient, register_id, after_event, done_at)
            select c.recipient, c.register_id, coalesce((select max(id) from permission_event), 0),
                   case when not exists (select from permission_event where state = 'prohibited')
                         and not exists (select from optout_entry where ended_at is null) then now() end
              from unnest(:recipients::text[], :registers::text[]) as c(recipient, register_id)
            on conflict (recipient, register_id) do nothing
            """;

    private static final String LEAVE = """
            delete from provider_joined j
             where not exists (select from unnest(:recipients::text[], :registers::text[]) as c(recipient, register_id)
                                where c.recipient = j.recipient and c.register_id = j.register_id)
            """;

    private static final String OPEN = """
            select id, recipient, register_id, upto_person, upto_delivery from provider_joined
             where done_at is null
             order by id
            """;

    private static final String HOLD = """
            select id, recipient, register_id, upto_person, upto_delivery from provider_joined
             where id = :id and done_at is null
               for update skip locked
            """;

    private static final String WENT_ON = """
            update provider_joined
               set upto_person = :person, upto_delivery = :delivery, done_at = case when :done then now() end
             where id = :id
            """;

    private static final String AFTER =
            "select recipient, max(after_event) as after_event from provider_joined group by recipient";

    private final JdbcClient jdbc;

    ProviderJoins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A provider of a register. */
    record Place(String recipient, String register) {}

    /** How far a provider has been brought up to date for a register. */
    record Join(long id, String recipient, String registerId, long uptoPerson, long uptoDelivery) {}

    /**
     * Notes who sends for which register now. Whoever comes back has missed what was said meanwhile, and begins anew.
     */
    void are(Collection<Place> places) {
        String[] recipients = places.stream().map(Place::recipient).toArray(String[]::new);
        String[] registers = places.stream().map(Place::register).toArray(String[]::new);
        for (String sql : List.of(LEAVE, ENTER)) {
            jdbc.sql(sql)
                    .param("recipients", recipients)
                    .param("registers", registers)
                    .update();
        }
    }

    /** Who is not up to date yet. */
    List<Join> open() {
        return jdbc.sql(OPEN).query(Join.class).list();
    }

    /** Until the end of the caller's transaction; empty when another node has it, or it is done. */
    Optional<Join> hold(long id) {
        return jdbc.sql(HOLD).param("id", id).query(Join.class).optional();
    }

    void wentOn(Join join, boolean done) {
        jdbc.sql(WENT_ON)
                .param("id", join.id())
                .param("person", join.uptoPerson())
                .param("delivery", join.uptoDelivery())
                .param("done", done)
                .update();
    }

    /** The number of the last act that each provider may not have heard of when it was recorded. */
    Map<String, Long> lastMissed() {
        Map<String, Long> missed = new HashMap<>();
        jdbc.sql(AFTER)
                .query((row, n) -> missed.put(row.getString("recipient"), row.getLong("after_event")))
                .list();
        return missed;
    }
}
