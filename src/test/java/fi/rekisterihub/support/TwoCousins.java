package fi.rekisterihub.support;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two persons of one name and house with nothing else in common, of whom only a person can say whether they are one. New ones
 * for every test: what was said of the former is never forgotten.
 */
public record TwoCousins(JdbcClient jdbc, long one, long other) {

    private static final String PERSONS = """
            insert into person (id, register_id, family_name, given_name, email, phone, street, postal_code, city,
                                provenance, extra) values
                (:one, 'sofor-asiakasrekisteri', 'Esimerkkilä', 'Tuisku', 'tuisku.esimerkkila@yksi.example', '+358405550921',
                 'Kuusikuja 3 A 4', '40100', 'Jyväskylä', '{5,5,0,0,5,5,5,5,5,0,0,0}', '{}'),
                (:other, 'sofor-asiakasrekisteri', 'Esimerkkilä', 'Tuisku', 'te@kaksi.example', '+358407770111',
                 'Kuusikuja 3 A 4', '40100', 'Jyväskylä', '{5,5,0,0,5,5,5,5,5,0,0,0}', '{}')
            """;
    private static final String TOUCHED = """
            insert into identity_touched (register_id, entity_id) values
                ('sofor-asiakasrekisteri', :one), ('sofor-asiakasrekisteri', :other)
            """;

    public static TwoCousins moveIn(JdbcClient jdbc) {
        long one = jdbc.sql("select nextval('entity_id')").query(Long.class).single();
        TwoCousins cousins = new TwoCousins(jdbc, one, one + 1);
        cousins.run(PERSONS);
        cousins.run(TOUCHED);
        return cousins;
    }

    public void moveOut() {
        run("delete from notice_delivery where entity_id in (:one, :other)");
        run("delete from notice where entity_id in (:one, :other)");
        run("delete from person where id in (:one, :other)");
    }

    /** As the pair is called. */
    public String pair() {
        return one + "-" + other;
    }

    private void run(String sql) {
        jdbc.sql(sql).param("one", one).param("other", other).update();
    }
}
