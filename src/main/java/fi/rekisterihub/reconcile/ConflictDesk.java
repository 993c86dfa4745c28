package fi.rekisterihub.reconcile;

import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.FieldConflict.Status;
import fi.rekisterihub.reconcile.FieldOverride.End;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.PersonGuards;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.StoredEntity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A steward's answer when a source contradicts what somebody has said of a field. What was said stays, or it is over and the
 * field is the source's again, in one transaction with the history and the notices to those who hold it.
 */
@Service
public class ConflictDesk {

    /** The rule of a field that a steward has given back to its source. */
    static final String TAKEN = "conflict-taken";

    private static final String FOR_UPDATE = ConflictReader.ALL + " where id = :id for update";
    private static final String DECIDE = """
            update field_conflict set status = :status, decided_by = :who, decided_at = now(), reason = :reason,
                                      later_until = null, ended_override = :override
             where id = :id
            """;
    private static final String LATER = "update field_conflict set later_until = :until where id = :id";
    private static final String OPEN_AGAIN = """
            update field_conflict set status = 'open', decided_by = null, decided_at = null, reason = null,
                                      ended_override = null
             where id = :id
            """;
    // An answer is one transaction, so what fell away by it carries its time to the microsecond.
    private static final String OPEN_AGAIN_WITH_IT = """
            update field_conflict c set status = 'open' from field_conflict taken
             where taken.id = :id and c.id <> taken.id and c.entity_id = taken.entity_id and c.field = taken.field
               and c.status = 'gone' and c.gone_at = taken.decided_at
            """;
    private static final String GONE =
            "update field_conflict set status = 'gone', gone_at = now(), later_until = null where id = :id";
    private static final String ENDED_OVERRIDE = "select ended_override from field_conflict where id = :id";

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final JdbcClient jdbc;
    private final ConflictReader reader;
    private final EntityStore entities;
    private final PersonGuards guards;
    private final FieldOverrides overrides;
    private final ErasedValues erased;
    private final ChunkWriter writer;
    private final MayBeHeld mayBeHeld;

    ConflictDesk(
            TransactionTemplate transaction,
            RegisterLock lock,
            JdbcClient jdbc,
            ConflictReader reader,
            EntityStore entities,
            PersonGuards guards,
            FieldOverrides overrides,
            ErasedValues erased,
            ChunkWriter writer,
            MayBeHeld mayBeHeld) {
        this.mayBeHeld = mayBeHeld;
        this.transaction = transaction;
        this.lock = lock;
        this.jdbc = jdbc;
        this.reader = reader;
        this.entities = entities;
        this.guards = guards;
        this.overrides = overrides;
        this.erased = erased;
        this.writer = writer;
    }

    /** What became of an answer. */
    public enum Outcome {
        DONE,
        /** The question is answered, or has fallen away. */
        NOT_OPEN,
        /** Something else stands now than what the question, or its answer, was about. */
        MOVED_ON,
        RESTRICTED,
        /** The source withholds the field, its value is an erased person's, or the register may hold none of it now. */
        MUST_STAY_AWAY
    }

    /** What was said stays; the source is not heard on this again until it says something new. */
    public Outcome keep(long id, String reason, String who) {
        return onOpen(id, conflict -> {
            decided(conflict, Status.KEPT, reason, who, null);
            return Outcome.DONE;
        });
    }

    /** The source is right: its value stands, as its own word, so that it may change it from now on. */
    public Outcome take(long id, String reason, String who) {
        return onOpen(id, conflict -> taken(conflict, reason, who));
    }

    /** Puts the question off. */
    public Outcome later(long id, Instant until) {
        return onOpen(id, conflict -> {
            jdbc.sql(LATER)
                    .param("id", id)
                    .param("until", until.atOffset(ZoneOffset.UTC))
                    .update();
            return Outcome.DONE;
        });
    }

    /** Takes an answer back: what stood before stands again, and the question is open. */
    public Outcome undo(long id, String who) {
        return locked(id, conflict -> switch (conflict.status()) {
            case OPEN, GONE -> Outcome.NOT_OPEN;
            case KEPT -> stands(conflict, load(conflict)) ? openAgain(id) : Outcome.MOVED_ON;
            case TAKEN -> givenBack(conflict, who);
        });
    }

    private Outcome taken(FieldConflict conflict, String reason, String who) {
        StoredEntity entity = load(conflict);
        if (entity == null || !stands(conflict, entity)) {
            jdbc.sql(GONE).param("id", conflict.id()).update();
            return Outcome.MOVED_ON;
        }
        if (entity.restricted()) {
            return Outcome.RESTRICTED;
        }
        if (mustStayAway(conflict, conflict.says())
                || !mayBeHeld.now(conflict.registerId(), entity, conflict.field())) {
            return Outcome.MUST_STAY_AWAY;
        }
        Long override = overrides
                .inForce(conflict.entityId(), conflict.field())
                .map(FieldOverride::id)
                .orElse(null);
        write(conflict, entity, conflict.stands(), conflict.says(), conflict.saysFeed(), TAKEN, who);
        overrides.end(conflict.entityId(), conflict.field(), End.LIFTED, who);
        decided(conflict, Status.TAKEN, reason, who, override);
        return Outcome.DONE;
    }

    private Outcome givenBack(FieldConflict conflict, String who) {
        StoredEntity entity = load(conflict);
        if (entity == null
                || !conflict.says().equals(entity.value(conflict.field()))
                || !conflict.saysFeed().equals(entity.feed(conflict.field()))) {
            return Outcome.MOVED_ON;
        }
        if (entity.restricted()) {
            return Outcome.RESTRICTED;
        }
        if (mustStayAway(conflict, conflict.stands())) {
            return Outcome.MUST_STAY_AWAY;
        }
        write(conflict, entity, conflict.says(), conflict.stands(), conflict.standsFeed(), TakenBack.RULE, who);
        jdbc.sql(ENDED_OVERRIDE)
                .param("id", conflict.id())
                .query((row, number) -> (Long) row.getObject("ended_override"))
                .optional()
                .ifPresent(overrides::setAgain);
        jdbc.sql(OPEN_AGAIN_WITH_IT).param("id", conflict.id()).update();
        return openAgain(conflict.id());
    }

    /** Whether the field is still what somebody said when the question was asked. */
    private static boolean stands(FieldConflict conflict, @Nullable StoredEntity entity) {
        return entity != null
                && Objects.equals(entity.value(conflict.field()), conflict.stands())
                && conflict.standsFeed().equals(entity.feed(conflict.field()));
    }

    private boolean mustStayAway(FieldConflict conflict, @Nullable String value) {
        return value != null
                && (guards.of(List.of(conflict.entityId()))
                                .getOrDefault(conflict.entityId(), PersonSigns.FREE)
                                .withholds(conflict.field())
                        || erased.has(conflict.registerId(), conflict.field(), value));
    }

    private void write(
            FieldConflict conflict,
            StoredEntity entity,
            @Nullable String before,
            @Nullable String after,
            String teller,
            String rule,
            String who) {
        entity.takeBack(conflict.field(), after, teller);
        ChangeSet change = new ChangeSet(
                entity.id(),
                conflict.registerId(),
                null,
                teller,
                List.of(conflict.field()),
                Collections.singletonList(before),
                Collections.singletonList(after),
                List.of(rule),
                who);
        Applied applied = new Applied();
        applied.entities(conflict.kind()).put(entity.id(), entity);
        applied.changes.add(new Change(change, conflict.kind(), true));
        writer.write(conflict.registerId(), teller, applied);
    }

    private @Nullable StoredEntity load(FieldConflict conflict) {
        return entities.load(conflict.kind(), List.of(conflict.entityId())).get(conflict.entityId());
    }

    private void decided(FieldConflict conflict, Status status, String reason, String who, @Nullable Long override) {
        jdbc.sql(DECIDE)
                .param("id", conflict.id())
                .param("status", status.word())
                .param("who", who)
                .param("reason", reason)
                .param("override", override)
                .update();
    }

    private Outcome openAgain(long id) {
        jdbc.sql(OPEN_AGAIN).param("id", id).update();
        return Outcome.DONE;
    }

    private Outcome onOpen(long id, Function<FieldConflict, Outcome> act) {
        return locked(id, conflict -> conflict.open() ? act.apply(conflict) : Outcome.NOT_OPEN);
    }

    private Outcome locked(long id, Function<FieldConflict, Outcome> act) {
        // Before the row, because a run holds the register while it asks; it may be gone by the time.
        String registerId = reader.find(id).map(FieldConflict::registerId).orElse(null);
        if (registerId == null) {
            return Outcome.NOT_OPEN;
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(registerId);
            return jdbc.sql(FOR_UPDATE)
                    .param("id", id)
                    .query(ConflictReader::row)
                    .optional()
                    .map(act)
                    .orElse(Outcome.NOT_OPEN);
        }));
    }
}
