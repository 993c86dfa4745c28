package fi.rekisterihub.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.register.SubjectKeys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The append-only ledger of permissions. One transaction records an act once, under every key by which its person
 * can be spoken of, and queues the opt-out to every provider except the one that it came from.
 */
public final class PermissionLedger {

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:key, 4711))";

    // Arrays and not subqueries: each condition must be one that an index answers.
    static final String FIND_PERSONS = """
            select id, register_id, email, email_key, phone_key, post_key
              from person
             where id = any(all_parts(:ids::bigint[]
                                      || array(select person_id from person_key where subject_key = any(:formerKeys))
                                      || array(select p.id from person_key k join person p on p.id = k.person_id
                                                where k.subject_key = any(:keys)
                                                  and k.subject_key in (p.email_key, p.phone_key))))
               and (:registerId::text is null or register_id = :registerId)
             order by id
            """;

    private static final String ALL_PARTS = "select unnest(all_parts(:ids))";

    private static final String RECORD = """
            insert into permission_event
                   (event_key, register_id, purpose, channel, scope, state, source, by_person, evidence, event_time)
            values (:eventKey, :registerId, :purpose, :channel, :scope, :state, :source, :byPerson, :evidence::jsonb,
                    least(:eventTime, now()))
            on conflict (event_key) do nothing
            returning id
            """;

    private static final String KNOWN = "select id from permission_event where event_key = :eventKey";

    private static final String RECORD_SUBJECTS = """
            insert into permission_subject (subject_key, event_id) select key, :eventId from unnest(:keys) as key
            """;

    // In force before means: said of every named key, at least as widely, told to everybody who must hear of this act,
    // and not lifted by the person since. What a provider told us was not told to that provider.
    private static final String IN_FORCE = """
            select count(*) > 0 and count(*) = cardinality(:keys)
              from unnest(:keys) as k(key)
             where exists (select from permission_event e join permission_subject s on s.event_id = e.id
                            where s.subject_key = k.key and e.id <> :eventId and e.state = 'prohibited'
                              and (e.register_id is null or e.register_id = :registerId)
                              and (:source = any(:providers) or e.source <> all(:providers))
                              and e.purpose = :purpose
                              and e.channel in ('*', :channel) and e.scope in ('*', :scope)
                              and not exists (
                                  select from permission_event g join permission_subject t on t.event_id = g.id
                                   where t.subject_key = k.key and g.state = 'granted'
                                     and (g.register_id is null or :registerId::text is null
                                          or g.register_id = :registerId)
                                     and g.purpose = :purpose
                                     and (g.channel in ('*', :channel) or :channel = '*')
                                     and (g.scope in ('*', :scope) or :scope = '*')
                                     and g.event_time > e.event_time))
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SubjectKeys subjectKeys;
    private final Notices notices;
    private final PermissionRules rules;

    PermissionLedger(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SubjectKeys subjectKeys,
            Notices notices,
            PermissionRules rules) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.subjectKeys = subjectKeys;
        this.notices = notices;
        this.rules = rules;
    }

    /** Records it in one transaction, or joins the caller's. Safe to call again with the same act. */
    public Recorded record(PermissionAct act) {
        Recorded recorded = transaction.execute(status -> recordInTransaction(act));
        if (recorded == null) {
            throw new IllegalStateException("The transaction of %s gave no answer.".formatted(act.eventKey()));
        }
        return recorded;
    }

    private Recorded recordInTransaction(PermissionAct named) {
        PermissionAct told = named.of(allParts(named.personIds()));
        List<String> namedKeys = namedKeys(told);
        Subjects subjects = subjects(told, namedKeys);
        if (subjects.keys().isEmpty()) {
            throw new IllegalArgumentException(
                    "Act %s from %s names nobody: it needs a person id, an e-mail address or a phone number."
                            .formatted(told.eventKey(), told.source()));
        }
        // Two acts of one person at the same moment: the second must see the first, or both would be sent on.
        subjects.keys().forEach(key -> jdbc.sql(LOCK).param("key", key).query().singleRow());
        PermissionAct act = withoutEcho(told, subjects);
        Optional<Long> eventId = insert(act);
        if (eventId.isEmpty()) {
            return new Recorded.KnownBefore(jdbc.sql(KNOWN)
                    .param("eventKey", act.eventKey())
                    .query(Long.class)
                    .single());
        }
        jdbc.sql(RECORD_SUBJECTS)
                .param("eventId", eventId.get())
                .param("keys", subjects.keys().toArray(String[]::new))
                .update();
        if (act.permission() == Permission.GRANTED) {
            return new Recorded.New(eventId.get(), 0);
        }
        if (inForceBefore(act, eventId.get(), subjects)) {
            return new Recorded.InForceBefore(eventId.get());
        }
        return new Recorded.New(eventId.get(), tell(act, eventId.get(), subjects));
    }

    /** Whoever is one with a named person is meant too. */
    private Set<Long> allParts(Set<Long> persons) {
        return persons.isEmpty()
                ? persons
                : jdbc.sql(ALL_PARTS)
                        .param("ids", persons.toArray(Long[]::new))
                        .query(Long.class)
                        .set();
    }

    private List<String> namedKeys(PermissionAct act) {
        List<String> keys = new ArrayList<>();
        for (String key : new String[] {subjectKeys.email(act.email()), subjectKeys.phone(act.phone())}) {
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    private Subjects subjects(PermissionAct act, List<String> namedKeys) {
        if (act.permission() == Permission.GRANTED) {
            return Subjects.granting(namedKeys, act.personIds(), persons(FIND_PERSONS, act, namedKeys, List.of()));
        }
        // A feed may be moving one of them to another address at this moment: wait for it, then look again, so that
        // whoever comes second knows of the first and the providers hear of the address of tomorrow.
        persons(FIND_PERSONS + "for share", act, namedKeys, namedKeys);
        return Subjects.of(namedKeys, act.personIds(), persons(FIND_PERSONS, act, namedKeys, namedKeys));
    }

    /** @param formerKeys who opts out under an address that they had before means themselves, wherever they are today */
    private List<Subjects.Person> persons(
            String sql, PermissionAct act, List<String> namedKeys, List<String> formerKeys) {
        return jdbc.sql(sql)
                .param("ids", act.personIds().toArray(Long[]::new))
                .param("keys", namedKeys.toArray(String[]::new))
                .param("formerKeys", formerKeys.toArray(String[]::new))
                .param("registerId", act.registerId())
                .query(Subjects.Person.class)
                .list();
    }

    private Optional<Long> insert(PermissionAct act) {
        return jdbc.sql(RECORD)
                .param("eventKey", act.eventKey())
                .param("registerId", act.registerId())
                .param("purpose", act.purpose())
                .param("channel", act.channel())
                .param("scope", act.scope())
                .param("state", act.permission().word())
                .param("source", act.source())
                .param("byPerson", act.byPerson())
                .param("evidence", json(act.evidence()))
                .param("eventTime", utc(act.eventTime()))
                .query(Long.class)
                .optional();
    }

    /**
     * A provider does not say for which of its customers somebody unsubscribed. When it has just been told of all the
     * registers that it serves, it is repeating that: it then speaks of them, and not of every register of the hub.
     */
    private PermissionAct withoutEcho(PermissionAct act, Subjects subjects) {
        if (act.registerId() != null || act.permission() == Permission.GRANTED) {
            return act;
        }
        List<String> served = rules.servedBy(act.source());
        List<Long> persons =
                subjects.persons().stream().map(Subjects.Person::id).toList();
        return !served.isEmpty()
                        && notices.registersToldAround(act.source(), persons, act.eventTime())
                                .containsAll(served)
                ? act.in(served.get(0))
                : act;
    }

    private boolean inForceBefore(PermissionAct act, long eventId, Subjects subjects) {
        return jdbc.sql(IN_FORCE)
                .param("keys", subjects.namedFor(act.channel()).toArray(String[]::new))
                .param("source", act.source())
                .param("providers", rules.providers().toArray(String[]::new))
                .param("eventId", eventId)
                .param("registerId", act.registerId())
                .param("purpose", act.purpose())
                .param("channel", act.channel())
                .param("scope", act.scope())
                .query(Boolean.class)
                .single();
    }

    /** One notice an address: a person who wrote from an old address is told to the providers under both. */
    private int tell(PermissionAct act, long eventId, Subjects subjects) {
        String cause = "permission-event:" + eventId;
        subjects.persons()
                .forEach(person ->
                        notices.objected(person.registerId(), person.id(), cause, act.source(), objection(act)));
        if (!act.channel().equals("email") && !act.channel().equals(PermissionAct.EVERYTHING)) {
            return 0;
        }
        Set<String> addresses = new LinkedHashSet<>();
        SubjectKeys.normalEmail(act.email()).ifPresent(addresses::add);
        for (Subjects.Person person : subjects.persons()) {
            SubjectKeys.normalEmail(person.email()).ifPresent(addresses::add);
        }
        int number = 0;
        for (String register : registersToTell(act, subjects)) {
            Long person = subjects.firstIn(register);
            int nth = 0;
            for (String address : addresses) {
                nth++;
                notices.optOut(
                        register, person, nth == 1 ? cause : cause + "/" + nth, act.source(), payload(act, address));
                number++;
            }
        }
        return number;
    }

    private List<String> registersToTell(PermissionAct act, Subjects subjects) {
        if (act.registerId() != null) {
            return List.of(act.registerId());
        }
        return rules.registersToTell(
                subjects.persons().stream().map(Subjects.Person::registerId).toList());
    }

    private static Map<String, Object> payload(PermissionAct act, String address) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("email", address);
        payload.putAll(prohibition(act));
        return payload;
    }

    private static Map<String, Object> objection(PermissionAct act) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("entity", "person");
        payload.putAll(prohibition(act));
        return payload;
    }

    private static Map<String, Object> prohibition(PermissionAct act) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("purpose", act.purpose());
        payload.put("channel", act.channel());
        payload.put("scope", act.scope());
        payload.put("state", act.permission().word());
        payload.put("eventTime", act.eventTime().toString());
        return payload;
    }

    private static String json(Map<String, Object> evidence) {
        try {
            return JSON.writeValueAsString(evidence);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The evidence of an act cannot be kept as JSON.", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
