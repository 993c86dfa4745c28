package fi.rekisterihub.subject;

import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What an erased person said in their requests, and what was noted about it. A request that is still open keeps how to reach them
 * until it is closed, because they must be answered; the requests and their events stay as evidence, without a word of anybody.
 */
@Repository
class ErasedRequests implements KeepsPersonalData {

    private static final String OVER = """
            (select id from subject_request where person_id = any(:ids) and state = 'closed')
            """;
    private static final String COUNT = """
            select (select count(*) from subject_content where request_id in
            """ + OVER + """
                   ) + (select count(*) from subject_note n join subject_event e on e.id = n.event_id where e.request_id in
            """ + OVER + ")";
    private static final String CONTENT = "delete from subject_content where request_id in " + OVER;
    private static final String NOTES = """
            delete from subject_note n using subject_event e where e.id = n.event_id and e.request_id in
            """ + OVER;
    private static final String THEIRS = """
            update subject_request r set person_id = :person
              from subject_content c
             where c.request_id = r.id and r.person_id is null and r.state <> 'closed'
               and (r.register_id is null or r.register_id = :register) and lower(btrim(c.contact)) = any(:emails)
            """;
    private static final String GONE = """
            select exists (select from subject_request r where r.id = :id and r.person_id is not null
                              and not exists (select from person p where p.id = r.person_id))
            """;
    private static final String CONTENT_OF = "delete from subject_content where request_id = :id";
    private static final String NOTES_OF = """
            delete from subject_note n using subject_event e where e.id = n.event_id and e.request_id = :id
            """;

    private final JdbcClient jdbc;

    ErasedRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "requests";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT).param("ids", person.ids()).query(Long.class).single();
    }

    @Override
    public long erase(PersonTraces person) {
        // One that nobody has been found for yet, and that came from their address, goes with its end too.
        jdbc.sql(THEIRS)
                .param("person", person.persons().get(0))
                .param("register", person.registerId())
                .param(
                        "emails",
                        person.values("email").stream()
                                .map(email -> email.strip().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .update();
        return jdbc.sql(NOTES).param("ids", person.ids()).update()
                + jdbc.sql(CONTENT).param("ids", person.ids()).update();
    }

    /** Of a request that ends: the person may have been erased while it was open, most often by itself. */
    void eraseWhoIsGone(long requestId) {
        if (jdbc.sql(GONE).param("id", requestId).query(Boolean.class).single()) {
            jdbc.sql(NOTES_OF).param("id", requestId).update();
            jdbc.sql(CONTENT_OF).param("id", requestId).update();
        }
    }
}
