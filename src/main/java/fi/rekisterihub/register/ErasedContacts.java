package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Addresses of the person that stand as a company's: a sole trader's own phone, the mailbox of the only one who works there.
 * What another person of the register has too is the company's and stays.
 */
@Repository
class ErasedContacts implements KeepsPersonalData {

    private static final String HISTORY = """
            update change_set c
               set old_values = case when c.old_values is not null then
                       array(select case when f.field not in ('email', 'phone') then f.value end
                               from unnest(s.fields, c.old_values) with ordinality as f(field, value, place) order by f.place) end,
                   new_values =
                       array(select case when f.field not in ('email', 'phone') then f.value end
                               from unnest(s.fields, c.new_values) with ordinality as f(field, value, place) order by f.place)
              from change_shape s
             where c.entity_id = any(:companies) and s.id = c.shape_id and s.fields && array['email', 'phone']
            """;
    private static final String CONFLICTS = """
            delete from field_conflict where entity_id = any(:companies) and field in ('email', 'phone')
            """;
    private static final String EMPTY = """
            update company
               set email = case when email_key = any(:keys) then null else email end,
                   phone = case when phone_key = any(:keys) then null else phone end,
                   email_key = case when email_key = any(:keys) then null else email_key end,
                   phone_key = case when phone_key = any(:keys) then null else phone_key end,
                   updated_at = now(), version = version + 1
             where id = any(:companies)
            """;

    private final JdbcClient jdbc;
    private final TraceFinder traces;

    ErasedContacts(JdbcClient jdbc, TraceFinder traces) {
        this.jdbc = jdbc;
        this.traces = traces;
    }

    @Override
    public String place() {
        return "company-contacts";
    }

    @Override
    public long count(PersonTraces person) {
        return person.companies().size();
    }

    @Override
    public long erase(PersonTraces person) {
        if (!person.companies().isEmpty()) {
            Long[] ids = person.companies().toArray(Long[]::new);
            jdbc.sql(HISTORY).param("companies", ids).update();
            jdbc.sql(CONFLICTS).param("companies", ids).update();
            jdbc.sql(EMPTY)
                    .param("companies", ids)
                    .param("keys", traces.own(person).toArray(String[]::new))
                    .update();
        }
        return person.companies().size();
    }
}
