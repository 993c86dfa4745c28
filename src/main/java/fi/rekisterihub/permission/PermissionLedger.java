package fi.rekisterihub.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.register.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The append-only ledger of permissions. One transaction records an act once, under every key by which its person
 * can be spoken of, and queues the opt-out to every provider; the one that it came from is looked at.
 */
public final class PermissionLedger {

    // In the order of the array, so that two acts of the same keys never wait for each other crosswise.
    private static final String LOCK = """
            select count(pg_advisory_xact_lock(hashtextextended(key, 4711))) from unnest(:keys::text[]) as key
            """;

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
                   (event_key, register_id, purpose, channel, scope, state, source, by_person, evidence, event_time,
                    counts_from, repeats)
            values (:eventKey, :registerId, :purpose, :channel, :scope, :state, :source, :byPerson, :evidence::jsonb,
                    least(:eventTime, now()), least(:countsFrom, now()), :repeats)
            on conflict (event_key) do nothing
            returning id
            """;

    private static final String KNOWN = "select id from permission_event where event_key = :eventKey";

    private static final String RECORD_SUBJECTS = """
            insert into permission_subject (subject_key, event_id) select key, :eventId from unnest(:keys) as key
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SubjectKeys subjectKeys;
    private final Notices notices;
    private final PermissionRules rules;
    private final Duration clockTolerance;
    private final InForce inForce;
    private final ProhibitionNotices prohibitions;

    PermissionLedger(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SubjectKeys subjectKeys,
            Notices notices,
            PermissionRules rules,
            Duration clockTolerance) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.subjectKeys = subjectKeys;
        this.notices = notices;
        this.rules = rules;
        this.clockTolerance = clockTolerance;
        this.inForce = new InForce(jdbc, rules);
        this.prohibitions = new ProhibitionNotices(notices, rules);
    }

    /**
     * Records it in one transaction, or joins the caller's. Safe to call again with the same act.
     *
     * @throws IllegalArgumentException when it names nobody, or somebody who cannot permit permits
     */
    public Recorded record(PermissionAct act) {
        // A provider whose clock is a day slow must not date an opt-out before a permission that it came after.
        return record(
                act,
                act.permission() == Permission.GRANTED
                        ? act.eventTime()
                        : act.eventTime().plus(clockTolerance));
    }

    /** As {@link #record} for what the ledger holds already and says of others too. */
    Recorded carry(PermissionAct act, Instant countsFrom) {
        return record(act, countsFrom);
    }

    private Recorded record(PermissionAct act, Instant countsFrom) {
        if (act.permission() == Permission.GRANTED && !rules.mayGrant(act.source())) {
            throw new IllegalArgumentException(
                    "Nobody but the person can permit: %s came from %s, which is bought, public, a list or a provider."
                            .formatted(act.eventKey(), act.source()));
        }
        Recorded recorded = transaction.execute(status -> recordInTransaction(act, countsFrom));
        if (recorded == null) {
            throw new IllegalStateException("The transaction of %s gave no answer.".formatted(act.eventKey()));
        }
        return recorded;
    }

    private Recorded recordInTransaction(PermissionAct named, Instant countsFrom) {
        // What one prohibits, all who are one with them prohibit. What one permits is theirs alone, so that it does
        // not stay with another when they turn out to be two.
        PermissionAct told = named.permission() == Permission.GRANTED ? named : named.of(allParts(named.personIds()));
        List<String> namedKeys = namedKeys(told);
        Subjects subjects = subjects(told, namedKeys);
        if (subjects.keys().isEmpty()) {
            throw new IllegalArgumentException(
                    "Act %s from %s names nobody: it needs a person id, an e-mail address or a phone number."
                            .formatted(told.eventKey(), told.source()));
        }
        // Two acts of one person at the same moment: the second must see the first, or both would be sent on.
        jdbc.sql(LOCK)
                .param("keys", subjects.keys().toArray(String[]::new))
                .query(Long.class)
                .single();
        PermissionAct act = withoutEcho(told, subjects);
        boolean repeats = act.permission() == Permission.PROHIBITED && inForce.before(act, subjects);
        Optional<Long> eventId = insert(act, countsFrom, repeats);
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
        if (repeats) {
            return new Recorded.InForceBefore(eventId.get());
        }
        return new Recorded.New(eventId.get(), prohibitions.tell(act, eventId.get(), subjects));
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
            return act.personIds().isEmpty()
                    ? Subjects.granting(persons(FIND_PERSONS, act, namedKeys, List.of()))
                    : Subjects.granting(act.personIds());
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

    private Optional<Long> insert(PermissionAct act, Instant countsFrom, boolean repeats) {
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
                .param("countsFrom", utc(countsFrom))
                .param("repeats", repeats)
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
