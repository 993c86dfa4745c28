package fi.rekisterihub.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** What runs and people have changed in the registers, and how far it has been looked at. */
@Repository
class Changes {

    // A run that went on after a failure has done more since; what it did before is looked at once more, which changes
    // nothing.
    private static final String TAKE_IN_RUNS = """
            insert into identity_run as i (run_id, register_id, rows_done)
            select r.id, r.register_id, r.rows_done from run r
             where r.status in ('done', 'failed') and r.register_id <> '*'
               and r.finished_at > coalesce((select max(at) from identity_run), '-infinity') - interval '1 hour'
               and not exists (select from identity_run k where k.run_id = r.id and k.rows_done >= r.rows_done)
            on conflict (run_id) do update set rows_done = excluded.rows_done, place = 0, entities = 0, total = null, status = 'waiting', at = now()
            """;
    // Numbers are given before the change is committed, so a lower one may come after a higher one.
    private static final String TAKE_IN_BY_HAND = """
            insert into identity_touched (change_set_id, register_id, entity_id)
            select id, register_id, entity_id from change_set
             where actor is not null
               and id > coalesce((select max(change_set_id) from identity_touched), 0) - 1000000
            on conflict (change_set_id) do nothing
            """;
    private static final String WAITING_RUNS = """
            select run_id, register_id, place from identity_run where status = 'waiting' order by run_id
            """;
    private static final String WAITING_TOUCHED = """
            select id, register_id, entity_id from identity_touched where status = 'waiting' order by id limit 1000
            """;
    private static final String ENTITIES_OF_RUN = """
            select distinct entity_id from change_set where run_id = :run and entity_id > :place order by entity_id
            """;
    private static final String BEGUN =
            "update identity_run set total = entities + :left, at = now() where run_id = :run and place = :place";
    private static final String LOOKED_AT = """
            update identity_run set place = :to, entities = entities + :number, linked = linked + :linked, at = now()
             where run_id = :run and place = :from
            """;
    private static final String LOOK_ANEW = """
            update identity_run set status = 'waiting', place = 0, entities = 0, at = now()
             where register_id = :register and run_id <> :run and status = 'done'
            """;
    private static final String RUN_DONE = """
            update identity_run set status = 'done', asked = :asked, node = :node, at = now()
             where run_id = :run and place = :place
            """;
    private static final String TOUCHED_DONE =
            "update identity_touched set status = 'done', node = :node, at = now() where id = any(:ids)";
    private static final String TOUCHED_DONE_SINCE = """
            select register_id, entity_id from identity_touched where status = 'done' and at >= :since and node <> :node
            """;
    // Almost always none: what they changed is asked for only when there are any, because the history is long.
    private static final String RUNS_DONE_SINCE = """
            select run_id from identity_run where status = 'done' and at >= :since and node <> :node
            """;
    private static final String CHANGED_BY =
            "select distinct register_id, entity_id from change_set where run_id = :run";

    private final JdbcClient jdbc;
    /** This process. */
    private final UUID node = UUID.randomUUID();

    Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param place the highest entity that was looked at */
    record OfRun(long runId, String registerId, long place) {}

    /** What a person changed, or who left, or is restricted or dead since. */
    record Touched(long id, String registerId, long entityId) {}

    /** One entity that was looked at. */
    record Looked(String registerId, long entityId) {}

    void takeIn() {
        jdbc.sql(TAKE_IN_RUNS).update();
        jdbc.sql(TAKE_IN_BY_HAND).update();
    }

    List<OfRun> runs() {
        return jdbc.sql(WAITING_RUNS).query(OfRun.class).list();
    }

    List<Touched> touched() {
        return jdbc.sql(WAITING_TOUCHED).query(Touched.class).list();
    }

    /** Those that were not looked at yet, in the order of their ids. */
    List<Long> entities(OfRun run) {
        return jdbc.sql(ENTITIES_OF_RUN)
                .param("run", run.runId())
                .param("place", run.place())
                .query(Long.class)
                .list();
    }

    /** @param left how many are still to be looked at */
    void begun(OfRun run, int left) {
        jdbc.sql(BEGUN)
                .param("run", run.runId())
                .param("place", run.place())
                .param("left", left)
                .update();
    }

    void lookedAt(long runId, long from, long to, int number, int linked) {
        jdbc.sql(LOOKED_AT)
                .param("run", runId)
                .param("from", from)
                .param("to", to)
                .param("number", number)
                .param("linked", linked)
                .update();
    }

    /** Whoever was looked at by former runs is looked at again, by what agreements are worth now. */
    void lookAnew(OfRun run) {
        jdbc.sql(LOOK_ANEW)
                .param("register", run.registerId())
                .param("run", run.runId())
                .update();
    }

    /** @param asked how many questions are open of those whom the run changed */
    void done(long runId, long place, long asked) {
        jdbc.sql(RUN_DONE)
                .param("run", runId)
                .param("place", place)
                .param("asked", asked)
                .param("node", node)
                .update();
    }

    void done(List<Long> touched) {
        jdbc.sql(TOUCHED_DONE)
                .param("ids", touched.toArray(Long[]::new))
                .param("node", node)
                .update();
    }

    /** What other processes have finished looking at since then. */
    List<Looked> doneByOthers(Instant since) {
        List<Looked> done = new ArrayList<>(
                doneSince(TOUCHED_DONE_SINCE, since).query(Looked.class).list());
        doneSince(RUNS_DONE_SINCE, since)
                .query(Long.class)
                .list()
                .forEach(run -> done.addAll(jdbc.sql(CHANGED_BY)
                        .param("run", run)
                        .query(Looked.class)
                        .list()));
        return done;
    }

    private StatementSpec doneSince(String sql, Instant since) {
        return jdbc.sql(sql).param("since", since.atOffset(ZoneOffset.UTC)).param("node", node);
    }
}
