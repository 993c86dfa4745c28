package fi.rekisterihub.reconcile;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.reconcile.FieldOverride.End;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps why and until when a steward's word stands. One that the person has outranked since is not in the way of anything:
 * whether it holds is seen from who tells the field now.
 */
@Repository
public class FieldOverrides {

    private static final String COLUMNS =
            "select id, register_id, entity, entity_id, field, feed, reason, until, set_by, at from field_override";
    private static final String OF_ENTITY = COLUMNS + " where entity_id = :entity and ended_at is null order by field";
    private static final String IN_FORCE =
            COLUMNS + " where entity_id = :entity and field = :field and ended_at is null";
    private static final String AT = COLUMNS + """
             where entity_id = :entity and field = :field and at <= :time and (ended_at is null or ended_at > :time)
             order by id desc
             limit 1
            """;
    private static final String DUE = COLUMNS + """
             where ended_at is null and until < :today and id > :after
             order by id
             limit :most
            """;
    private static final String SET = """
            insert into field_override (register_id, entity, entity_id, field, feed, reason, until, set_by)
            values (:register, :kind, :entity, :field, :feed, :reason, :until, :who)
            """;
    private static final String END = """
            update field_override set ended_at = now(), ended_because = :because, ended_by = :who
             where entity_id = :entity and field = :field and ended_at is null
            """;
    private static final String SET_AGAIN = """
            insert into field_override (register_id, entity, entity_id, field, feed, reason, until, set_by)
            select register_id, entity, entity_id, field, feed, reason, until, set_by from field_override where id = :id
            on conflict do nothing
            """;
    private static final String FORGET =
            "delete from field_override where entity_id = :entity and field = any(:fields)";

    private final JdbcClient jdbc;

    FieldOverrides(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those by which a value of the entity stands now. */
    public List<FieldOverride> holding(EntityView entity) {
        return jdbc.sql(OF_ENTITY).param("entity", entity.id()).query(FieldOverrides::row).list().stream()
                .filter(one -> entity.fields().stream()
                        .anyMatch(field ->
                                field.name().equals(one.field()) && one.feed().equals(field.feed())))
                .toList();
    }

    /** The one that was in force at that time. */
    public Optional<FieldOverride> at(long entity, String field, Instant time) {
        return jdbc.sql(AT)
                .param("entity", entity)
                .param("field", field)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .query(FieldOverrides::row)
                .optional();
    }

    Optional<FieldOverride> inForce(long entity, String field) {
        return jdbc.sql(IN_FORCE)
                .param("entity", entity)
                .param("field", field)
                .query(FieldOverrides::row)
                .optional();
    }

    /** Those whose day has passed, in the order of their ids. */
    List<FieldOverride> due(LocalDate today, long after, int most) {
        return jdbc.sql(DUE)
                .param("today", today)
                .param("after", after)
                .param("most", most)
                .query(FieldOverrides::row)
                .list();
    }

    /** In the place of a former one; the very same said again is not said twice. */
    void set(String registerId, EntityKind kind, long entity, String field, String feed, Because because, String who) {
        boolean known = inForce(entity, field)
                .filter(one -> new Because(one.reason(), one.until()).equals(because)
                        && one.feed().equals(feed))
                .isPresent();
        if (known) {
            return;
        }
        end(entity, field, End.REPLACED, who);
        jdbc.sql(SET)
                .param("register", registerId)
                .param("kind", kind.word())
                .param("entity", entity)
                .param("field", field)
                .param("feed", feed)
                .param("reason", because.reason())
                .param("until", because.until())
                .param("who", who)
                .update();
    }

    /** @param who null when its day had passed */
    void end(long entity, String field, End end, @Nullable String who) {
        jdbc.sql(END)
                .param("entity", entity)
                .param("field", field)
                .param("because", end.name().toLowerCase(Locale.ROOT))
                .param("who", who)
                .update();
    }

    /** As it was, when what ended it is undone; the ended one stays where it is, as history. */
    void setAgain(long id) {
        jdbc.sql(SET_AGAIN).param("id", id).update();
    }

    /** What a source withholds may be named in a reason, so nothing is kept of it. */
    void forget(Map<Long, Set<String>> withheld) {
        withheld.forEach(this::forget);
    }

    private void forget(long entity, Collection<String> fields) {
        jdbc.sql(FORGET)
                .param("entity", entity)
                .param("fields", fields.toArray(String[]::new))
                .update();
    }

    private static FieldOverride row(ResultSet row, int number) throws SQLException {
        return new FieldOverride(
                row.getLong("id"),
                row.getString("register_id"),
                EntityKind.of(row.getString("entity")),
                row.getLong("entity_id"),
                row.getString("field"),
                row.getString("feed"),
                row.getString("reason"),
                row.getObject("until", LocalDate.class),
                row.getString("set_by"),
                Times.instant(row, "at"));
    }
}
