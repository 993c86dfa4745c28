package fi.rekisterihub.notice;

import fi.rekisterihub.profile.Profiles;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices that a recipient has not answered for long. */
public final class LateNotices {

    private LateNotices() {}

    /** Two to the licence registry, of ten days ago; fourteen days are given. */
    public static Reminders twoUnanswered(JdbcClient jdbc, Profiles profiles, String value) {
        put(jdbc, value, 2, 11);
        Clock clock = Clock.systemUTC();
        return new Reminders(
                jdbc, new LateAnswers(jdbc, profiles, new AnswerSettings(Duration.ofDays(14), Map.of()), clock), clock);
    }

    public static void put(JdbcClient jdbc, String value, int number, int daysAgo) {
        jdbc.sql("""
                with made as (
                    insert into notice (id, register_id, kind, cause)
                    select gen_random_uuid(), 'sofor-asiakasrekisteri', 'rectified', 'test:' || gen_random_uuid()
                      from generate_series(1, :number)
                    returning id)
                insert into notice_delivery (id, notice_id, recipient, route, payload, status, attempts, created_at, sent_at)
                select gen_random_uuid(), id, 'licence-registry', 'processor-licence-registry',
                       jsonb_build_object('entity', 'person', 'fields', jsonb_build_object('email', :value)), 'sent', 1,
                       now() - :days * interval '1 day', now() - :days * interval '1 day'
                  from made
                """)
                .param("number", number)
                .param("value", value)
                .param("days", daysAgo)
                .update();
    }
}
