package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a delivered file or page to the register, on a real database. */
class IntakeTest {

    private static final String HEADER = Imports.CRM_HEADER;
    private static final String SOFOR = "sofor-asiakasrekisteri";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;
    private Deliveries deliveries;

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
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        deliveries = hub.get(Deliveries.class);
        imports.emptyRegister();
    }

    @Test
    void everyRowOfAFirstDeliveryBecomesAPersonWithHistory() {
        Map<String, Object> run = importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101")
                + row("C-2", "Malli", "Eero", "eero@a.example", "0505550102"));

        assertThat(run)
                .containsEntry("status", "done")
                .containsEntry("applied", 2L)
                .containsEntry("rows_in", 2L);
        assertThat(persons()).containsExactlyInAnyOrder("Esimerkki Aino +358505550101", "Malli Eero +358505550102");
        assertThat(count("select count(*) from change where feed = 'crm-person' and rule = 'first-told'"))
                .isGreaterThan(10);
    }

    @Test
    void theSameContentAgainChangesNothing() {
        String rows = row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101");
        importCrm(rows);

        Map<String, Object> again = importCrm(rows);
        Map<String, Object> inOtherOrder = importCrm(row("C-9", "Uusi", "Ulla", "ulla@a.example", "0505550109") + rows);

        assertThat(again).containsEntry("unchanged", 1L).containsEntry("applied", 0L);
        assertThat(inOtherOrder).containsEntry("unchanged", 1L).containsEntry("applied", 1L);
    }

    @Test
    void onlyWhatDiffersIsChangedAndToldToThoseWhoHoldIt() {
        importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101"));

        importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550199"));

        assertThat(jdbc.sql("select field || ' ' || old_value || ' ' || new_value || ' ' || rule from change"
                                + " where old_value is not null")
                        .query(String.class)
                        .list())
                .containsExactly("phone +358505550101 +358505550199 same-source");
        assertThat(jdbc.sql("select recipient from notice_delivery")
                        .query(String.class)
                        .list())
                .as("F4: only the licence registry holds the phone")
                .containsExactly("licence-registry");
    }

    @Test
    void aBadRowIsParkedWithTextAndReasonAndTheRestGoesOn() {
        Map<String, Object> run = importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101")
                + row("C-2", "Malli", "Eero", "ei osoitetta", "0505550102")
                + "C-3;liian;lyhyt\n"
                + row("", "Nimetön", "Nelli", "", ""));

        assertThat(run)
                .containsEntry("status", "done")
                .containsEntry("applied", 1L)
                .containsEntry("parked", 3L)
                .containsEntry("rows_in", 4L);
        assertThat(jdbc.sql("select line || ': ' || coalesce(field, '-') || ': ' || reason from parked order by line")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "3: email: The e-mail address has no '@' between a name and a domain.",
                        "4: -: The row has 3 fields where the header has 14.",
                        "5: key: The record has no key: 'customer_id' gives nothing.");
        assertThat(jdbc.sql("select raw from parked where line = 4")
                        .query(String.class)
                        .single())
                .isEqualTo("C-3;liian;lyhyt");
    }

    @Test
    void ofRowsWithOneKeyTheLastCountsAndTheOthersAreNotLostInSilence() {
        Map<String, Object> run = importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101")
                + row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550102")
                + row("C-2", "Malli", "Eero", "eero@a.example", "0505550103")
                + row("C-2", "Malli", "Eero", "eero@a.example", "0505550103"));

        assertThat(run)
                .containsEntry("applied", 2L)
                .containsEntry("parked", 1L)
                .containsEntry("unchanged", 1L)
                .containsEntry("rows_in", 4L);
        assertThat(persons()).contains("Esimerkki Aino +358505550102");
    }

    @Test
    void aRowThatIsAsItWasStillYieldsToALaterOneOfItsKey() {
        String known = row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101");
        importCrm(known);

        Map<String, Object> run = importCrm(known + row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550102"));

        assertThat(run).containsEntry("applied", 1L).containsEntry("parked", 1L).containsEntry("unchanged", 0L);
        assertThat(persons()).contains("Esimerkki Aino +358505550102");
    }

    @Test
    void aRowThatIsAsItWasAndStandsLastKeepsTheRegisterAsItIs() {
        String known = row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101");
        importCrm(known);

        Map<String, Object> run = importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550102") + known);

        assertThat(run).containsEntry("applied", 0L).containsEntry("parked", 1L).containsEntry("unchanged", 1L);
        assertThat(persons()).contains("Esimerkki Aino +358505550101");
    }

    @Test
    void aParkedRowThatComesAgainAsItWasIsNotReadAsAbsent() {
        String bad = "puhelin;ei numeroa;;;;;;\n";
        importDma(Imports.phones(0, 150) + bad);

        Map<String, Object> run = importDma(Imports.phones(1, 150) + bad);

        assertThat(run).containsEntry("status", "done");
        assertThat(inForce())
                .as("a list with a row that was not understood lifts nobody")
                .isEqualTo(150);
    }

    @Test
    void aFieldThatTheProfileDoesNotListIsDroppedAndCounted() {
        imports.page("asiakastieto-company", ASIAKASTIETO);

        Map<String, Object> sofor = lastRun("asiakastieto-company", SOFOR);
        assertThat(sofor).containsEntry("applied", 1L).containsEntry("dropped_fields", 4L);
        assertThat(jdbc.sql("select turnover_class from company where register_id = :r")
                        .param("r", SOFOR)
                        .query(String.class)
                        .optional())
                .isEmpty();
        assertThat(jdbc.sql("select turnover_class from company where register_id like 'soprano%'")
                        .query(String.class)
                        .single())
                .isEqualTo("3");
    }

    @Test
    @DisplayName("F2 the person's own word outranks bought data")
    void keepsWhatABetterSourceTold() {
        importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101"));

        imports.page(
                "fonecta-contact",
                "{\"contacts\":[{\"contactType\":\"PERSON\",\"id\":\"p-1\",\"firstName\":\"Aino\",\"lastName\":\"Esimerkki\","
                        + "\"emails\":[\"aino@a.example\"],\"phones\":[\"0505550177\"],\"title\":\"Johtaja\"}]}");

        assertThat(persons()).containsExactly("Esimerkki Aino +358505550101");
        assertThat(jdbc.sql("select title from person").query(String.class).single())
                .isEqualTo("Johtaja");
        assertThat(count("select count(*) from person"))
                .as("matched by e-mail and name")
                .isEqualTo(1);
    }

    @Test
    void keepsPhoneWhenSourceIsSilent() {
        importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101"));

        imports.page(
                "fonecta-contact",
                "{\"contacts\":[{\"contactType\":\"PERSON\",\"id\":\"p-1\",\"firstName\":\"Aino\",\"lastName\":\"Esimerkki\","
                        + "\"emails\":[\"aino@a.example\"],\"phones\":[]}]}");

        assertThat(persons()).containsExactly("Esimerkki Aino +358505550101");
    }

    @Test
    void aRestrictedPersonIsNotChangedByAnyFeed() {
        importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101"));
        jdbc.sql("update person set restricted_at = now(), version = version + 1")
                .update();

        Map<String, Object> run = importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550199"));

        assertThat(run).containsEntry("refused", 1L).containsEntry("applied", 0L);
        assertThat(persons()).containsExactly("Esimerkki Aino +358505550101");
        assertThat(count("select count(*) from notice")).isZero();
    }

    @Test
    void theErasedStayErased() {
        importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101"));
        jdbc.sql(
                        "insert into suppression (subject_key, register_id, reason) select email_key, register_id, 'erased' from person")
                .update();
        jdbc.sql("delete from person").update();
        jdbc.sql("delete from source_record").update();

        Map<String, Object> run = importCrm(row("C-77", "Esimerkki", "Aino", "AINO@a.example", "0505550101"));

        assertThat(run).containsEntry("refused", 1L);
        assertThat(persons()).isEmpty();
    }

    @Test
    void aSharedMailboxWithAnotherNameIsAskedAboutAndNotMerged() {
        importCrm(row("C-1", "Esimerkki", "Aino", "info@a.example", "0505550101"));

        Map<String, Object> run = importCrm(row("C-2", "Malli", "Eero", "info@a.example", "0505550102"));

        assertThat(run).containsEntry("review", 1L);
        assertThat(persons()).containsExactly("Esimerkki Aino +358505550101");
        assertThat(jdbc.sql("select reason from review where status = 'open'")
                        .query(String.class)
                        .single())
                .isEqualTo("e-mail-with-another-name");
    }

    @Test
    void personsFindTheirCompanyWhicheverComesFirst() {
        importCrm("C-1;Esimerkki;Aino;;aino@a.example;;;;;;;;2617416-4;Toimitusjohtaja\n");
        imports.page(
                "prh-company",
                "{\"totalResults\":1,\"companies\":[{\"businessId\":{\"value\":\"2617416-4\"},\"names\":[{\"name\":\"Pieni Paja Oy\","
                        + "\"type\":\"1\",\"version\":1}],\"registeredEntries\":[],\"tradeRegisterStatus\":\"1\",\"lastModified\":\"x\"}]}");

        assertThat(jdbc.sql("select c.name || ': ' || p.family_name || ', ' || r.duty from role r"
                                + " join company c on c.id = r.company_id join person p on p.id = r.person_id")
                        .query(String.class)
                        .single())
                .isEqualTo("Pieni Paja Oy: Esimerkki, Toimitusjohtaja");
    }

    @Test
    void aDutyWithAnotherCapitalIsTheSameDuty() {
        importCrm("C-1;Esimerkki;Aino;;aino@a.example;;;;;;;;2617416-4;Toimitusjohtaja\n");
        Map<String, Object> small = importCrm("C-1;Esimerkki;Aino;;aino@a.example;;;;;;;;2617416-4;toimitusjohtaja\n");
        importCrm("C-1;Esimerkki;Aino;;aino@a.example;;;;;;;;2617416-4;Hallituksen jäsen\n");

        assertThat(small).containsEntry("status", "done");
        assertThat(jdbc.sql("select new_value from change where field = 'role' order by change_set_id")
                        .query(String.class)
                        .list())
                .satisfiesExactly(first -> assertThat(first).startsWith("Toimitusjohtaja · "), last -> assertThat(last)
                        .startsWith("Hallituksen jäsen · "));
    }

    @Test
    void aCompanyThatAPersonHadNamedIsNewWhenItIsFirstTold() {
        importCrm("C-1;Esimerkki;Aino;;aino@a.example;;;;;;;;2617416-4;Toimitusjohtaja\n");
        String company =
                "{\"totalResults\":1,\"companies\":[{\"businessId\":{\"value\":\"2617416-4\"},\"names\":[{\"name\":\"%s\","
                        + "\"type\":\"1\",\"version\":1}],\"registeredEntries\":[],\"tradeRegisterStatus\":\"1\",\"lastModified\":\"x\"}]}";
        imports.page("prh-company", company.formatted("Pieni Paja Oy"));
        imports.page("prh-company", company.formatted("Suuri Paja Oy"));

        assertThat(jdbc.sql("select effects::text from run where effects ?? 'company.named' or feed = 'prh-company'"
                                + " and register_id = :register order by id")
                        .param("register", SOFOR)
                        .query(String.class)
                        .list())
                .satisfiesExactly(
                        byThePerson -> assertThat(byThePerson).contains("\"company.named\": 1"),
                        told -> assertThat(told).isEqualTo("{\"company.new\": 1}"),
                        renamed -> assertThat(renamed).isEqualTo("{\"company.name\": 1}"));
    }

    @Test
    void aRunThatWouldChangeTooMuchWaitsForAPerson() {
        importCrm(Imports.persons(200, "Katu 1"));

        Map<String, Object> braked = importCrm(Imports.persons(200, "Tie 2"));
        assertThat(braked).containsEntry("status", "braked").containsEntry("applied", 0L);
        assertThat(String.valueOf(braked.get("brake"))).startsWith("The run would change 200 of 200 (100.0 %)");
        assertThat(count("select count(*) from person where street = 'Tie 2'")).isZero();

        long id = (Long) braked.get("id");
        assertThat(hub.get(RunControl.class).release(id, "tester", "checked with the CRM team"))
                .isTrue();
        imports.executeAll();
        assertThat(run(id)).containsEntry("status", "done").containsEntry("applied", 200L);
        assertThat(count("select count(*) from person where street = 'Tie 2'")).isEqualTo(200);
    }

    @Test
    void anOptOutListThatShrankByMoreThanTwoPercentLiftsNobody() {
        importDma(Imports.phones(0, 200));
        assertThat(inForce()).isEqualTo(200);

        Map<String, Object> braked = importDma(Imports.phones(0, 100));
        assertThat(braked).containsEntry("status", "braked");
        assertThat(inForce()).isEqualTo(200);

        Map<String, Object> usual = importDma(Imports.phones(2, 203));
        assertThat(usual)
                .containsEntry("status", "done")
                .containsEntry("absent", 2L)
                .containsEntry("applied", 3L);
        assertThat(inForce()).isEqualTo(201);
    }

    @Test
    void anErrorPageInsteadOfAListFailsTheRunAndLiftsNobody() {
        importDma(Imports.phones(0, 10));

        Map<String, Object> run =
                importFile("dma-optout", "<html><body>Huoltokatko</body></html>", StandardCharsets.ISO_8859_1);

        assertThat(run).containsEntry("status", "failed");
        assertThat(String.valueOf(run.get("message"))).contains("no CSV header line");
        assertThat(inForce()).isEqualTo(10);
    }

    @Test
    void aRunThatDiedGoesOnWhereItWasAndCountsEveryRowOnce() {
        long delivery = deliveries.fromFile("crm-person", "test", utf8(HEADER + Imports.persons(120, "Katu 1")));
        long run = jdbc.sql("select id from run where delivery_id = :d")
                .param("d", delivery)
                .query(Long.class)
                .single();
        // A node that dies after two chunks of fifty leaves exactly this behind.
        jdbc.sql(
                        "update run set status = 'running', attempts = 1, lease = gen_random_uuid(), lease_until = now() - interval '1 s'")
                .update();
        hub.get(RunWorker.class).executeNow(run);
        Map<String, Object> whole = run(run);
        jdbc.sql("delete from source_record where key >= 'C-1100'").update();
        jdbc.sql("delete from person where email >= 'p1100@a.example'").update();
        jdbc.sql("update run set status = 'running', applied = 100, attempts = 1, lease_until = now() - interval '1 s'")
                .update();

        hub.get(RunWorker.class).executeNow(run);

        assertThat(whole).containsEntry("applied", 120L);
        assertThat(run(run))
                .containsEntry("status", "done")
                .containsEntry("applied", 120L)
                .containsEntry("unchanged", 0L)
                .containsEntry("rows_in", 120L);
        assertThat(count("select count(*) from person")).isEqualTo(120);
    }

    @Test
    void theTableRefusesToCallARunDoneWhileARowIsMissing() {
        importCrm(row("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101"));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> jdbc.sql("update run set rows_in = 2").update()))
                .hasMessageContaining("every_row_is_accounted_for");
    }

    @Test
    void whatThePagesToldIsUnchangedInTheFileOfAllCompanies() {
        String company =
                "{\"businessId\":{\"value\":\"0112038-9\"},\"names\":[{\"name\":\"Yhtiö Oyj\",\"type\":\"1\",\"version\":1}]}";
        importFile("prh-company", "{\"totalResults\":1,\"companies\":[" + company + "]}", StandardCharsets.UTF_8);

        assertThat(importFile("prh-company", "[" + company + "]", StandardCharsets.UTF_8))
                .containsEntry("unchanged", 1L);
    }

    private Map<String, Object> importCrm(String rows) {
        return importFile("crm-person", HEADER + rows, StandardCharsets.UTF_8);
    }

    private Map<String, Object> importDma(String rows) {
        return importFile("dma-optout", Imports.DMA_HEADER + rows, StandardCharsets.ISO_8859_1);
    }

    private Map<String, Object> importFile(String feed, String text, Charset charset) {
        long delivery = imports.file(feed, text, charset);
        return run(jdbc.sql("select max(id) from run where delivery_id = :d")
                .param("d", delivery)
                .query(Long.class)
                .single());
    }

    private Map<String, Object> run(long id) {
        return jdbc.sql("select * from run where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    private Map<String, Object> lastRun(String feed, String register) {
        return jdbc.sql("select * from run where feed = :f and register_id = :r order by id desc limit 1")
                .param("f", feed)
                .param("r", register)
                .query()
                .singleRow();
    }

    private List<String> persons() {
        return jdbc.sql("select concat_ws(' ', family_name, given_name, phone) from person order by 1")
                .query(String.class)
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private long inForce() {
        return count("select count(*) from optout_entry where ended_at is null");
    }

    private static String row(String id, String family, String given, String email, String phone) {
        return "%s;%s;%s;;%s;%s;Katu 1;00100;Helsinki;FI;fi;;;\n".formatted(id, family, given, email, phone);
    }

    private static ByteArrayInputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String ASIAKASTIETO = """
            {"companyResponse": {"responseHeader": {"responseStatus": "0"},
              "identificationData": {"businessId": "26174164", "name": "Pieni Paja Oy",
                "address": {"street": "Katu 3", "zip": "00160", "town": "HELSINKI"},
                "contactInformation": {"phone": "+358 44 0000000", "email": null}, "companyForm": "OY",
                "lineOfBusiness": {"lineOfBusinessCode": "62010", "lineOfBusinessText": "Ohjelmistot"}},
              "companyClassification": {"turnoverClass": "3", "personnelClass": "2"}, "errorMessage": null}}
            """;
}
