package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.ParkedChoice;
import fi.rekisterihub.intake.ParkedDesk;
import fi.rekisterihub.intake.ParkedReader;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decision 0018: what is withheld of a person lives on nowhere but in the deliveries themselves, until their clock. */
class WithheldValuesTest {

    private static final String AINO = "010180-999A";
    private static final String STREET = "Salavankuja";
    private static final String DAY = "2026-11-09T22:00:00.000Z";
    private static final String LATER = "2026-11-19T22:00:00.000Z";

    private static final String TABLES = """
            select table_name::text from information_schema.tables
             where table_schema = 'public' and table_type = 'BASE TABLE'
            """;

    /** What decision 0018 names: evidence as it came, which goes by the clock of deliveries. */
    private static final Set<String> NAMED = Set.of("delivery_page");

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
    void ainoWhoseAddressIsKnownToManyTables() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
        crm(STREET + " 1", "aino@a.example");
        hub.get(Identities.class).follow(aino(), IdentityNumber.parse(AINO).orElseThrow());
        crm(STREET + " 2", "aino@a.example");
        crm(STREET + " 3", "aino(at)a");
        // A doubtful record: the e-mail address is Aino's, the name is not.
        imports.file("fonecta-contact", """
                {"contacts": [
                 {"contactType": "PERSON", "id": "7", "firstName": "Ines", "lastName": "Toinen", "emails": ["aino@a.example"],
                  "address": {"streetAddress": "Salavankuja 4", "postalCode": "00100", "postOffice": "HELSINKI"}}]}""");
        change(
                DAY,
                "{\"tietoryhma\":\"KUOLINPAIVA\",\"muutosattribuutti\":\"LISATTY\",\"kuollut\":true,\"kuolinpv\":\"2026-13-41\"}",
                """
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"LISATTY","katunimi":{"fi":"Salavankuja"},
                 "katunumero":"5","postinumero":"00100","postitoimipaikka":{"fi":"HELSINKI"}}""");
        assertThat(tablesWith(STREET))
                .contains(
                        "person",
                        "change_set",
                        "notice_delivery",
                        "source_record",
                        "parked",
                        "review",
                        "delivery_page");
    }

    @Test
    void noTableButThoseNamedHoldsTheAddressOnceItIsWithheld() {
        jdbc.sql(
                        "update notice_delivery set status = 'sent', sent_at = now() where position = (select min(position) from notice_delivery)")
                .update();

        withhold();

        assertThat(tablesWith(STREET)).isSubsetOf(NAMED);
        assertThat(texts("select count(*)::text from change where field = 'street'"))
                .as("that the address changed, and when, is still known")
                .isNotEqualTo(List.of("0"));
    }

    @Test
    void aStewardsReasonThatNamesTheAddressGoesWithIt() {
        EntityView seen = hub.get(RegisterReader.class).person(aino()).orElseThrow();
        hub.get(Corrections.class)
                .correct(
                        seen,
                        "steward",
                        Map.of("street", STREET + " 9"),
                        new Because(STREET + " on oikein."),
                        "steward");
        assertThat(tablesWith(STREET)).contains("field_override");

        withhold();

        assertThat(tablesWith(STREET)).isSubsetOf(NAMED);
    }

    @Test
    void aNoticeOnItsWayGoesOutWithoutTheAddressAndOneThatArrivedKeepsItsProof() {
        jdbc.sql("""
                update notice_delivery set status = 'sent', sent_at = now(), receipt = 'kuitti-1'
                 where recipient = 'print-house' and position = (select min(position) from notice_delivery where recipient = 'print-house')
                """).update();

        withhold();

        assertThat(texts("select payload #>> '{fields,street}' from notice_delivery where receipt = 'kuitti-1'"))
                .singleElement()
                .asString()
                .isEqualTo("{\"withheld\": true}");
        List<Map<String, Object>> told = new ArrayList<>();
        for (String route : texts("select distinct route from notice_delivery where status = 'new'")) {
            for (int i = 0; i < 10; i++) {
                hub.get(Outbox.class).claim(route, 10).forEach(delivery -> {
                    told.add(delivery.payload());
                    hub.get(Outbox.class).sent(delivery, null).join();
                });
            }
        }
        assertThat(told).isNotEmpty().noneMatch(payload -> payload.toString().contains(STREET));
    }

    @Test
    void pageAndHistorySayThatTheAddressIsWithheldAndNeitherByWhomNorWhen() {
        withhold();

        EntityView aino = hub.get(RegisterReader.class).person(aino()).orElseThrow();
        assertThat(aino.fields())
                .filteredOn(FieldView::withheld)
                .extracting(FieldView::name)
                .containsExactlyInAnyOrder("street", "postalCode", "city", "country");
        assertThat(aino.fields())
                .filteredOn(FieldView::withheld)
                .allMatch(field -> field.value() == null && field.feed() == null && field.at() == null);
        List<ChangeView> history = hub.get(HistoryReader.class).ofEntity(aino(), null, 50);
        assertThat(history)
                .flatExtracting(ChangeView::fields)
                .filteredOn(field -> field.name().equals("street"))
                .isNotEmpty()
                .allMatch(ChangeView.Field::withheld)
                .noneMatch(field -> field.rule().equals("emptied-by-source"));
    }

    @Test
    void whatSourcesSendWhileItIsWithheldLeavesNoTraceEither() {
        withhold();

        crm(STREET + " 6", "aino@a.example");
        crm(STREET + " 7", "aino(at)a");
        imports.file("fonecta-contact", """
                {"contacts": [
                 {"contactType": "PERSON", "id": "8", "firstName": "Iida", "lastName": "Kolmas", "emails": ["aino@a.example"],
                  "address": {"streetAddress": "Salavankuja 8", "postalCode": "00100", "postOffice": "HELSINKI"}}]}""");

        assertThat(tablesWith(STREET)).isSubsetOf(NAMED);
    }

    @Test
    void aSealedRowCanBeReplayedButNotReadOrMended() {
        withhold();
        ParkedReader.ParkedRow row = hub.get(ParkedReader.class)
                .list(null, "crm-person", "open", null, null, 10)
                .get(0);

        assertThat(row.withheld()).isTrue();
        assertThat(row.text()).isEmpty();
        assertThat(hub.get(ParkedDesk.class)
                        .mend(row, "C-1;Esimerkki;Aino;;aino@a.example;;X 1;00100;Helsinki;FI;fi;;;", "meri"))
                .isZero();
        hub.get(ParkedDesk.class).replay(ParkedChoice.row(row.id()), "meri");
        imports.executeAll();

        assertThat(texts("select status from parked where id = " + row.id())).containsExactly("again");
        assertThat(texts("select sealed is null from parked where id = " + row.id()))
                .containsExactly("t");
        assertThat(tablesWith(STREET)).isSubsetOf(NAMED);
    }

    @Test
    void whenItIsGivenFreeTheSameWordOfAnotherSourceFillsItAgain() {
        crm(STREET + " 9", "aino@a.example");
        withhold();

        imports.page(
                "dvv-change",
                "{\"muutokset\":[%s],\"ajanTasalla\":true}"
                        .formatted(written(
                                "2026-11-25T22:00:00.000Z",
                                "{\"tietoryhma\":\"TURVAKIELTO\",\"muutosattribuutti\":\"POISTETTU\"}")));
        assertThat(texts("select count(*)::text from withheld_field")).containsExactly("0");
        imports.file(
                "crm-person",
                Imports.CRM_HEADER + row(STREET + " 9", "aino@a.example") + "C-9;Muu;Mies;;m@a.example;;;;;;;;;\n");

        assertThat(texts("select street from person where given_name = 'Aino'")).containsExactly(STREET + " 9");
        assertThat(hub.get(HistoryReader.class).ofEntity(aino(), null, 50))
                .as("what was taken out stays out")
                .flatExtracting(ChangeView::fields)
                .extracting(ChangeView.Field::after)
                .doesNotContain(STREET + " 2")
                .contains(STREET + " 9");
    }

    private void withhold() {
        // The change that could not be read is set aside, or what comes after it would wait for it.
        hub.get(ParkedDesk.class).drop(new ParkedChoice(null, null, "dvv-change", null), "not a day", "meri");
        change(LATER, """
                {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"LISATTY","turvakieltoAktiivinen":true},
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"MUUTETTU","turvakiellonAlaisetKentat":["katunimi"]}""");
        assertThat(texts("select coalesce(street, '-') from person where given_name = 'Aino'"))
                .containsExactly("-");
    }

    private static void crm(String street, String email) {
        imports.file("crm-person", Imports.CRM_HEADER + row(street, email));
    }

    private static String row(String street, String email) {
        return "C-1;Esimerkki;Aino;;%2$s;;%1$s;00100;Helsinki;FI;fi;;;\n".formatted(street, email);
    }

    private static void change(String at, String... groups) {
        imports.page("dvv-change", "{\"muutokset\":[%s],\"ajanTasalla\":true}".formatted(written(at, groups)));
    }

    private static String written(String at, String... groups) {
        return "{\"henkilotunnus\":\"%s\",\"muutospv\":\"%s\",\"tietoryhmat\":[%s]}"
                .formatted(AINO, at, String.join(",", groups));
    }

    private long aino() {
        return Long.parseLong(
                texts("select id::text from person where given_name = 'Aino'").get(0));
    }

    /** Every table of the database in which the text stands, in letters or in bytes. */
    private List<String> tablesWith(String text) {
        String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return texts(TABLES).stream()
                .filter(table -> texts("select t::text from \"%s\" t".formatted(table)).stream()
                        .anyMatch(row -> row.contains(text) || row.contains(bytes)))
                .toList();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
