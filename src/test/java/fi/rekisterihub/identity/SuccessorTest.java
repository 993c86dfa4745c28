package fi.rekisterihub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Companies of a register that no business ID tells apart. */
class SuccessorTest {

    private static final String COMPANIES = """
            insert into company (register_id, name, street, postal_code, city, phone, website)
            select :register, n.name, 'Keksintie 7', '33100', 'Tampere', '+358405550101', 'www.esimerkkipaja.example'
              from unnest(string_to_array(:names, ',')) as n(name)
            """;
    private static final String TOUCHED =
            "insert into identity_touched (register_id, entity_id) select register_id, id from company";

    private static Sames sames;

    @BeforeAll
    static void start() {
        sames = new Sames();
    }

    @AfterAll
    static void stop() {
        sames.close();
    }

    @BeforeEach
    void empty() {
        sames.empty();
    }

    @Test
    void aFirmAndTheCompanyThatFollowedItAreForAPersonToDecide() {
        lookedFor("Esimerkkipaja Tmi,Esimerkkipaja Oy");

        assertThat(sames.number("select count(*) from entity_link")).isZero();
        assertThat(sames.texts("select guards::text from likeness")).containsExactly("{company}");
    }

    @Test
    void twoWritingsOfOneCompanyAreOne() {
        lookedFor("Esimerkkipaja Oy,Oy Esimerkkipaja Ab");

        assertThat(sames.number("select count(*) from entity_link")).isEqualTo(1);
    }

    private static void lookedFor(String names) {
        sames.jdbc
                .sql(COMPANIES)
                .param("register", Sames.REGISTER)
                .param("names", names)
                .update();
        sames.jdbc.sql(TOUCHED).update();
        sames.lookedFor();
    }
}
