package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the population register tells of people who are followed, on a real database. */
class PopulationFlowTest {

    private static final String AINO = "010180-999A";
    private static final String EERO = "040180-9998";
    private static final String NEW_NUMBER = "010594Y9032";
    private static final String DAY = "2026-11-09T22:00:00.000Z";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void twoWhoAreFollowedAndOneWhoIsNot() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
        imports.file("fonecta-contact", """
                {"contacts": [
                 {"contactType": "PERSON", "id": "1", "firstName": "Aino", "lastName": "Esimerkki", "emails": ["aino@a.example"],
                  "address": {"streetAddress": "Vanhatie 1", "postalCode": "00100", "postOffice": "HELSINKI"}},
                 {"contactType": "PERSON", "id": "2", "firstName": "Eero", "lastName": "Malli", "emails": ["eero@a.example"],
                  "address": {"streetAddress": "Vanhatie 2", "postalCode": "00100", "postOffice": "HELSINKI"}},
                 {"contactType": "PERSON", "id": "3", "firstName": "Ulla", "lastName": "Muu", "emails": ["ulla@a.example"]}]}""");
        follow("Aino", AINO);
        follow("Eero", EERO);
    }

    @Test
    void changesReachThePersonWhoseNumberItIsAndNobodyElse() {
        change(AINO, DAY, address("Uusitie", "7", "02940", "ESPOO"));
        change("010516B903X", DAY, address("Muiden tie", "7", "02940", "ESPOO"));

        assertThat(
                        texts(
                                "select given_name || ' ' || street || ' ' || city || ' ' || country from person where street like '% 7'"))
                .containsExactly("Aino Uusitie 7 Espoo FI");
        assertThat(texts("select effects ->> 'refused.not-followed' from run order by id desc limit 1"))
                .containsExactly("1");
        assertThat(count("select count(*) from person")).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "A whole name is cut by what is known of the person; where nobody can say, the name stays and the address is used")
    void aWholeNameIsCutByWhatIsKnownOrStays() {
        imports.file("asiakastieto-consumer", basicData(AINO, "Uusinimi Aino Maria", "Peltotie 1"));
        imports.file("asiakastieto-consumer", basicData(EERO, "Toinen Malli Eero", "Peltotie 2"));

        assertThat(
                        texts(
                                "select concat_ws(' ', family_name, given_name, other_given_names, street) from person where street like 'Pelto%' order by street"))
                .containsExactly("Uusinimi Aino Maria Peltotie 1", "Malli Eero Peltotie 2");
    }

    @Test
    void theSamePageAgainChangesNothing() {
        change(AINO, DAY, address("Uusitie", "7", "02940", "ESPOO"));

        change(AINO, DAY, address("Uusitie", "7", "02940", "ESPOO"));

        assertThat(
                        texts(
                                "select unchanged || ' ' || applied from run where feed = 'dvv-change' order by id desc limit 1"))
                .containsExactly("1 0");
    }

    @Test
    @DisplayName("No identity number stands in the database outside its seal, nor in any reason")
    void noNumberStandsInTheDatabase() {
        change(AINO, DAY, address("Uusitie", "7", "02940", "ESPOO"), """
                {"tietoryhma":"HENKILOTUNNUS_KORJAUS","muutosattribuutti":"LISATTY","voimassaolo":"AKTIIVI",
                 "aktiivinenHenkilotunnus":"010594Y9032","edellisetHenkilotunnukset":["010180-999A"]}""");
        change("010180-999B", DAY, address("Uusitie", "7", "02940", "ESPOO"));

        for (String[] column : new String[][] {
            {"delivery_page", "body"},
            {"source_record", "raw"},
            {"parked", "raw"},
            {"parked", "reason"},
            {"identity", "key"},
            {"identity", "sealed"},
            {"review", "observation"}
        }) {
            assertThat(texts("select coalesce(%s::text, '') from %s".formatted(decoded(column[1]), column[0])))
                    .as("%s.%s", column[0], column[1])
                    .noneMatch(text -> IdentityNumber.ANYWHERE.matcher(text).find());
        }
        assertThat(count("select count(*) from parked")).isEqualTo(1);
    }

    @Test
    @DisplayName("rule 1: a death ends all marketing, is told to the providers, and no feed takes it back")
    void aDeathEndsAllMarketingIsToldToTheProvidersAndIsNotTakenBack() {
        change(AINO, DAY, """
                {"tietoryhma":"KUOLINPAIVA","muutosattribuutti":"LISATTY","kuollut":true,"kuolinpv":{"arvo":"2026-11-01","tarkkuus":"PAIVA"}}""");

        assertThat(
                        texts(
                                "select (deceased_at at time zone 'Europe/Helsinki')::date::text from person where given_name = 'Aino'"))
                .containsExactly("2026-11-01");
        assertThat(hub.get(PermissionStates.class).of(person("Aino")))
                .isNotEmpty()
                .noneMatch(state -> state.permission() == Permission.GRANTED);
        assertThat(texts("select recipient from notice_delivery order by 1")).contains("brevo", "mailchimp");
        assertThat(texts("select field || ' ' || new_value from change where field = 'deceased'"))
                .containsExactly("deceased 2026-11-01");

        change(AINO, "2026-11-19T22:00:00.000Z", """
                {"tietoryhma":"KUOLINPAIVA","muutosattribuutti":"POISTETTU","kuollut":true}""");
        assertThat(count("select count(*) from person where deceased_at is not null"))
                .isEqualTo(1);
        assertThat(texts("select effects ->> 'refused.death-stands' from run order by id desc limit 1"))
                .containsExactly("1");
    }

    @Test
    void whatIsWithheldIsEmptiedAndNoFeedFillsItWhileThatLasts() {
        imports.file(
                "crm-person",
                Imports.CRM_HEADER + "C-1;Esimerkki;Aino;;aino@a.example;;Oma katu 1;00100;Helsinki;FI;fi;;;\n");
        change(AINO, DAY, """
                {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"LISATTY","turvakieltoAktiivinen":true},
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"MUUTETTU","turvakiellonAlaisetKentat":["katunimi"]}""");

        assertThat(address("Aino")).containsExactly("- - -");
        assertThat(
                        texts(
                                "select payload ->> 'fields' from notice_delivery where recipient = 'print-house' order by position desc limit 1"))
                .as("whoever holds the address empties it")
                .singleElement()
                .asString()
                .contains("\"street\": null");

        imports.file(
                "crm-person",
                Imports.CRM_HEADER + "C-1;Esimerkki;Aino;Johtaja;aino@a.example;;Oma katu 9;00100;Helsinki;FI;fi;;;\n");
        assertThat(address("Aino")).containsExactly("- - -");
        assertThat(texts("select title from person where given_name = 'Aino'")).containsExactly("Johtaja");
        assertThat(hub.get(HistoryReader.class).ofEntity(person("Aino"), null, 50))
                .flatExtracting(change -> change.fields().stream()
                        .map(field -> field.name() + "=" + field.after())
                        .toList())
                .contains("street=null")
                .noneMatch(text -> String.valueOf(text).contains("katu"));
        assertThat(texts("select effects::text || coalesce(message, '') from run")
                        + texts("select reason from parked").toString()
                        + texts("select rules::text from change_shape"))
                .as("nobody is told why")
                .doesNotContainIgnoringCase("turva")
                .doesNotContainIgnoringCase("safety");

        change(AINO, "2026-11-19T22:00:00.000Z", """
                {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"POISTETTU"}""", address("Uusitie", "7", "02940", "ESPOO"));
        imports.file(
                "crm-person",
                Imports.CRM_HEADER
                        + "C-1;Esimerkki;Aino;Johtaja;aino@a.example;;Oma katu 10;00100;Helsinki;FI;fi;;;\n");
        assertThat(address("Aino")).containsExactly("Oma katu 10 00100 Helsinki");
    }

    @Test
    void anUpdateBanStopsThisSourceOnly() {
        change(AINO, DAY, ban("LISATTY"), address("Uusitie", "7", "02940", "ESPOO"));
        assertThat(address("Aino")).containsExactly("Vanhatie 1 00100 Helsinki");
        assertThat(texts("select feed from update_ban")).containsExactly("dvv-change");

        imports.file(
                "crm-person",
                Imports.CRM_HEADER + "C-1;Esimerkki;Aino;;aino@a.example;;Oma katu 1;00200;Helsinki;FI;fi;;;\n");
        assertThat(address("Aino")).as("other sources go on").containsExactly("Oma katu 1 00200 Helsinki");

        change(AINO, "2026-11-19T22:00:00.000Z", """
                {"tietoryhma":"HENKILON_NIMI","muutosattribuutti":"LISATTY","etunimi":"Aino","sukunimi":"Uusi"}""");
        assertThat(count("select count(*) from person where family_name = 'Uusi'"))
                .isZero();
        assertThat(texts("select effects ->> 'refused.update-ban' from run order by id desc limit 1"))
                .containsExactly("1");

        change(AINO, "2026-11-20T22:00:00.000Z", ban("POISTETTU"));
        assertThat(count("select count(*) from update_ban")).isZero();
    }

    @Test
    void aNewNumberStandsForThePersonAndTheOldOneIsStillTheirs() {
        change(AINO, DAY, newNumber(NEW_NUMBER));
        change(NEW_NUMBER, "2026-11-19T22:00:00.000Z", address("Uusitie", "7", "02940", "ESPOO"));
        assertThat(address("Aino")).containsExactly("Uusitie 7 02940 Espoo");

        change(AINO, "2026-11-20T22:00:00.000Z", address("Uusitie", "8", "02940", "ESPOO"));
        assertThat(address("Aino")).containsExactly("Uusitie 8 02940 Espoo");
        assertThat(hub.get(Identities.class).numbers(List.of("sofor-asiakasrekisteri"), 1))
                .extracting(IdentityNumber::text)
                .as("from now on the source is asked with the new one")
                .containsExactlyInAnyOrder(NEW_NUMBER, EERO);
    }

    @Test
    void twoKnownPeopleUnderOneNumberAreForAPersonToLookAt() {
        change(AINO, DAY, newNumber(EERO), address("Uusitie", "7", "02940", "ESPOO"));

        assertThat(texts("select reason || ' ' || cardinality(candidates) from review where status = 'open'"))
                .containsExactly("identity-of-several 2");
        assertThat(count("select count(*) from person where street = 'Uusitie 7'"))
                .isZero();
    }

    @Test
    void aChangeThatCannotBeUsedHoldsTheLaterOnesOfThatPersonOnly() {
        change(AINO, DAY, """
                {"tietoryhma":"KUOLINPAIVA","muutosattribuutti":"LISATTY","kuollut":true,"kuolinpv":"2026-13-41"}""");
        imports.page(
                "dvv-change",
                "{\"muutokset\":[%s,%s],\"ajanTasalla\":true}"
                        .formatted(
                                written(AINO, "2026-11-19T22:00:00.000Z", address("Uusitie", "7", "02940", "ESPOO")),
                                written(EERO, "2026-11-19T22:00:00.000Z", address("Uusitie", "8", "02940", "ESPOO"))));

        assertThat(texts("select given_name from person where street like 'Uusitie%'"))
                .containsExactly("Eero");
        assertThat(texts("select reason from parked order by id"))
                .containsExactly(
                        "A date names a day that is not in the calendar.",
                        "An earlier change of the same person could not be used; this one waits for it.");
        assertThat(texts("select parked || ' ' || applied || ' ' || rows_in from run order by id desc limit 1"))
                .containsExactly("1 1 2");
    }

    private static String address(String street, String number, String code, String town) {
        return """
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"LISATTY","katunimi":{"fi":"%s"},"katunumero":"%s",
                 "postinumero":"%s","postitoimipaikka":{"fi":"%s"},"alkupv":{"arvo":"2026-11-01","tarkkuus":"PAIVA"}}""".formatted(street, number, code, town);
    }

    private static String ban(String attribute) {
        return "{\"tietoryhma\":\"LUOVUTUSKIELTO\",\"muutosattribuutti\":\"%s\",\"kieltolaji\":\"ASIAKASREKISTERIN_PAIVITYSKIELTO\"}"
                .formatted(attribute);
    }

    private static String newNumber(String number) {
        return "{\"tietoryhma\":\"HENKILOTUNNUS_KORJAUS\",\"muutosattribuutti\":\"LISATTY\",\"voimassaolo\":\"AKTIIVI\",\"aktiivinenHenkilotunnus\":\"%s\"}"
                .formatted(number);
    }

    private static void change(String number, String at, String... groups) {
        imports.page("dvv-change", "{\"muutokset\":[%s],\"ajanTasalla\":true}".formatted(written(number, at, groups)));
    }

    private static String written(String number, String at, String... groups) {
        return "{\"henkilotunnus\":\"%s\",\"muutospv\":\"%s\",\"tietoryhmat\":[%s]}"
                .formatted(number, at, String.join(",", groups));
    }

    private static String basicData(String number, String name, String street) {
        return """
                <ns2:response xmlns="http://www.asiakastieto.fi/XMLSchema/AT_Common_2018.xsd"
                              xmlns:ns2="http://www.asiakastieto.fi/XMLSchema/AT_Consumer_2018.xsd"><ns2:consumerResponse>
                <personIdentification><name>%s</name><personId>%s</personId>
                <addressWhenDefaulted><street>%s</street><zip>33100</zip><town>TAMPERE</town></addressWhenDefaulted>
                </personIdentification></ns2:consumerResponse></ns2:response>""".formatted(name, number, street);
    }

    private void follow(String givenName, String number) {
        hub.get(Identities.class)
                .follow(person(givenName), IdentityNumber.parse(number).orElseThrow());
    }

    private long person(String givenName) {
        return count("select id from person where given_name = '" + givenName + "'");
    }

    private List<String> address(String givenName) {
        return texts(
                "select coalesce(street, '-') || ' ' || coalesce(postal_code, '-') || ' ' || coalesce(city, '-') from person where given_name = '"
                        + givenName + "'");
    }

    private static String decoded(String column) {
        return Map.of(
                        "body",
                        "encode(body, 'escape')",
                        "raw",
                        "encode(raw::bytea, 'escape')",
                        "sealed",
                        "encode(sealed, 'escape')")
                .getOrDefault(column, column);
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
