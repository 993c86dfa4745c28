package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The person itself. Its row is deleted and not emptied: the triggers that then carry its prohibitions to every address that was
 * theirs, and take keys, links, likenesses, guards, roles and a steward's words along, are the same for whoever leaves.
 */
@Repository
class ErasedPersons implements KeepsPersonalData {

    private static final String COUNT = "select count(*) from person where id = any(:ids)";
    private static final String DELETE = "delete from person where id = any(:ids)";

    private final JdbcClient jdbc;
    private final SubjectKeys keys;

    ErasedPersons(JdbcClient jdbc, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public String place() {
        return "person";
    }

    @Override
    public boolean last() {
        return true;
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT).param("ids", person.ids()).query(Long.class).single();
    }

    @Override
    public long erase(PersonTraces person) {
        long deleted = jdbc.sql(DELETE).param("ids", person.ids()).update();
        keys.forgetRecent();
        return deleted;
    }
}
