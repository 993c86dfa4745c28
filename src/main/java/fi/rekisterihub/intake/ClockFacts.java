package fi.rekisterihub.intake;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The latest word of every record on the days from which its person's data is kept. A word is of its record: of two contracts the
 * one that has ended does not speak for the other, and one that is told anew takes only its own place.
 */
@Repository
public class ClockFacts {

    private static final String TELL = """
            insert into clock_fact as known (person_id, anchor, stream_id, record_key, day)
            select f.person, f.anchor, s.id, f.key, f.day
              from unnest(:persons::bigint[], :anchors::text[], :keys::text[], :days::date[]) as f(person, anchor, key, day)
              join stream s on s.feed = :feed and s.register_id = :register
            on conflict (person_id, anchor, stream_id, record_key) do update
               set day = excluded.day, told_at = now(), actor = null, reason = null
             where known.day <> excluded.day
            """;
    private static final String TAKE_BACK = """
            delete from clock_fact c
             using unnest(:persons::bigint[], :anchors::text[], :keys::text[], :days::date[]) as f(person, anchor, key, day),
                   stream s
             where s.feed = :feed and s.register_id = :register and c.person_id = f.person and c.anchor = f.anchor
               and c.stream_id = s.id and c.record_key = f.key
            """;
    private static final String ENTER = """
            insert into clock_fact (person_id, anchor, stream_id, record_key, day, actor, reason)
            values (:person, :anchor, 0, '', :day, :who, :reason)
            on conflict (person_id, anchor, stream_id, record_key) do update
               set day = excluded.day, told_at = now(), actor = excluded.actor, reason = excluded.reason
            """;
    // Whoever is not on the list any more has a contract no longer, as far as the list knows.
    private static final String CLOSE = """
            update clock_fact c set day = :day, told_at = now()
              from source_record r join stream s on s.id = r.stream_id
             where s.feed = :feed and s.register_id = :register and r.key = any(:keys)
               and c.person_id = r.entity_id and c.stream_id = s.id and c.record_key = r.key and c.day = 'infinity'
            """;
    private static final String DAY_OF = """
            select (coalesce(d.completed_at, d.opened_at) at time zone 'Europe/Helsinki')::date
              from run r join delivery d on d.id = r.delivery_id where r.id = :run
            """;

    private final JdbcClient jdbc;

    ClockFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Joins the caller's transaction. Of a record that tells an anchor twice in one call the last word counts. */
    public void tell(String registerId, String feed, Collection<ClockFact> told) {
        List<ClockFact> facts = List.copyOf(told.stream()
                .collect(Collectors.toMap(
                        one -> List.of(one.personId(), one.anchor(), one.recordKey()),
                        one -> one,
                        (before, after) -> after,
                        LinkedHashMap::new))
                .values());
        if (facts.isEmpty()) {
            return;
        }
        write(
                TAKE_BACK,
                registerId,
                feed,
                facts.stream().filter(one -> one.day() == null).toList());
        write(
                TELL,
                registerId,
                feed,
                facts.stream().filter(one -> one.day() != null).toList());
    }

    private void write(String sql, String registerId, String feed, List<ClockFact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        jdbc.sql(sql)
                .param("register", registerId)
                .param("feed", feed)
                .param("persons", facts.stream().map(ClockFact::personId).toArray(Long[]::new))
                .param("anchors", facts.stream().map(ClockFact::anchor).toArray(String[]::new))
                .param("keys", facts.stream().map(ClockFact::recordKey).toArray(String[]::new))
                .param("days", facts.stream().map(one -> text(one.day())).toArray(String[]::new))
                .update();
    }

    /** A day that somebody knows and no source tells; a later entry of the same takes its place. Joins the caller's transaction. */
    public void enter(long person, String anchor, LocalDate day, String reason, String who) {
        jdbc.sql(ENTER)
                .param("person", person)
                .param("anchor", anchor)
                .param("day", day)
                .param("reason", reason)
                .param("who", who)
                .update();
    }

    /** What these records told to be open has ended on that day. Joins the caller's transaction. */
    public void close(String registerId, String feed, Collection<String> keys, LocalDate day) {
        if (!keys.isEmpty()) {
            jdbc.sql(CLOSE)
                    .param("register", registerId)
                    .param("feed", feed)
                    .param("keys", keys.toArray(String[]::new))
                    .param("day", day)
                    .update();
        }
    }

    /** The day on which a run's delivery came; a stored one that is read again speaks of its own day. */
    public Optional<LocalDate> dayOf(long run) {
        return jdbc.sql(DAY_OF).param("run", run).query(LocalDate.class).optional();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return LocalDate.MAX.equals(day) ? "infinity" : Objects.toString(day, null);
    }
}
