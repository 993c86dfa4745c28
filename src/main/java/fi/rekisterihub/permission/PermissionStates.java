package fi.rekisterihub.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Derives what is in force from the ledger and the opt-out lists. Keeps nothing of its own. */
public final class PermissionStates {

    // An act covers a question when it names it or says `*`. The newest prohibition stands unless the person's own
    // grant is strictly later, so neither the order of arrival nor a tie can lift one. Of those who were found to be
    // one
    // with the person every prohibition counts, and no grant from before it was found.
    private static final String OF_PERSON = """
            with part as (
                select p.id, greatest(theirs.since, own.since) as one_since
                  from unnest(all_parts(array[:personId::bigint])) as p(id)
                  left join entity_link theirs on theirs.part_id = p.id
                  left join entity_link own on own.part_id = :personId and p.id <> :personId),
            acts as (
                select purpose, channel, scope, state, by_person, source, event_time, event_id
                  from part join permission_act on person_id = part.id
                 where (list is null or list = any(:lists))
                   and (part.id = :personId or state = 'prohibited' or event_time >= one_since)
                union all
                select 'direct-marketing', channel, '*', 'prohibited', true, list, since, null::bigint from optout_entry
                 where subject_key = any(:listed) and list = any(:lists) and ended_at is null
                   and (valid_until is null or valid_until >= current_date)),
            question as (select distinct purpose, channel, scope from acts),
            answer as (
                select q.*, p.source as p_source, p.event_time as p_time, p.event_id as p_event,
                       g.source as g_source, g.event_time as g_time, g.event_id as g_event
                  from question q
                  left join lateral (select source, event_time, event_id from acts a
                                      where a.purpose = q.purpose and a.channel = q.channel
                                        and a.scope in ('*', q.scope) and a.state = 'prohibited'
                                      order by event_time desc, event_id limit 1) p on true
                  left join lateral (select source, event_time, event_id from acts a
                                      where a.purpose = q.purpose and a.channel = q.channel
                                        and a.scope in ('*', q.scope) and a.state = 'granted' and a.by_person
                                      order by event_time desc, event_id limit 1) g on true)
            select purpose, channel, scope,
                   p_time is not null and (g_time is null or g_time <= p_time) as prohibited,
                   p_source, p_time, p_event, g_source, g_time, g_event
              from answer
             order by purpose, channel, scope
            """;

    private static final String MAY_BE_USED = """
            select coalesce(bool_and(restricted_at is null and deceased_at is null), false)
              from person where id = any(all_parts(array[:personId::bigint]))
            """;

    private static final String PARTS = "select unnest(all_parts(array[:personId::bigint]))";

    private static final String REGISTER = "select register_id from person where id = :personId";

    private final JdbcClient jdbc;
    private final PermissionRules rules;
    private final ListedKeys listed;

    PermissionStates(JdbcClient jdbc, PermissionRules rules, ListedKeys listed) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.listed = listed;
    }

    /** Everything that somebody has said about the person's permissions, and what it comes to. */
    public List<PermissionState> of(long personId) {
        return registerOf(personId)
                .map(register -> jdbc.sql(OF_PERSON)
                        .param("personId", personId)
                        .param("lists", rules.bindingLists(register).toArray(String[]::new))
                        .param(
                                "listed",
                                parts(personId).stream()
                                        .flatMap(part -> listed.keysOf(part).stream())
                                        .distinct()
                                        .toArray(String[]::new))
                        .query(PermissionStates::state)
                        .list())
                .orElse(List.of());
    }

    /**
     * The answer to one question. Where nobody has said anything the profile decides: no for a purpose that needs
     * consent, else yes.
     */
    public PermissionState of(long personId, String purpose, String channel, String scope) {
        List<PermissionState> states = of(personId);
        return find(states, purpose, channel, scope)
                .or(() -> find(states, purpose, channel, PermissionAct.EVERYTHING))
                .map(state -> new PermissionState(
                        purpose, channel, scope, state.permission(), state.source(), state.since(), state.eventId()))
                .orElseGet(() -> new PermissionState(
                        purpose, channel, scope, byProfile(personId, purpose, channel), "profile", null, null));
    }

    /**
     * Whether the person may be contacted: permitted, alive, and the data not restricted, and so is everybody who was found
     * to be one with them. False for an unknown id.
     */
    public boolean mayContact(long personId, String purpose, String channel) {
        boolean usable = jdbc.sql(MAY_BE_USED)
                .param("personId", personId)
                .query(Boolean.class)
                .single();
        return usable
                && parts(personId).stream()
                        .allMatch(part -> of(part, purpose, channel, PermissionAct.EVERYTHING)
                                        .permission()
                                == Permission.GRANTED);
    }

    private List<Long> parts(long personId) {
        return jdbc.sql(PARTS).param("personId", personId).query(Long.class).list();
    }

    private Permission byProfile(long personId, String purpose, String channel) {
        boolean free = registerOf(personId)
                .map(register -> !rules.needsConsent(register, purpose, channel))
                .orElse(false);
        return free ? Permission.GRANTED : Permission.PROHIBITED;
    }

    private Optional<String> registerOf(long personId) {
        return jdbc.sql(REGISTER)
                .param("personId", personId)
                .query(String.class)
                .optional();
    }

    private static Optional<PermissionState> find(
            List<PermissionState> states, String purpose, String channel, String scope) {
        return states.stream()
                .filter(state -> state.purpose().equals(purpose)
                        && state.channel().equals(channel)
                        && state.scope().equals(scope))
                .findFirst();
    }

    private static PermissionState state(ResultSet row, int number) throws SQLException {
        boolean prohibited = row.getBoolean("prohibited");
        String prefix = prohibited ? "p_" : "g_";
        Timestamp since = row.getTimestamp(prefix + "time");
        return new PermissionState(
                row.getString("purpose"),
                row.getString("channel"),
                row.getString("scope"),
                prohibited ? Permission.PROHIBITED : Permission.GRANTED,
                row.getString(prefix + "source"),
                since == null ? null : since.toInstant(),
                row.getObject(prefix + "event", Long.class));
    }
}
