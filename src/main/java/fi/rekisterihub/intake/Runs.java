package fi.rekisterihub.intake;

import fi.rekisterihub.content.Json;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.profile.Profiles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of runs: claiming under a lease, counting, ending. */
@Repository
class Runs {

    /**
     * Runs of one feed and register go one after another, oldest first. A run whose node died is taken over. What has no
     * table or no profile in force waits for it.
     */
    private static final String CLAIM = """
            update run set status = 'running', lease = :lease, lease_until = now() + :seconds * interval '1 second',
                           attempts = attempts + 1,
                           taken_over = taken_over + case when status = 'running' and lease is not null then 1 else 0 end,
                           started_at = coalesce(started_at, now())
             where id = (select r.id from run r
                          where (:only::bigint is null or r.id = :only)
                            and (r.status = 'queued' or (r.status = 'running' and r.lease_until < now()))
                            and r.register_id <> all(:closedRegisters) and r.feed <> all(:closedFeeds)
                            and not exists (select from run e
                                             where e.feed = r.feed and e.register_id = r.register_id and e.id < r.id
                                               and e.status in ('queued', 'running'))
                          order by r.id limit 1 for update skip locked)
            returning id, delivery_id, feed, register_id, attempts, taken_over, coalesce(as_of, id) as as_of, partial,
                      released_by is not null as released,
                      (select file from delivery d where d.id = delivery_id) as file,
                      (select content_hash from delivery d where d.id = delivery_id) as content_hash
            """;

    private static final String RENEW = """
            update run set lease_until = now() + :seconds * interval '1 second' where id = :id and lease = :lease
            """;
    /**
     * Of the rows that differ from nothing known, those that an earlier attempt has dealt with are counted already. An
     * attempt under another mapping or profile finds all of them different again, and counts from the start.
     */
    private static final String STAGED = """
            update run set rows_in = :rows, mapping_version = :version, parked_reading = :parked,
                           applied = e.applied, review = e.review, refused = e.refused, parked = e.parked + :parked,
                           unchanged = :same - e.applied - e.review - e.refused - e.parked,
                           rows_done = :same + :parked, absent = e.absent, dropped_fields = e.dropped, effects = e.effects
              from (select case when same then applied else 0 end as applied, case when same then review else 0 end as review,
                           case when same then refused else 0 end as refused,
                           case when same then parked - parked_reading else 0 end as parked,
                           case when same then absent else 0 end as absent,
                           case when same then dropped_fields else 0 end as dropped,
                           case when same then effects else '{}' end as effects
                      from (select *, mapping_version is not distinct from :version as same from run where id = :id) r) e
             where id = :id and lease = :lease
            """;

    private static final String COUNT = """
            update run set applied = applied + :applied, unchanged = unchanged + :unchanged, review = review + :review,
                           refused = refused + :refused, parked = parked + :parked,
                           dropped_fields = dropped_fields + :dropped, rows_done = rows_done + :all,
                           effects = (select coalesce(jsonb_object_agg(key, n), '{}') from (
                               select key, sum(value::bigint) as n
                                 from (select * from jsonb_each_text(effects)
                                       union all select * from jsonb_each_text(:effects::jsonb)) both_sides
                                group by key) summed),
                           lease_until = now() + :seconds * interval '1 second'
             where id = :id and lease = :lease
            """;
    private static final String ABSENT = """
            update run set absent = absent + :absent where id = :id and lease = :lease
            """;
    /** Without a lease, so that the next claim is no taking over. */
    private static final String HAND_BACK =
            "update run set lease = null, lease_until = now() where id = :id and lease = :lease";

    private static final String DONE = """
            update run set status = 'done', finished_at = now(), lease = null, lease_until = null, message = null
             where id = :id and lease = :lease
            """;
    private static final String END = """
            update run set status = :status, finished_at = now(), lease = null, lease_until = null,
                           message = :message, brake = :brake
             where id = :id and lease = :lease
            """;
    /** The last finished run over the very same content, under the same mapping and profile, with nothing since. */
    // Not when something of the last was taken out since, or what was refused in it as restricted is to be judged anew.
    private static final String SAME_AS_LAST = """
            select last.rows_in, last.parked_reading
              from (select r.*, d.content_hash, d.redacted_at is not null
                                 or exists (select from erasure_rest e
                                             where e.what = 'delivery' and e.ref = d.id::text and e.done_at is null) as redacted
                      from run r join delivery d on d.id = r.delivery_id
                     where r.feed = :feed and r.register_id = :register and r.id < :id
                     order by r.id desc limit 1) last
             where last.status = 'done' and last.as_of is null and not last.partial and last.content_hash = :hash and last.mapping_version = :version
               and last.parked_reading = 0 and not last.redacted
               and not exists (select from restriction x where x.register_id = :register and x.lifted_at > last.queued_at)
            """;

    /** Why a whole list is not applied when a later one has been. */
    static final String OVERTAKEN_LIST = "A newer delivery of this list has been applied since; nothing was changed.";

    private static final String OVERTAKEN = """
            select exists (select from run where feed = :feed and register_id = :register and id <> :id
                                             and coalesce(as_of, id) > :asOf and status = 'done')
            """;

    private static final String STREAM = """
            with made as (insert into stream (feed, register_id) values (:feed, :register)
                          on conflict do nothing returning id)
            select id from made union all select id from stream where feed = :feed and register_id = :register limit 1
            """;

    private final JdbcClient jdbc;
    private final Profiles profiles;
    private final Mappings mappings;
    private final Duration lease;

    Runs(JdbcClient jdbc, IntakeSettings settings, Profiles profiles, Mappings mappings) {
        this.jdbc = jdbc;
        this.profiles = profiles;
        this.mappings = mappings;
        this.lease = settings.lease();
    }

    /** @param only this run and no other, or null for the oldest that waits */
    Optional<Run> claim(@Nullable Long only) {
        UUID token = UUID.randomUUID();
        return jdbc.sql(CLAIM)
                .param("lease", token)
                .param("seconds", lease.toSeconds())
                .param("only", only, java.sql.Types.BIGINT)
                .param("closedRegisters", profiles.closed().toArray(String[]::new))
                .param("closedFeeds", mappings.closed().toArray(String[]::new))
                .query((row, n) -> new Run(
                        row.getLong("id"),
                        row.getLong("delivery_id"),
                        row.getString("feed"),
                        row.getString("register_id"),
                        row.getString("file"),
                        row.getString("content_hash"),
                        row.getInt("attempts"),
                        row.getInt("taken_over"),
                        row.getLong("as_of"),
                        row.getBoolean("partial"),
                        row.getBoolean("released"),
                        token))
                .optional();
    }

    boolean renew(Run run) {
        return jdbc.sql(RENEW)
                        .param("seconds", lease.toSeconds())
                        .param("id", run.id())
                        .param("lease", run.lease())
                        .update()
                == 1;
    }

    /** @param same rows whose content is known already, be it from before or from an earlier attempt of this run */
    void staged(Run run, String version, long rows, long same, long parked) {
        mustBeOurs(
                run,
                jdbc.sql(STAGED)
                        .param("rows", rows)
                        .param("same", same)
                        .param("version", version)
                        .param("parked", parked)
                        .param("id", run.id())
                        .param("lease", run.lease())
                        .update());
    }

    /** Adds a chunk's outcomes; part of the chunk's transaction, so they count exactly what was kept. */
    void count(Run run, Map<Outcome.Kind, Long> counts, long dropped, Map<String, Long> effects) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        mustBeOurs(
                run,
                jdbc.sql(COUNT)
                        .param("applied", counts.getOrDefault(Outcome.Kind.APPLIED, 0L))
                        .param("unchanged", counts.getOrDefault(Outcome.Kind.UNCHANGED, 0L))
                        .param("review", counts.getOrDefault(Outcome.Kind.REVIEW, 0L))
                        .param("refused", counts.getOrDefault(Outcome.Kind.REFUSED, 0L))
                        .param("parked", counts.getOrDefault(Outcome.Kind.PARKED, 0L))
                        .param("dropped", dropped)
                        .param("all", all)
                        .param("effects", Json.of(effects))
                        .param("seconds", lease.toSeconds())
                        .param("id", run.id())
                        .param("lease", run.lease())
                        .update());
    }

    void absent(Run run, long count) {
        mustBeOurs(
                run,
                jdbc.sql(ABSENT)
                        .param("absent", count)
                        .param("id", run.id())
                        .param("lease", run.lease())
                        .update());
    }

    /** Whoever claims next goes on with it at once, and need not wait until the lease has run out. */
    void handBack(Run run) {
        jdbc.sql(HAND_BACK).param("id", run.id()).param("lease", run.lease()).update();
    }

    void done(Run run) {
        mustBeOurs(
                run,
                jdbc.sql(DONE).param("id", run.id()).param("lease", run.lease()).update());
    }

    void end(Run run, String status, @Nullable String message, @Nullable String brake) {
        jdbc.sql(END)
                .param("status", status)
                .param("message", message, java.sql.Types.VARCHAR)
                .param("brake", brake, java.sql.Types.VARCHAR)
                .param("id", run.id())
                .param("lease", run.lease())
                .update();
    }

    /** The rows of the last run when this one has the very same content; then there is nothing to compare. */
    Optional<Long> rowsWhenSameAsLast(Run run, String version) {
        if (run.contentHash() == null || run.partial() || run.asOf() != run.id()) {
            return Optional.empty();
        }
        return jdbc.sql(SAME_AS_LAST)
                .param("feed", run.feed())
                .param("register", run.registerId())
                .param("id", run.id())
                .param("hash", run.contentHash())
                .param("version", version)
                .query((row, n) -> row.getLong("rows_in"))
                .optional();
    }

    /** Whether a later delivery of the same has been applied than the one that this run reads. */
    boolean isOvertaken(Run run) {
        return isOvertaken(run.feed(), run.registerId(), run.id(), run.asOf());
    }

    /** @param id of the run that asks, or of none */
    boolean isOvertaken(String feed, String registerId, long id, long asOf) {
        return jdbc.sql(OVERTAKEN)
                .param("feed", feed)
                .param("register", registerId)
                .param("id", id)
                .param("asOf", asOf)
                .query(Boolean.class)
                .single();
    }

    int stream(String feed, String registerId) {
        return jdbc.sql(STREAM)
                .param("feed", feed)
                .param("register", registerId)
                .query(Integer.class)
                .single();
    }

    private static void mustBeOurs(Run run, int updated) {
        if (updated != 1) {
            throw new LostLease(run.id());
        }
    }

    /** Another node has taken the run over; this one must not write any more. */
    static final class LostLease extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostLease(long runId) {
            super("Run %d belongs to another node now; this one stops.".formatted(runId));
        }
    }
}
