package fi.rekisterihub.permission;

import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.SubjectKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was entered into the ledger by hand, in the words of whoever entered it. The act itself stays, under keyed hashes: a
 * prohibition outlives the person's data.
 */
@Repository
class ErasedReasons implements KeepsPersonalData {

    private static final String IN_WORDS = """
              from permission_subject s
             where s.event_id = e.id and s.subject_key = any(:persons)
               and jsonb_exists(e.evidence, 'enteredBy') and jsonb_exists(e.evidence, 'reason')
            """;
    private static final String COUNT = "select count(*) from permission_event e where exists (select" + IN_WORDS + ")";
    private static final String EMPTY = "update permission_event e set evidence = e.evidence - 'reason'" + IN_WORDS;

    private final JdbcClient jdbc;

    ErasedReasons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "ledger-reasons";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT)
                .param("persons", persons(person))
                .query(Long.class)
                .single();
    }

    @Override
    public long erase(PersonTraces person) {
        return jdbc.sql(EMPTY).param("persons", persons(person)).update();
    }

    private static String[] persons(PersonTraces person) {
        return person.persons().stream().map(SubjectKeys::person).toArray(String[]::new);
    }
}
