package fi.rekisterihub.notice;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.profile.Profiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which recipients have not said what became of their notices, while the time to say so is running out: those that answered
 * nothing, and those that could not even be told.
 */
public final class LateAnswers {

    /** Counts stop here. */
    public static final int COUNT_UP_TO = 10_000;

    private static final int QUARTERS = 4;
    private static final long DAY = Duration.ofDays(1).toSeconds();

    // Each part by the index that it has: what was sent, what waits by the route, what is dead by its state.
    private static final String LATE = """
            select n.register_id, asked.recipient, count(*) as number, min(late.created_at) as oldest
              from unnest(:recipients::text[], :routes::text[], :befores::timestamptz[]) as asked(recipient, route, before)
             cross join lateral (
                (select d.notice_id, d.created_at from notice_delivery d
                  where d.recipient = asked.recipient and d.status = 'sent' and not d.origin
                    and d.created_at < asked.before
                  order by d.created_at limit :most)
                union all
                (select d.notice_id, d.created_at from notice_delivery d
                  where d.route = asked.route and d.status in ('new', 'claimed') and d.recipient = asked.recipient
                    and d.created_at < asked.before
                  order by d.position limit :most)
                union all
                (select d.notice_id, d.created_at from notice_delivery d
                  where d.status = 'dead' and d.status not in ('new', 'claimed') and d.recipient = asked.recipient
                    and d.answer is distinct from 'cancelled' and d.created_at < asked.before
                  limit :most)) late
              join notice n on n.id = late.notice_id
             group by n.register_id, asked.recipient
            """;

    private final JdbcClient jdbc;
    private final Profiles profiles;
    private final AnswerSettings settings;
    private final Clock clock;

    LateAnswers(JdbcClient jdbc, Profiles profiles, AnswerSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
    }

    /** A recipient whose answers are awaited. */
    record Awaited(String recipient, String route, Duration within) {}

    /**
     * @param number how many, up to {@link #COUNT_UP_TO} of each state
     * @param dueAt when the oldest must have been answered
     * @param daysLeft until then, the begun one counted; 0 or less when it is over
     */
    public record Late(String registerId, String recipient, long number, Instant oldest, Instant dueAt, long daysLeft) {

        public boolean over() {
            return daysLeft <= 0;
        }
    }

    /** Those of whom the controller is told: three quarters of the time are over. The most urgent first. */
    public List<Late> now() {
        Instant now = clock.instant();
        List<Awaited> awaited = awaited();
        if (awaited.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(LATE)
                .param("recipients", awaited.stream().map(Awaited::recipient).toArray(String[]::new))
                .param("routes", awaited.stream().map(Awaited::route).toArray(String[]::new))
                .param(
                        "befores",
                        awaited.stream()
                                .map(one -> now.minus(one.within()
                                                .multipliedBy(QUARTERS - 1)
                                                .dividedBy(QUARTERS))
                                        .toString())
                                .toArray(String[]::new))
                .param("most", COUNT_UP_TO)
                .query((row, number) -> late(row, now))
                .list()
                .stream()
                .sorted(Comparator.comparing(Late::dueAt).thenComparing(Late::recipient))
                .toList();
    }

    /** Everybody who is told of corrections by a route and is expected to answer; one that serves several registers once. */
    List<Awaited> awaited() {
        Map<String, Awaited> awaited = new LinkedHashMap<>();
        profiles.all().stream()
                .flatMap(profile -> profile.recipients().stream())
                .filter(rule -> !rule.route().isEmpty()
                        && Recipient.Role.of(rule.role()) != Recipient.Role.PROVIDER
                        && !settings.answerWithin(rule.id()).isZero())
                .forEach(rule -> awaited.putIfAbsent(
                        rule.id(), new Awaited(rule.id(), rule.route(), settings.answerWithin(rule.id()))));
        return List.copyOf(awaited.values());
    }

    private Late late(ResultSet row, Instant now) throws SQLException {
        String recipient = row.getString("recipient");
        Instant oldest = Times.instant(row, "oldest");
        Instant due = oldest.plus(settings.answerWithin(recipient));
        return new Late(
                row.getString("register_id"),
                recipient,
                row.getLong("number"),
                oldest,
                due,
                -Math.floorDiv(-Duration.between(now, due).toSeconds(), DAY));
    }
}
