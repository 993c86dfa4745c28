package fi.rekisterihub.support;

import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.register.RegisterReader;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A person of the filled hub of whose title a steward has said one thing and the customer system another.
 *
 * @param id of the question
 */
public record AskedConflict(JdbcClient jdbc, long person, long id) {

    public static final String STANDS = "Kerrottu johtaja";
    public static final String SAYS = "Lähteen päällikkö";

    private static final AtomicLong NEXT = new AtomicLong(77_000);
    private static final String ASK = """
            insert into field_conflict
                (register_id, entity, entity_id, field, stands, stands_feed, says, says_feed, run_id)
            values ('sofor-asiakasrekisteri', 'person', :person, 'title', :stands, 'steward', :says, 'crm-person',
                    (select max(id) from run))
            returning id
            """;

    public static AskedConflict moveIn() {
        FilledHub hub = FilledHub.hub();
        JdbcClient jdbc = hub.jdbc();
        long person = NEXT.incrementAndGet();
        jdbc.sql("""
                insert into person (id, register_id, family_name, given_name)
                values (:person, 'sofor-asiakasrekisteri', 'Kiistanen', 'Kaisu')
                """).param("person", person).update();
        hub.get(Corrections.class)
                .correct(
                        hub.get(RegisterReader.class).person(person).orElseThrow(),
                        "steward",
                        Map.of("title", STANDS),
                        new Because("Soitin."),
                        "steward");
        long id = jdbc.sql(ASK)
                .param("person", person)
                .param("stands", STANDS)
                .param("says", SAYS)
                .query(Long.class)
                .single();
        return new AskedConflict(jdbc, person, id);
    }

    public void moveOut() {
        jdbc.sql("delete from person where id = :person")
                .param("person", person)
                .update();
        jdbc.sql("delete from change_set where entity_id = :person")
                .param("person", person)
                .update();
    }
}
