package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.subject.Answers;
import fi.rekisterihub.subject.Answers.Text;
import fi.rekisterihub.subject.RequestGround;
import fi.rekisterihub.subject.RequestKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The access report of a person with a thousand changes, all of it: twelve years of a moved address, told to three recipients. */
@Tag("benchmark")
class AccessReportBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(AccessReportBenchmarkTest.class);
    private static final int CHANGES = 1_000;
    private static final int ROUNDS = 25;
    private static final int PDF_ROUNDS = 3;
    private static final double LIMIT = 300;

    @Test
    void aPersonWithAThousandChangesIsToldEverythingInThreeTenthsOfASecond() {
        Figures figures = new Figures();
        Map<Text, Double> medians = new EnumMap<>(Text.class);
        try (RequestGround ground = new RequestGround()) {
            long person = ground.person();
            live(ground, person);
            long request = ground.asksAndIsKnown(RequestKind.ACCESS, person);
            Answers answers = ground.hub.get(Answers.class);
            for (Text text : List.of(Text.ACCESS_JSON, Text.ACCESS_HTML, Text.ACCESS_PDF)) {
                List<Double> millis = new ArrayList<>();
                long bytes = 0;
                // A desk makes a few reports a day, so the first after a start counts too; it is told apart.
                int rounds = text == Text.ACCESS_PDF ? PDF_ROUNDS : ROUNDS;
                for (int round = 0; round <= rounds; round++) {
                    long begun = System.nanoTime();
                    bytes = answers.make(request, text, RequestGround.WHO).content().length;
                    millis.add((System.nanoTime() - begun) / 1e6);
                }
                figures.add("access report, first, " + text.word(), millis.remove(0), "ms");
                Collections.sort(millis);
                figures.add("access report, median, " + text.word(), millis.get(rounds / 2), "ms");
                figures.add("access report, slowest, " + text.word(), millis.get(rounds - 1), "ms");
                figures.add("access report, size, " + text.word(), bytes / 1000.0, "kB");
                medians.put(text, millis.get(rounds / 2));
            }
        }
        LOG.info("{}", figures.table());
        assertThat(medians.get(Text.ACCESS_JSON)).isLessThan(LIMIT);
        assertThat(medians.get(Text.ACCESS_HTML)).isLessThan(LIMIT);
    }

    private static void live(RequestGround ground, long person) {
        ground.jdbc.sql("""
                        insert into feed (name) values ('crm-person'), ('fonecta-contact'), ('portal') on conflict do nothing;
                        insert into change_shape (fingerprint, fields, rules) values
                            (gen_random_uuid(), '{street,postalCode,city}', '{outranks:fonecta-contact,same-source,same-source}')
                        """).update();
        ground.jdbc.sql("""
                        insert into change_set (entity_id, register_id, feed_id, shape_id, at, old_values, new_values)
                        select :person, 'sofor-asiakasrekisteri', (select id from feed where name = 'crm-person'),
                               (select max(id) from change_shape), now() - make_interval(days => (:changes - n) * 4),
                               array['Rantatie ' || n, '33100', 'Tampere'], array['Rantatie ' || n + 1, '33101', 'Nokia']
                          from generate_series(1, :changes) as n
                        """).param("person", person).param("changes", CHANGES).update();
        ground.jdbc.sql("""
                        with told as (
                            insert into notice (id, register_id, kind, entity_id, cause)
                            select gen_random_uuid(), 'sofor-asiakasrekisteri', 'rectified', :person, 'change-set:' || n
                              from generate_series(1, :changes) as n
                            returning id)
                        insert into notice_delivery (id, notice_id, entity_id, recipient, route, payload, status, sent_at, receipt)
                        select gen_random_uuid(), told.id, :person, r, 'processor', '{"fields": {"street": "x", "city": "y"}}',
                               'confirmed', now(), 'HTTP 204'
                          from told cross join unnest(array['licence-registry', 'print-house', 'event-office']) as r
                        """).param("person", person).param("changes", CHANGES).update();
        ground.jdbc.sql("""
                        insert into audit (who, action, entity_id)
                        select 'virkailija', 'person-viewed', :person from generate_series(1, 200)
                        """).param("person", person).update();
    }
}
