package fi.rekisterihub.register;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What an erasure cannot take away in its own transaction, with the transaction's own promise that it will go: files, and what
 * is still needed until an opt-out has arrived. Nobody who reads sees it meanwhile; a worker takes it away.
 */
@Repository
public class ErasureRest {

    private static final String ADD = """
            insert into erasure_rest (register_id, what, ref)
            select :register, :what, ref from unnest(:refs::text[]) as ref
            on conflict (what, ref, register_id) where done_at is null do nothing
            """;
    private static final String DUE = """
            select id, register_id, what, ref from erasure_rest
             where done_at is null and next_at <= now() and what = :what order by id limit :most
            """;
    private static final String LATER = """
            update erasure_rest set next_at = now() + :seconds * interval '1 second' where id = :id and done_at is null
            """;
    private static final String DONE = """
            update erasure_rest set done_at = now(), outcome = :outcome where id = :id and done_at is null
            """;
    private static final String OPEN = "select count(*) from erasure_rest where done_at is null";

    private final JdbcClient jdbc;

    ErasureRest(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What kind of thing it is. */
    public enum What {
        DELIVERY,
        FILE,
        OPT_OUT,
        ARRIVAL;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One thing that is to go. */
    public record Rest(long id, String registerId, String what, String ref) {}

    /** In the caller's transaction. What waits already waits once. */
    public void add(String registerId, What what, Collection<String> refs) {
        if (!refs.isEmpty()) {
            jdbc.sql(ADD)
                    .param("register", registerId)
                    .param("what", what.word())
                    .param("refs", refs.toArray(String[]::new))
                    .update();
        }
    }

    /** The oldest that may be tried now. */
    public List<Rest> due(What what, int most) {
        return jdbc.sql(DUE)
                .param("what", what.word())
                .param("most", most)
                .query(Rest.class)
                .list();
    }

    /** Something still needs it. */
    public void later(Rest rest, Duration after) {
        jdbc.sql(LATER)
                .param("id", rest.id())
                .param("seconds", after.toSeconds())
                .update();
    }

    /** @param outcome one sentence without personal data */
    public void done(Rest rest, String outcome) {
        jdbc.sql(DONE).param("id", rest.id()).param("outcome", outcome).update();
    }

    public long open() {
        return jdbc.sql(OPEN).query(Long.class).single();
    }
}
