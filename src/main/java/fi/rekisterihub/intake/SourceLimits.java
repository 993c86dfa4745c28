package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asked before each call to a source and told how it went. All nodes share one row a source, so a limit holds for all of
 * them and over a restart; only the database's clock counts.
 */
@Service
public class SourceLimits {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLimits.class);

    private static final String KNOW = "insert into source_meter (source) values (:source) on conflict do nothing";
    private static final String LOCK = "select 1 from source_meter where source = :source for update";
    static final String METER = """
            with clock as (select now() as at, now() at time zone 'Europe/Helsinki' as here)
            select m.*, c.at, (date_trunc('day', here) + interval '1 day') at time zone 'Europe/Helsinki' as tomorrow,
                   (date_trunc('month', here) + interval '1 month') at time zone 'Europe/Helsinki' as next_month,
                   coalesce(sum(u.calls) filter (where u.day = here::date), 0) as calls_today,
                   coalesce(sum(u.cents) filter (where u.day = here::date), 0) as cents_today,
                   coalesce(sum(u.cents), 0) as cents_month
              from source_meter m cross join clock c
              left join source_usage u on u.source = m.source
                   and u.day >= date_trunc('month', here)::date and u.day < (date_trunc('month', here) + interval '1 month')::date
             where :source::text is null or m.source = :source
             group by m.source, c.at, c.here order by m.source
            """;
    private static final String TAKE = """
            update source_meter set next_slot = :next,
                   last_calls = case when :perHour::integer is null then last_calls
                                     else (last_calls || :turn::timestamptz)[greatest(1, cardinality(last_calls) + 2 - :perHour):]
                                end,
                   probe_at = case when :probe then now() + :seconds * interval '1 second' else probe_at end
             where source = :source
            """;
    private static final String SPEND = """
            insert into source_usage (source, day, calls, records, cents)
            values (:source, (now() at time zone 'Europe/Helsinki')::date, :calls, :records, :cents)
            on conflict (source, day) do update set calls = source_usage.calls + excluded.calls,
                   records = source_usage.records + excluded.records, cents = source_usage.cents + excluded.cents
            """;
    private static final String WELL = """
            update source_meter m set failures = 0, openings = 0, opened_at = null, probe_at = null, answered_at = now()
              from source_meter old
             where m.source = :source and old.source = m.source
            returning old.opened_at is not null as was_open
            """;
    // A probe that failed opens for twice as long; so does a source that fails on while it is open.
    private static final String FAILED = """
            update source_meter m
               set failures = m.failures + 1, last_failure = :failure, failed_at = now(),
                   opened_at = case when m.failures + 1 >= :after then now() else m.opened_at end,
                   openings = case when m.failures + 1 >= :after then least(m.openings + 1, 20) else m.openings end,
                   probe_at = case when m.failures + 1 >= :after
                                   then now() + least(:most, :seconds * power(2, m.openings)) * interval '1 second'
                                   else m.probe_at end
              from source_meter old
             where m.source = :source and old.source = m.source
            returning old.opened_at is null and m.opened_at is not null as opens, m.probe_at
            """;
    private static final String SILENCE = """
            update source_meter set silent_from = now(), silent_until = now() + :millis * interval '1 millisecond'
             where source = :source
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SourceSettings settings;
    private final SourceGauges gauges;

    SourceLimits(JdbcClient jdbc, TransactionTemplate transaction, SourceSettings settings, SourceGauges gauges) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.gauges = gauges;
    }

    /**
     * Takes the turn of one call, and waits for it when that is not long. The call is counted and paid for here, because
     * a source may bill a call whose answer never came.
     *
     * @throws SourceResting when no call may be made now
     */
    public void ask(String source) {
        SourceLimit limit = settings.of(source);
        gauges.know(source);
        Duration wait = Objects.requireNonNull(transaction.execute(status -> take(source, limit)));
        if (!wait.isZero()) {
            await(wait);
        }
    }

    /** The source answered well: whatever failed before is forgotten. */
    public void answered(String source) {
        boolean wasOpen = jdbc.sql(WELL)
                .param("source", source)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (wasOpen) {
            LOG.info("The source '{}' answers again; it is asked as usual.", source);
        }
    }

    /** So many records have come, which the source may bill. */
    public void received(String source, long records) {
        if (records > 0) {
            spend(source, settings.of(source), 0, records);
        }
    }

    /** The source failed, as {@code failure} says in one sentence without anything that it sent. */
    public void failed(String source, String failure) {
        SourceLimit limit = settings.of(source);
        jdbc.sql(KNOW).param("source", source).update();
        jdbc.sql(FAILED)
                .param("source", source)
                .param("failure", failure)
                .param("after", limit.openAfter())
                .param("seconds", Math.max(1, limit.probeAfter().toSeconds()))
                .param("most", Math.max(1, limit.longestProbe().toSeconds()))
                .query(row -> {
                    if (row.getBoolean("opens")) {
                        LOG.warn(
                                "The source '{}' has failed {} times in a row and is left alone until {}: {}",
                                source,
                                limit.openAfter(),
                                Times.instant(row, "probe_at"),
                                failure);
                    }
                });
    }

    /** @param asked for how long the source asks to be left alone; null when it does not say */
    public void silence(String source, @Nullable Duration asked) {
        SourceLimit limit = settings.of(source);
        Duration silence = asked == null ? limit.silence() : asked;
        Duration kept = silence.compareTo(limit.longestSilence()) > 0 ? limit.longestSilence() : silence;
        jdbc.sql(KNOW).param("source", source).update();
        jdbc.sql(SILENCE)
                .param("source", source)
                .param("millis", kept.toMillis())
                .update();
    }

    /**
     * What a call that is asked for now would be told, without asking for one.
     *
     * @param until when the source may be asked again; null when it may now
     * @param reason why not now
     * @param probe whether the call would try if a source that was left alone is well
     * @param scarce whether less than half is left of what an hour allows, so that what can wait should
     */
    public record Outlook(@Nullable Instant until, @Nullable RestReason reason, boolean probe, boolean scarce) {}

    public Outlook outlook(String source) {
        SourceLimit limit = settings.of(source);
        return jdbc.sql(METER)
                .param("source", source)
                .query(SourceLimits::meter)
                .optional()
                .map(meter -> outlook(meter.turn(limit), meter.isScarce(limit)))
                .orElse(new Outlook(null, null, false, false));
    }

    private static Outlook outlook(SourceMeter.Turn turn, boolean scarce) {
        return new Outlook(turn.rest() == null ? null : turn.at(), turn.rest(), turn.probe(), scarce);
    }

    private Duration take(String source, SourceLimit limit) {
        jdbc.sql(KNOW).param("source", source).update();
        jdbc.sql(LOCK).param("source", source).query(Integer.class).single();
        SourceMeter meter = jdbc.sql(METER)
                .param("source", source)
                .query(SourceLimits::meter)
                .single();
        SourceMeter.Turn turn = meter.turn(limit);
        if (turn.rest() != null) {
            throw new SourceResting(source, turn.rest(), turn.at());
        }
        jdbc.sql(TAKE)
                .param("source", source)
                .param("next", Timestamp.from(turn.at().plus(limit.pace())))
                .param("turn", Timestamp.from(turn.at()))
                .param("perHour", limit.perHour())
                .param("probe", turn.probe())
                .param("seconds", Math.max(1, limit.probeAfter().toSeconds()))
                .update();
        spend(source, limit, 1, 0);
        return Duration.between(meter.at(), turn.at());
    }

    private void spend(String source, SourceLimit limit, long calls, long records) {
        jdbc.sql(SPEND)
                .param("source", source)
                .param("calls", calls)
                .param("records", records)
                .param("cents", calls > 0 ? limit.costOfCall() : limit.costOf(records))
                .update();
    }

    static SourceMeter meter(ResultSet row, int number) throws SQLException {
        return new SourceMeter(
                Times.instant(row, "at"),
                Times.instantOrNull(row, "next_slot"),
                Times.instantOrNull(row, "silent_from"),
                Times.instantOrNull(row, "silent_until"),
                Times.instantOrNull(row, "opened_at"),
                Times.instantOrNull(row, "probe_at"),
                Arrays.stream((Timestamp[]) row.getArray("last_calls").getArray())
                        .map(Timestamp::toInstant)
                        .toList(),
                Times.instant(row, "tomorrow"),
                Times.instant(row, "next_month"),
                row.getLong("calls_today"),
                row.getBigDecimal("cents_today"),
                row.getBigDecimal("cents_month"));
    }

    private static void await(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The hub stops; the fetch goes on after its start.", e);
        }
    }
}
