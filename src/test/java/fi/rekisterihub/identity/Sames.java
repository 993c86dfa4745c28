package fi.rekisterihub.identity;

import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A quiet hub with persons of the customer system in it, and what was found of them. */
final class Sames implements AutoCloseable {

    static final String REGISTER = "sofor-asiakasrekisteri";

    final QuietHub hub = QuietHub.shared();
    final JdbcClient jdbc = hub.get(JdbcClient.class);

    final Imports imports = new Imports(hub);

    /** A row of the customer system. */
    static String row(String key, String family, String given, String email, String phone, String street) {
        return "%s;%s;%s;;%s;%s;%s;33100;Tampere;FI;fi;;;\n".formatted(key, family, given, email, phone, street);
    }

    void empty() {
        imports.emptyRegister();
        hub.get(Indexes.class).close();
        // A register whose opt-out list has never come may contact nobody.
        jdbc.sql("insert into optout_list (name, applied_at, version_date) values ('dma-optout', now(), current_date)")
                .update();
    }

    void imported(String... rows) {
        imports.file("crm-person", Imports.CRM_HEADER + String.join("", rows));
    }

    void lookedFor() {
        hub.get(IdentityWatch.class).round();
    }

    /** With the weights of the register as it is now. */
    void lookedForAnew() {
        hub.get(Indexes.class).close();
        jdbc.sql("update identity_run set status = 'waiting', place = 0").update();
        lookedFor();
    }

    long person(String key) {
        return jdbc.sql("select entity_id from source_record where key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    /** Each group of linked persons as the keys by which the customer system calls them; one alone is left out. */
    List<String> groups() {
        return texts("""
                select string_agg(r.key, '+' order by r.key)
                  from person p
                  join source_record r on r.entity_id = p.id
                  left join entity_link l on l.part_id = p.id
                 group by coalesce(l.head_id, p.id)
                having count(*) > 1
                 order by 1
                """);
    }

    List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Override
    public void close() {
        hub.close();
    }
}
