package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finland;
import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.retention.Preview;
import fi.rekisterihub.retention.RetentionPreview;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The preview of a whole register: every clock of a million persons, in one statement. Beside it what anybody would write who wanted
 * to know only of how many the day after the latest told day has passed.
 */
@Tag("benchmark")
class RetentionBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionBenchmarkTest.class);
    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final int PERSONS = Integer.getInteger("hub.benchmark.persons", 1_000_000);

    private static final String[] ROWS = {
        """
        insert into stream (feed, register_id) values ('crm-person', '%s')
        """.formatted(REGISTER),
        """
        insert into person (id, register_id, family_name, given_name, email, phone, street, postal_code, city, email_key, phone_key, created_at)
        select i, '%s', 'Suku' || i, 'Etu', 'p' || i || '@a.example', '+35850' || i, 'Katu ' || i, '00100', 'Helsinki',
               'email:' || md5(i::text), 'phone:' || md5(i::text), now() - i %% 4000 * interval '1 day'
          from generate_series(1, %d) as i
        """.formatted(REGISTER, PERSONS),
        """
        insert into company (id, register_id, business_id) select %2$d + i, '%1$s', i::text from generate_series(1, 1000) as i
        """.formatted(REGISTER, PERSONS),
        """
        insert into feed (name) values ('crm-person')
        """,
        """
        insert into role (person_id, company_id, duty, feed_id) select i, %1$d + 1 + i %% 1000, 'Osto', 1
          from generate_series(1, %1$d, 3) as i
        """.formatted(PERSONS),
        """
        insert into clock_fact (person_id, anchor, stream_id, record_key, day)
        select i, a, 1, 'C-' || i, case when i %% 5 = 0 and a = 'contract-end' then 'infinity'::date else current_date - i %% 3000 end
          from generate_series(1, %d) as i cross join unnest(array['contract-end', 'obligation-end']) as a
         where i %% 10 > 0
        """.formatted(PERSONS),
        """
        insert into permission_event (event_key, register_id, purpose, channel, state, source, by_person, event_time)
        select 'e' || i, '%s', 'direct-marketing', 'email', case when i %% 2 = 0 then 'granted' else 'prohibited' end, 'link', true,
               now() - i %% 3000 * interval '1 day'
          from generate_series(1, %d, 7) as i
        """.formatted(REGISTER, PERSONS),
        """
        insert into permission_subject (subject_key, event_id)
        select case when id % 2 = 0 then 'person:' || substr(event_key, 2) else 'email:' || md5(substr(event_key, 2)) end, id
          from permission_event
        """,
        """
        insert into entity_link (part_id, head_id, register_id) select i, i - 1, '%s' from generate_series(2, %d, 50) as i
        """.formatted(REGISTER, PERSONS),
        """
        insert into data_hold (register_id, person_id, what, reason, set_by)
        select '%s', i, 'dispute', 'kiista', 'test' from generate_series(1, %d, 1000) as i
        """.formatted(REGISTER, PERSONS)
    };
    private static final String PLAIN = """
            select count(*), count(*) filter (where f.day + interval '3 years' < current_date)
              from person p
              left join (select person_id, max(day) as day from clock_fact group by 1) f on f.person_id = p.id
             where p.register_id = '%s'
            """.formatted(REGISTER);

    @Test
    void previewsAMillionPersonsWithinFiveSeconds() throws Exception {
        Figures figures = new Figures();
        try (DurableServer database = new DurableServer();
                ConfigurableApplicationContext hub = start(database.url())) {
            JdbcClient jdbc = hub.getBean(JdbcClient.class);
            for (String rows : ROWS) {
                jdbc.sql(rows).update();
            }
            database.settle();
            RetentionPreview previews = hub.getBean(RetentionPreview.class);
            LocalDate today = Finland.today();

            SideBySide measured = new SideBySide();
            for (int round = 0; round < 5; round++) {
                measured.round(
                        () -> seconds(() -> previews.of(REGISTER, today)),
                        () -> seconds(() -> jdbc.sql(PLAIN).query((row, n) -> 1).single()));
            }

            Preview found = previews.of(REGISTER, today);
            assertThat(found.persons()).isEqualTo(PERSONS - PERSONS / 50);
            assertThat(found.due()).isPositive();
            figures.add("retention preview, %d persons".formatted(PERSONS), "s", "plain aggregate", measured);
            figures.write(Path.of("target/benchmarks-retention.json"));
            LOG.info("{}", figures.table());
            LOG.info("{}", found.lines());
            assertThat(measured.ours()).isLessThanOrEqualTo(5);
        }
    }

    private static double seconds(Callable<?> work) throws Exception {
        long begun = System.nanoTime();
        work.call();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(RekisterihubApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--hub.home=" + TestHome.copyOfShipped(),
                        "--spring.datasource.url=" + url,
                        "--hub.routes.enabled=false",
                        "--hub.identity.enabled=false",
                        "--hub.evidence.enabled=false",
                        "--hub.retention.enabled=false",
                        "--hub.intake.worker=false");
    }
}
