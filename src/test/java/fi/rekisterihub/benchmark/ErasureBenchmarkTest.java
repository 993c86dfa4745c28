package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.subject.Erased;
import fi.rekisterihub.subject.ErasurePlan;
import fi.rekisterihub.subject.Erasures;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an erasure would do, asked of a register of a million persons with history, records, notices, arrivals and parked rows. */
@Tag("benchmark")
class ErasureBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureBenchmarkTest.class);
    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final int PERSONS = Integer.getInteger("hub.benchmark.persons", 1_000_000);
    private static final int ASKED = 200;
    private static final int ERASED = 50;
    private static final int PORTION = 50_000;

    private static final String PERSON = """
            insert into person (id, register_id, family_name, given_name, email, phone, street, postal_code, city,
                                provenance, email_key, phone_key)
            select id, :register, 'Suku' || id %% 5000, 'Etu' || id %% 700, email, phone, 'Katu ' || id %% 900, '00100', 'Helsinki',
                   '{1,1,0,0,1,1,1,1,1,0,0,0}', email_key, phone_key
              from unnest(:ids::bigint[], :emails::text[], :emailKeys::text[], :phones::text[], :phoneKeys::text[])
                   as p(id, email, email_key, phone, phone_key)
            """.replace("%%", "%");
    private static final List<String> AROUND = List.of(
            "insert into feed (name) values ('crm-person')",
            "insert into stream (feed, register_id) values ('crm-person', '%s')".formatted(REGISTER),
            """
            insert into change_shape (fingerprint, fields, rules) values
                (gen_random_uuid(), '{familyName,givenName,email,phone,street}', '{a,a,a,a,a}'),
                (gen_random_uuid(), '{street}', '{a}')
            """,
            """
            insert into delivery (feed, origin, status, completed_at) select 'crm-person', 'x', 'complete', now()
              from generate_series(1, 400)
            """,
            """
            insert into run (delivery_id, feed, register_id, status, finished_at)
            select id, 'crm-person', '%s', 'done', now() from delivery
            """.formatted(REGISTER),
            """
            insert into change_set (entity_id, register_id, run_id, feed_id, shape_id, new_values)
            select id, register_id, 1, 1, 1, array[family_name, given_name, email, phone, street] from person
            """,
            """
            insert into change_set (entity_id, register_id, run_id, feed_id, shape_id, old_values, new_values)
            select id, register_id, 2, 1, 2, array['Entinen katu ' || id % 77], array[street] from person
            """,
            """
            insert into source_record (stream_id, key, hash, entity_id, outcome, run_id, raw)
            select 1, 'C-' || id, gen_random_uuid(), id, 'a', 1,
                   convert_to(concat_ws(';', 'C-' || id, family_name, given_name, '', email, phone, street), 'UTF8')
              from person
            """,
            """
            with made as (
                insert into notice (id, register_id, kind, entity_id, cause)
                select gen_random_uuid(), register_id, 'rectified', id, 'change-set:' || id from person
                returning id, entity_id)
            insert into notice_delivery (id, notice_id, entity_id, recipient, route, payload, status, sent_at)
            select gen_random_uuid(), id, entity_id, 'licence-registry', 'processor-licence-registry',
                   '{"entity":"person","fields":{"street":"Katu 1"}}', 'confirmed', now() from made
            """,
            """
            insert into parked (run_id, feed, register_id, line, record_key, raw, reason)
            select 1, 'crm-person', '%s', i, case when i %% 2 = 0 then 'C-P' || i end,
                   concat_ws(';', 'C-P' || i, 'Suku' || i %% 5000, 'Etu' || i %% 700, '', 'parked' || i || '@other.example',
                             '+358 50 ' || lpad(i::text, 7, '0'), 'Katu ' || i %% 900, '00100', 'Helsinki'), 'bad'
              from generate_series(1, 100000) i
            """.formatted(REGISTER),
            """
            insert into inbox (source, event_key, content_type, body, status, done_at)
            select 'brevo', 'h' || i, 'application/json',
                   convert_to('{"event":"opened","email":"reader' || i || '@example.fi","ts_epoch":1762700000,"camp_id":7,"text":"'
                              || repeat('lorem ipsum ', 30) || '"}', 'UTF8'), 'done', now()
              from generate_series(1, 200000) i
            """,
            """
            insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates, status)
            select '%s', 1, 'crm-person', 'C-R' || i, 'person', 'several-persons', '{"values":{"familyName":"Suku"}}',
                   array[i * 7::bigint], 'decided' from generate_series(1, 50000) i
            """.formatted(REGISTER),
            """
            insert into permission_event (event_key, purpose, channel, state, source, by_person, event_time, evidence)
            select 'e' || i, 'direct-marketing', '*', 'prohibited', 'console', true, now(),
                   jsonb_build_object('inbox', i) from generate_series(1, 200000) i
            """,
            "insert into permission_subject (subject_key, event_id) select 'person:' || id, id from permission_event",
            """
            insert into audit (who, action, entity_id, detail)
            select 'meri', 'person-viewed', i, 'api' from generate_series(1, 500000) i
            """,
            """
            insert into company (id, register_id, name, email, email_key, provenance)
            select 2000000 + i, '%s', 'Yritys ' || i, 'info' || i || '@yritys.example', 'email:c' || i, '{}'
              from generate_series(1, 100000) i
            """.formatted(REGISTER));

    @Test
    void aDryRunTakesHalfASecondAtMost() throws Exception {
        Figures figures = new Figures();
        try (DurableServer database = new DurableServer();
                ConfigurableApplicationContext hub = start(database.url())) {
            fill(hub);
            database.settle();
            Erasures erasures = hub.getBean(Erasures.class);
            Random random = new Random(7);
            List<Double> plans = timed(random, ASKED, person -> {
                ErasurePlan plan = erasures.plan(person, "subject-request:1");
                assertThat(plan.places())
                        .extracting(ErasurePlan.Place::id)
                        .contains("history", "source-records", "notices", "deliveries");
            });
            List<Double> erased =
                    timed(random, ERASED, person -> assertThat(erasures.erase(person, "subject-request:1", "o"))
                            .isInstanceOf(Erased.Done.class));
            figures.add("erasure dry run, half of them within", at(plans, 0.5), "ms");
            figures.add("erasure dry run, 99 of 100 within", at(plans, 0.99), "ms");
            figures.add("erasure, half of them within", at(erased, 0.5), "ms");
            figures.add("erasure, 99 of 100 within", at(erased, 0.99), "ms");
            indexes(database, figures);
            figures.write(Path.of("target/benchmarks-erasure.json"));
            LOG.info("{}", figures.table());
            assertThat(at(plans, 0.99)).isLessThan(500);
        }
    }

    /** What the index of addresses costs an arriving hook: the same rows once more, with it and without. */
    private static void indexes(DurableServer database, Figures figures) throws Exception {
        String more = """
                insert into inbox (source, event_key, content_type, body)
                select '%s', event_key, content_type, body from inbox where source = 'brevo' and id <= 50000
                """;
        long begun = System.nanoTime();
        database.execute(more.formatted("with"));
        double with = (System.nanoTime() - begun) / 1e3 / 50_000;
        database.execute("drop index inbox_by_address");
        begun = System.nanoTime();
        database.execute(more.formatted("without"));
        double without = (System.nanoTime() - begun) / 1e3 / 50_000;
        figures.add("a hook kept, with the index of addresses", with, "µs");
        figures.add("a hook kept, without it", without, "µs");
    }

    private static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(RekisterihubApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--hub.home=" + TestHome.copyOfShipped(),
                        "--hub.routes.enabled=false",
                        "--hub.intake.worker=false",
                        "--hub.identity.enabled=false",
                        "--hub.evidence.enabled=false",
                        "--hub.retention.enabled=false",
                        "--spring.datasource.url=" + url);
    }

    private static void fill(ConfigurableApplicationContext hub) {
        SubjectKeys keys = hub.getBean(SubjectKeys.class);
        JdbcClient jdbc = hub.getBean(JdbcClient.class);
        for (int from = 1; from <= PERSONS; from += PORTION) {
            List<Long> ids = new ArrayList<>();
            List<String> emails = new ArrayList<>();
            List<String> emailKeys = new ArrayList<>();
            List<String> phones = new ArrayList<>();
            List<String> phoneKeys = new ArrayList<>();
            for (long id = from; id < Math.min(from + PORTION, PERSONS + 1); id++) {
                ids.add(id);
                emails.add("person%d@example.fi".formatted(id));
                emailKeys.add(keys.email("person%d@example.fi".formatted(id)));
                phones.add("+35844%07d".formatted(id));
                phoneKeys.add(keys.phone("+35844%07d".formatted(id)));
            }
            jdbc.sql(PERSON)
                    .param("register", REGISTER)
                    .param("ids", ids.toArray(Long[]::new))
                    .param("emails", emails.toArray(String[]::new))
                    .param("emailKeys", emailKeys.toArray(String[]::new))
                    .param("phones", phones.toArray(String[]::new))
                    .param("phoneKeys", phoneKeys.toArray(String[]::new))
                    .update();
        }
        AROUND.forEach(sql -> jdbc.sql(sql).update());
    }

    /** @return milliseconds, shortest first */
    private static List<Double> timed(Random random, int many, LongConsumer act) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            long person = 1 + random.nextInt(PERSONS);
            long begun = System.nanoTime();
            act.accept(person);
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        return millis.stream().sorted().toList();
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * part)));
    }
}
