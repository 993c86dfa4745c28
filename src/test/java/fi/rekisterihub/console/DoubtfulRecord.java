package fi.rekisterihub.console;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of the customer system that may speak of either of two namesakes, for a test that decides and undoes. */
final class DoubtfulRecord {

    static final long PERSON = 911;

    private static final String PERSONS = """
            insert into person (id, register_id, family_name, given_name, title, provenance, extra) values
                (911, 'sofor-asiakasrekisteri', 'Esimerkki', 'Silja', 'Tester', '{5,5,0,5,0,0,0,0,0,0,0,0}', '{}'),
                (912, 'sofor-asiakasrekisteri', 'Esimerkki', 'Silja', 'Driver', '{5,5,0,5,0,0,0,0,0,0,0,0}', '{}')
            """;
    private static final String RECORD = """
            insert into source_record (stream_id, key, hash, outcome, run_id, raw)
            select id, 'C-911', gen_random_uuid(), 'v', 2, '' from stream
             where feed = 'crm-person' and register_id = 'sofor-asiakasrekisteri'
            """;
    private static final String REVIEW = """
            insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates)
            values ('sofor-asiakasrekisteri', 2, 'crm-person', 'C-911', 'person', 'several-persons',
                    '{"values":{"familyName":"Esimerkki","givenName":"Silja","title":"Head of Testing"},"company":{}}',
                    '{911,912}')
            returning id
            """;

    private DoubtfulRecord() {}

    /** @return the review that asks of whom the row speaks */
    static long open(JdbcClient jdbc) {
        jdbc.sql(PERSONS).update();
        jdbc.sql(RECORD).update();
        return jdbc.sql(REVIEW).query(Long.class).single();
    }

    /** Somebody has said that the row speaks of {@link #PERSON}, and a second person must confirm it. */
    static void propose(JdbcClient jdbc, String who) {
        jdbc.sql("""
                        update review set proposed_for = 911, proposed_by = ?, proposed_why = 'Called the company.', proposed_at = now()
                         where record_key = 'C-911'
                        """).param(who).update();
    }

    static void remove(JdbcClient jdbc) {
        jdbc.sql("delete from review where record_key = 'C-911'").update();
        jdbc.sql("delete from source_record where key = 'C-911'").update();
        jdbc.sql("delete from notice_delivery where notice_id in (select id from notice where entity_id in (911, 912))")
                .update();
        jdbc.sql("delete from notice where entity_id in (911, 912)").update();
        jdbc.sql("delete from change_set where entity_id in (911, 912)").update();
        jdbc.sql("delete from person where id in (911, 912)").update();
    }
}
