package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sealed identity numbers, by which the person was followed at sources. */
@Repository
class ErasedNumbers implements KeepsPersonalData {

    private static final String COUNT = "select count(*) from identity where person_id = any(:ids)";
    private static final String DELETE = "delete from identity where person_id = any(:ids)";

    private final JdbcClient jdbc;

    ErasedNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "identity-numbers";
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
