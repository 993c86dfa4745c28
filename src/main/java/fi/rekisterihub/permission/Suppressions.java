package fi.rekisterihub.permission;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Identities that must not come back: an erased person stays erased, whatever a feed brings, until they come back by an act of their
 * own.
 */
public final class Suppressions {

    private static final String SUPPRESSED = """
            select subject_key from suppression
             where register_id = :registerId and subject_key = any(:keys) and lifted_at is null
            """;

    private static final String ANY =
            "select exists (select from suppression where register_id = :registerId and lifted_at is null)";

    private static final String ALL =
            "select subject_key from suppression where register_id = :registerId and lifted_at is null";

    private static final String SUPPRESS = """
            insert into suppression (subject_key, register_id, reason, at)
            select key, :registerId, :reason, coalesce(:at, now()) from unnest(:keys) as key
            on conflict (subject_key, register_id) where lifted_at is null
               do update set reason = excluded.reason, at = excluded.at where suppression.at < excluded.at
            """;

    private static final String ERASURES_OF = """
            select s.reason, s.at, array_agg(s.subject_key order by s.subject_key) as keys
              from suppression s
             where s.register_id = :registerId and s.lifted_at is null
               and (s.reason, s.at) in (select reason, at from suppression
                                         where register_id = :registerId and subject_key = any(:keys) and lifted_at is null)
             group by s.reason, s.at
             order by s.at
            """;

    private static final String LIFT = """
            update suppression set lifted_at = now()
             where register_id = :registerId and subject_key = any(:keys) and lifted_at is null
               and at <= coalesce(:until::timestamptz, 'infinity')
            """;

    private final JdbcClient jdbc;

    Suppressions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether anybody at all must not come into the register, so that a hub that erased nobody need not ask further. */
    public boolean any(String registerId) {
        return jdbc.sql(ANY)
                .param("registerId", registerId)
                .query(Boolean.class)
                .single();
    }

    /** Those of the given keys that must not come into the register. */
    public Set<String> suppressed(String registerId, Collection<String> subjectKeys) {
        return Set.copyOf(jdbc.sql(SUPPRESSED)
                .param("registerId", registerId)
                .param("keys", subjectKeys.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Every key that must not come into the register; few, and for whoever looks through millions of records. */
    public Set<String> all(String registerId) {
        return Set.copyOf(jdbc.sql(ALL)
                .param("registerId", registerId)
                .query(String.class)
                .list());
    }

    /** Keeps them out from now on. Joins the caller's transaction. */
    public void suppress(String registerId, Collection<String> subjectKeys, String reason) {
        suppress(registerId, subjectKeys, reason, null);
    }

    /** @param at when it was done, if that was before: a key that a later act has put away stays that act's */
    public void suppress(String registerId, Collection<String> subjectKeys, String reason, @Nullable Instant at) {
        jdbc.sql(SUPPRESS)
                .param("registerId", registerId)
                .param("keys", subjectKeys.toArray(String[]::new))
                .param("reason", reason)
                .param("at", time(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** One act that put keys away: everything that still is, of everybody who was erased by it. */
    public record PutAway(String reason, Instant at, Set<String> keys) {}

    /** The acts by which any of the given keys must not come into the register, oldest first. */
    public List<PutAway> putAwayBy(String registerId, Collection<String> subjectKeys) {
        return jdbc.sql(ERASURES_OF)
                .param("registerId", registerId)
                .param("keys", subjectKeys.toArray(String[]::new))
                .query((row, number) -> new PutAway(
                        row.getString("reason"), row.getTimestamp("at").toInstant(), Set.of((String[])
                                row.getArray("keys").getArray())))
                .list();
    }

    /** Lets them in again, because the person has come back by their own act. Joins the caller's transaction. */
    public void lift(String registerId, Collection<String> subjectKeys) {
        lift(registerId, subjectKeys, null);
    }

    /** @param until when they came back, if that was before: what was put away since then stays away */
    public void lift(String registerId, Collection<String> subjectKeys, @Nullable Instant until) {
        jdbc.sql(LIFT)
                .param("registerId", registerId)
                .param("keys", subjectKeys.toArray(String[]::new))
                .param("until", time(until), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
