package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stewards have said of the person, and questions about values; reasons in words among them. */
@Repository
class ErasedCorrections implements KeepsPersonalData {

    private static final String COUNT = """
            select (select count(*) from field_override where entity_id = any(:ids))
                 + (select count(*) from field_conflict where entity_id = any(:ids))
            """;
    private static final String OVERRIDES = "delete from field_override where entity_id = any(:ids)";
    private static final String CONFLICTS = "delete from field_conflict where entity_id = any(:ids)";

    private final JdbcClient jdbc;

    ErasedCorrections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "corrections";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT).param("ids", person.ids()).query(Long.class).single();
    }

    @Override
    public long erase(PersonTraces person) {
        return jdbc.sql(OVERRIDES).param("ids", person.ids()).update()
                + jdbc.sql(CONFLICTS).param("ids", person.ids()).update();
    }
}
