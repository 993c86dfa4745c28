package fi.rekisterihub.notice;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What providers were told of opt-outs, for whoever has to bring one of them up to date. */
public final class OptOutsTold {

    private static final String WAITING = """
            select count(*) from (select from notice_delivery
                                   where route = any(:routes) and status in ('new', 'claimed') limit :most) as waiting
            """;

    // One that is looked at no more says nothing: the person had allowed it again.
    private static final String KNOWN = """
            select d.entity_id, d.payload ->> 'email' as email, d.payload ->> 'scope' as scope
              from notice_delivery d join notice n on n.id = d.notice_id
             where d.entity_id = any(:persons) and d.recipient = :recipient and n.register_id = :register
               and n.kind = 'opt-out' and d.payload ->> 'email' is not null
               and (d.status in ('new', 'claimed', 'dead') or d.check_at is not null)
            """;

    private static final String OF_NOBODY_KNOWN = """
            select d.number, d.payload ->> 'email' as email, coalesce(d.payload ->> 'scope', '*') as scope
              from notice_delivery d join notice n on n.id = d.notice_id
             where d.entity_id is null and d.number > :after and n.kind = 'opt-out' and d.payload ->> 'email' is not null
             order by d.number
             limit :most
            """;

    private final JdbcClient jdbc;
    private final Recipients recipients;

    public OptOutsTold(JdbcClient jdbc, Recipients recipients) {
        this.jdbc = jdbc;
        this.recipients = recipients;
    }

    /** What a provider was told, or is about to be. */
    public record Told(@Nullable Long entityId, String email, String scope) {}

    /** An address that was told of, though nobody known had it. */
    public record Address(long number, String email, String scope) {}

    /** Whether so many or more are on their way to the provider, by whatever register. */
    public boolean waits(String registerId, String provider, int most) {
        String[] routes = recipients.of(registerId).stream()
                .filter(recipient -> recipient.id().equals(provider))
                .map(Recipient::route)
                .toArray(String[]::new);
        return jdbc.sql(WAITING)
                        .param("routes", routes)
                        .param("most", most)
                        .query(Long.class)
                        .single()
                >= most;
    }

    /** What of these persons the provider has heard, or is about to hear, and is looked at for. */
    public Set<Told> known(String registerId, String provider, Collection<Long> persons) {
        return Set.copyOf(jdbc.sql(KNOWN)
                .param("persons", persons.toArray(Long[]::new))
                .param("recipient", provider)
                .param("register", registerId)
                .query(Told.class)
                .set());
    }

    /** Addresses of which any provider was told when nobody known had them, in their order. */
    public List<Address> ofNobodyKnown(long after, int most) {
        return jdbc.sql(OF_NOBODY_KNOWN)
                .param("after", after)
                .param("most", most)
                .query(Address.class)
                .list();
    }
}
