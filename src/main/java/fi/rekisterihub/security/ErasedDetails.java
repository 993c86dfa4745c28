package fi.rekisterihub.security;

import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reasons that users gave for what they did with an erased person. Who did what and when stays. */
@Repository
class ErasedDetails implements KeepsPersonalData {

    private static final String WITH_WORDS = " where entity_id = any(:ids) and detail is not null";
    private static final String COUNT = "select count(*) from audit" + WITH_WORDS;
    private static final String EMPTY = "update audit set detail = null" + WITH_WORDS;

    private final JdbcClient jdbc;

    ErasedDetails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "audit";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT).param("ids", person.ids()).query(Long.class).single();
    }

    @Override
    public long erase(PersonTraces person) {
        return jdbc.sql(EMPTY).param("ids", person.ids()).update();
    }
}
