package fi.rekisterihub.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Feeds tell from when data is kept; and what they repeat of somebody whose time has run out does not bring them back. */
class LapsedStayAwayTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String CRM = "contract-list";
    private static final String PORTAL = "portal";
    private static final String EVENT = "event-register";
    private static final LocalDate DAY = LocalDate.parse("2026-11-28");
    private static final String HEADER = "id;family;given;email;phone;contract;ends;diet;event\n";

    private static final String TABLE = """
            feed: %s
            record: person
            description: Persons of a test, with the days from which they are kept
            content:
              type: csv
              full: %s
            %skey: id
            fields:
              familyName: family
              givenName: given
              email: $email(email)
              phone: $phone(phone)
              meetings: diet
            clock:
              contract-end: "contract = 'yes' ? $date(ends) : 'none'"
              event-end: "event ? $date(event) : 'none'"
            """;

    private static QuietHub hub;
    private static Imports imports;
    private final Aged register = new Aged(hub, SOFOR);

    @BeforeAll
    static void start() throws IOException {
        Path home = TestHome.withRegisters(SOFOR);
        Files.writeString(home.resolve("mappings/" + CRM + ".yaml"), TABLE.formatted(CRM, "true", "absent: end\n"));
        Files.writeString(home.resolve("mappings/" + PORTAL + ".yaml"), TABLE.formatted(PORTAL, "false", ""));
        Files.writeString(home.resolve("mappings/" + EVENT + ".yaml"), TABLE.formatted(EVENT, "false", ""));
        Path profile = home.resolve("mappings/registers/" + SOFOR + ".yaml");
        Files.writeString(
                profile,
                Files.readString(profile)
                        .replace("\nretention:\n", """

                                data-classes:
                                  - id: meals
                                    fields: [meetings]
                                    text: {fi: Ruokavaliot, sv: Dieter, en: Diets}
                                retention:
                                  - what: meals
                                    after: P1D
                                    anchors: [event-end]
                                    text: {fi: Tilaisuuden jälkeen, sv: Efter evenemanget, en: After the event}
                                """)
                        .replace(
                                "\nopt-out-lists:",
                                "  - {feed: %s, kind: own, text: {fi: T, sv: E, en: E}}\n  - {feed: %s, kind: own, text: {fi: S, sv: A, en: C}}\n\nopt-out-lists:"
                                        .formatted(EVENT, CRM)));
        hub = QuietHub.start(home, FreshDatabase.url());
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void forgetEverybody() {
        imports.emptyRegister();
    }

    @Test
    void aRecordTellsTheEndOfAContractAndOneWithoutAnEndIsOpen() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;31.1.2020;;", "C-2;Malli;Eero;eero@a.example;;yes;;;");

        assertThat(days()).containsExactly("C-1 contract-end 2020-01-31", "C-2 contract-end infinity");

        send(
                CRM,
                "C-1;Esimerkki;Aino;aino@a.example;;yes;31.12.2026;;",
                "C-2;Malli;Eero;eero@a.example;;yes;30.6.2026;;");
        assertThat(days()).containsExactly("C-1 contract-end 2026-12-31", "C-2 contract-end 2026-06-30");
        assertThat(register.jdbc()
                        .sql("select effects::text from run order by id desc limit 1")
                        .query(String.class)
                        .single())
                .as("no field has changed")
                .doesNotContain("person.");
    }

    @Test
    void ofTwoContractsTheOneThatHasEndedDoesNotSpeakForTheOther() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;31.1.2020;;", "C-9;Esimerkki;Aino;aino@a.example;;yes;;;");
        long aino = person("aino@a.example");

        assertThat(register.state(aino, "contacts", DAY)).isEqualTo(new ClockState.Open("contract-end"));
    }

    @Test
    void whoeverLeavesAWholeListHasNoOpenContractAnyMore() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;;;", "C-2;Malli;Eero;eero@a.example;;yes;;;");
        send(CRM, "C-2;Malli;Eero;eero@a.example;;yes;;;");
        register.jdbc()
                .sql("update run set status = 'queued' where status = 'braked'")
                .update();
        imports.executeAll();

        assertThat(days())
                .containsExactly("C-1 contract-end " + fi.rekisterihub.Finland.today(), "C-2 contract-end infinity");
    }

    @Test
    void whatThereIsNotAnyMoreIsTakenBack() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;;;");
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;no;;;");

        assertThat(days()).isEmpty();
    }

    @Test
    void aDayThatIsNoneIsParked() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;joskus;;");

        assertThat(register.jdbc()
                        .sql("select field || ': ' || reason from parked")
                        .query(String.class)
                        .list())
                .containsExactly("contract-end: The date is not of a form such as 2026-11-22, 22.11.2026 or 20261122.");
    }

    @Test
    @DisplayName("F6 a feed that repeats the old record does not bring back who was purged, whatever else it changes")
    void theSameOldRecordBringsNobodyBack() {
        String old = "C-1;Esimerkki;Aino;aino@a.example;0505550101;yes;31.1.2020;;";
        send(CRM, old);
        register.purge(DAY);
        assertThat(persons()).isZero();

        send(CRM, old);
        assertThat(persons()).isZero();
        send(CRM, "C-1;Esimerkki;Aino;uusi@a.example;0505550199;yes;31.1.2020;;");
        assertThat(persons()).as("the source's own key").isZero();
        send(CRM, "C-77;Esimerkki;Aino;aino@a.example;;yes;31.1.2020;;");
        assertThat(persons()).as("her name with her address").isZero();

        assertThat(lastEffects()).contains("refused.kept-no-longer");
        assertThat(register.jdbc()
                        .sql("select count(*) from source_record")
                        .query(Long.class)
                        .single())
                .as("nothing of what it says is kept")
                .isZero();
    }

    @Test
    @DisplayName("F6 whoever becomes a customer again comes in again, and is kept from then on")
    void aNewContractLetsThemIn() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;31.1.2020;;");
        register.purge(DAY);

        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;;;");
        long again = person("aino@a.example");

        assertThat(register.state(again, "contacts", DAY)).isEqualTo(new ClockState.Open("contract-end"));
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;0505550101;yes;;;");
        assertThat(lastEffects()).contains("person.phone").doesNotContain("refused");
    }

    @Test
    void thePersonsOwnNewWordLetsThemIn() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;yes;31.1.2020;;");
        register.purge(DAY);

        send(PORTAL, "P-1;Esimerkki;Aino;aino@a.example;;no;;;");

        assertThat(persons()).isEqualTo(1);
        assertThat(days()).containsExactly("P-1 last-contact " + fi.rekisterihub.Finland.today());
    }

    @Test
    void theNextAtTheSameSwitchboardIsNotTakenForTheOneBefore() {
        send(CRM, "C-1;Esimerkki;Aino;info@a.example;0505550101;yes;31.1.2020;;");
        register.purge(DAY);

        send(CRM, "C-2;Seuraaja;Silja;info@a.example;0505550101;yes;31.1.2020;;");

        assertThat(persons()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "M5 what was destroyed after the event does not come back with the same record, and comes with the next event")
    void aFieldStaysAwayUntilTheNextEvent() {
        send(EVENT, "E-1;Esimerkki;Aino;aino@a.example;;yes;;keliakia;1.3.2026");
        long aino = person("aino@a.example");
        register.purge(DAY);
        assertThat(register.extra(aino, "meetings")).isEmpty();
        assertThat(history(aino)).doesNotContain("keliakia");

        send(EVENT, "E-1;Esimerkki;Aino;aino@a.example;0505550101;yes;;keliakia;1.3.2026");
        assertThat(register.extra(aino, "meetings"))
                .as("repeated with another change")
                .isEmpty();
        assertThat(register.jdbc()
                        .sql("select phone from person")
                        .query(String.class)
                        .single())
                .as("the rest is believed")
                .contains("5550101");
        assertThat(register.jdbc()
                        .sql("select convert_from(raw, 'UTF8') from source_record")
                        .query(String.class)
                        .list())
                .containsExactly("");

        send(EVENT, "E-2;Esimerkki;Aino;aino@a.example;0505550101;yes;;keliakia;5.12.2026");
        assertThat(register.extra(aino, "meetings"))
                .as("she comes to another event")
                .contains("keliakia");
        register.purge(LocalDate.parse("2026-12-07"));
        assertThat(register.extra(aino, "meetings")).isEmpty();
    }

    @Test
    void anImportWithoutDaysAsksAndWritesNothingMore() {
        send(CRM, "C-1;Esimerkki;Aino;aino@a.example;;no;;;");

        assertThat(days()).isEmpty();
    }

    private void send(String feed, String... rows) {
        imports.file(feed, HEADER + String.join("\n", rows) + "\n");
    }

    private List<String> days() {
        return register.jdbc()
                .sql("select record_key || ' ' || anchor || ' ' || day from clock_fact order by record_key, anchor")
                .query(String.class)
                .list();
    }

    private long persons() {
        return register.jdbc()
                .sql("select count(*) from person")
                .query(Long.class)
                .single();
    }

    private long person(String email) {
        JdbcClient jdbc = register.jdbc();
        return jdbc.sql("select id from person where email = :email")
                .param("email", email)
                .query(Long.class)
                .single();
    }

    private String history(long person) {
        return register.jdbc()
                .sql(
                        "select string_agg(new_values::text || coalesce(old_values::text, ''), ' ') from change_set where entity_id = :id")
                .param("id", person)
                .query(String.class)
                .single();
    }

    private String lastEffects() {
        return register.jdbc()
                .sql("select effects::text from run order by id desc limit 1")
                .query(String.class)
                .single();
    }
}
