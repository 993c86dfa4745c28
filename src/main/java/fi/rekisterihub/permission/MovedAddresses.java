package fi.rekisterihub.permission;

import fi.rekisterihub.notice.Notices;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Follows people to their new e-mail addresses: who may not be written to may not be at the new address either, and
 * the providers, who know people by address only, must hear of it.
 */
public final class MovedAddresses {

    /** Where it came from when no provider has said it: all of them hear of it. */
    static final String ORIGIN = "register";

    // Of most people nothing was ever said. Who is named here is asked about one by one, so that it need only not miss
    // anybody.
    private static final String ANYTHING = """
            with named as materialized (
                %s)
            select n.person_id from named n
             where exists (select from permission_subject s join permission_event e on e.id = s.event_id
                            where s.subject_key = n.subject_key and e.state = 'prohibited' and e.purpose = :purpose
                              and e.channel in ('email', '*'))
            union
            select n.person_id from named n
             where exists (select from optout_entry o
                            where o.subject_key = n.subject_key and o.channel = 'email' and o.ended_at is null)
            """;

    private static final String BY_ADDRESS =
            "select id as person_id, email_key as subject_key from person where id = any(:ids) and email_key is not null";

    private static final String SPOKEN_OF = ANYTHING.formatted(BY_ADDRESS + """

                union all
                select id, 'person:' || id from unnest(:ids::bigint[]) as id
                union all
                select person_id, subject_key from former_keys, unnest(subject_keys) as subject_key
                 where person_id = any(:ids) and starts_with(subject_key, 'email:')
            """);

    // Whoever has just come has no other key yet by which somebody could have spoken of them. Bulk loads ask it often.
    private static final String SPOKEN_OF_NEW = ANYTHING.formatted(BY_ADDRESS);

    private final JdbcClient jdbc;
    private final PermissionStates states;
    private final ListedKeys listed;
    private final Notices notices;

    MovedAddresses(JdbcClient jdbc, PermissionStates states, ListedKeys listed, Notices notices) {
        this.jdbc = jdbc;
        this.states = states;
        this.listed = listed;
        this.notices = notices;
    }

    /** A person whose address a change has replaced, or brought. */
    public record Moved(long personId, long changeSetId, String email) {}

    /** Queues what the providers must be told, in the caller's transaction, after the register knows the addresses. */
    public void follow(String registerId, List<Moved> moved) {
        if (moved.isEmpty()) {
            return;
        }
        tell(registerId, moved, spokenOf(moved.stream().map(Moved::personId).toList()));
    }

    /**
     * The same of people who have just come: the address may have been prohibited by somebody who is gone, or stand on a list, and
     * a provider may have it from elsewhere.
     */
    public void arrived(String registerId, List<Moved> arrived) {
        if (!arrived.isEmpty() && notices.anybodySends(registerId)) {
            tell(
                    registerId,
                    arrived,
                    spokenOf(
                            SPOKEN_OF_NEW, arrived.stream().map(Moved::personId).toList()));
        }
    }

    private void tell(String registerId, List<Moved> moved, Set<Long> spokenOf) {
        moved.stream().filter(one -> spokenOf.contains(one.personId())).forEach(one -> follow(registerId, one));
    }

    /** Those of the persons of whom something was said that may forbid to write to their address of today. */
    Set<Long> spokenOf(Collection<Long> ids) {
        return spokenOf(SPOKEN_OF, ids);
    }

    private Set<Long> spokenOf(String asked, Collection<Long> ids) {
        Set<Long> spokenOf = new HashSet<>(listed.listedByEmail(ids));
        spokenOf.addAll(jdbc.sql(asked)
                .param("ids", ids.toArray(Long[]::new))
                .param("purpose", PermissionAct.DIRECT_MARKETING)
                .query(Long.class)
                .list());
        return spokenOf;
    }

    private void follow(String registerId, Moved moved) {
        states.of(moved.personId()).stream()
                .filter(MovedAddresses::isTold)
                .forEach(state -> notices.optOut(
                        registerId,
                        moved.personId(),
                        "change-set:%d:%s".formatted(moved.changeSetId(), state.scope()),
                        ORIGIN,
                        payload(state, moved.email())));
    }

    /** Whether providers hear of it. */
    static boolean isTold(PermissionState state) {
        return state.permission() == Permission.PROHIBITED
                && state.purpose().equals(PermissionAct.DIRECT_MARKETING)
                && state.channel().equals("email");
    }

    static Map<String, Object> payload(PermissionState state, String email) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("email", email);
        payload.put("purpose", state.purpose());
        payload.put("channel", state.channel());
        payload.put("scope", state.scope());
        payload.put("state", state.permission().word());
        payload.put("eventTime", String.valueOf(state.since()));
        return payload;
    }
}
