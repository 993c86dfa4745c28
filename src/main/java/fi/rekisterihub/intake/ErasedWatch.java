package fi.rekisterihub.intake;

import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.PersonTraces.SourceKey;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * By what sources are asked about the person. That one watches them stays, by the hub's own number and without the fingerprint
 * of what it was told, until the next round has told it to stop.
 */
@Repository
class ErasedWatch implements KeepsPersonalData {

    private static final String COUNT = """
            select (select count(*) from watched where person_id = any(:ids))
                 + (select count(*) from lookup where key = any(:keys))
                 + (select count(*) from signal where key = any(:keys))
            """;
    private static final String WATCHED = """
            update watched set told = '00000000-0000-0000-0000-000000000000' where person_id = any(:ids)
            """;
    private static final String LOOKUPS = "delete from lookup where key = any(:keys)";
    private static final String SIGNALS = "delete from signal where key = any(:keys)";

    private final JdbcClient jdbc;

    ErasedWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String place() {
        return "watch";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT)
                .param("ids", person.ids())
                .param("keys", keys(person))
                .query(Long.class)
                .single();
    }

    @Override
    public long erase(PersonTraces person) {
        String[] keys = keys(person);
        return jdbc.sql(WATCHED).param("ids", person.ids()).update()
                + jdbc.sql(LOOKUPS).param("keys", keys).update()
                + jdbc.sql(SIGNALS).param("keys", keys).update();
    }

    private static String[] keys(PersonTraces person) {
        return Stream.concat(
                        person.identityKeys().stream(),
                        person.records().stream().map(SourceKey::key))
                .toArray(String[]::new);
    }
}
