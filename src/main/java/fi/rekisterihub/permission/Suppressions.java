package fi.rekisterihub.permission;

import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Identities that must not come back: an erased person stays erased, whatever a feed brings. */
public final class Suppressions {

    private static final String SUPPRESSED = """
            select subject_key from suppression where register_id = :registerId and subject_key = any(:keys)
            """;

    private static final String ANY = "select exists (select from suppression where register_id = :registerId)";

    private static final String ALL = "select subject_key from suppression where register_id = :registerId";

    private static final String SUPPRESS = """
            insert into suppression (subject_key, register_id, reason)
            select key, :registerId, :reason from unnest(:keys) as key
            on conflict (subject_key, register_id) do nothing
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
        jdbc.sql(SUPPRESS)
                .param("registerId", registerId)
                .param("keys", subjectKeys.toArray(String[]::new))
                .param("reason", reason)
                .update();
    }
}
