package fi.rekisterihub.intake;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** After a run: what became of the parked rows that it carried, and of those that it has made pointless. */
@Component
class ParkedSettling {

    /** Rows on their way in a small delivery of their own. A failed run may be tried again, so its rows stay asked for. */
    private static final String REPLAYED = """
            with ended as (
                select p.id, p.feed, p.register_id, p.replay_line, p.replay_key, r.id as run_id, r.status, r.brake,
                       coalesce(r.as_of, r.id) as as_of
                  from parked p join run r on r.delivery_id = p.replay_id and r.register_id = p.register_id
                 where p.replay_id is not null
                   and ((p.status = 'waiting' and r.status in ('done', 'failed', 'refused'))
                        or (p.status = 'open' and r.status = 'done'))
            ), judged as (
                select e.id, n.id as newer,
                       case when e.status = 'refused' and e.brake is null then 'overtaken'
                            when e.status <> 'done' then 'open'
                            when n.id is not null then 'again'
                            when exists (select from source_record s join stream t on t.id = s.stream_id
                                          where t.feed = e.feed and t.register_id = e.register_id
                                            and s.key = e.replay_key and s.run_id > e.as_of) then 'overtaken'
                            else 'solved' end as status
                  from ended e left join parked n on n.run_id = e.run_id and n.line = e.replay_line
            ), linked as (
                update parked n set again_of = j.id from judged j where n.id = j.newer)
            update parked p set status = j.status, settled_at = now() from judged j where p.id = j.id
            """;
    /** A stored delivery was read again as a whole: line by line the newer run has the word. */
    private static final String READ_AGAIN = """
            with judged as (
                select p.id, n.id as newer
                  from run r join run o on o.delivery_id = r.delivery_id and o.register_id = r.register_id and o.id < r.id
                  join parked p on p.run_id = o.id and p.status = 'open'
                  left join parked n on n.run_id = r.id and n.line = p.line
                 where r.id = :run and r.rerun_of is not null and r.status = 'done'
            ), linked as (
                update parked n set again_of = j.id from judged j where n.id = j.newer)
            update parked p set status = case when j.newer is null then 'solved' else 'again' end, settled_at = now()
              from judged j where p.id = j.id
            """;
    /** The source has told the record anew by itself; whatever that was, it is newer. */
    private static final String OVERTAKEN = """
            update parked p set status = 'overtaken', settled_at = now()
              from run r, run o, stream t, source_record s
             where r.id = :run and r.status = 'done'
               and p.feed = r.feed and p.register_id = r.register_id and p.status = 'open' and p.record_key is not null
               and o.id = p.run_id and t.feed = p.feed and t.register_id = p.register_id
               and s.stream_id = t.id and s.key = p.record_key and s.run_id > coalesce(o.as_of, o.id)
            """;

    private static final String UNSEAL_NO_MORE = """
            update parked set sealed = null where sealed is not null and status in ('solved', 'again', 'overtaken')
            """;

    private final JdbcClient jdbc;

    ParkedSettling(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void after(long runId) {
        jdbc.sql(REPLAYED).update();
        jdbc.sql(READ_AGAIN).param("run", runId).update();
        jdbc.sql(OVERTAKEN).param("run", runId).update();
        jdbc.sql(UNSEAL_NO_MORE).update();
    }
}
