package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the person works; goes with the person's row, and is counted here so that the plan can say it. */
@Repository
class ErasedRoles implements KeepsPersonalData {

    private static final String COUNT = "select count(*) from role where person_id = any(:ids)";
    private static final String DELETE = "delete from role where person_id = any(:ids)";

    private final JdbcClient jdbc;

    ErasedRoles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "roles";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT).param("ids", person.ids()).query(Long.class).single();
    }

    @Override
    public long erase(PersonTraces person) {
        return jdbc.sql(DELETE).param("ids", person.ids()).update();
    }
}
