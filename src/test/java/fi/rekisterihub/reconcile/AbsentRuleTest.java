package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.FeedCommands;
import fi.rekisterihub.intake.RunControl;
import fi.rekisterihub.intake.RunWorker;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is no longer in a whole list: kept, asked about or ended, as the feed's table says; and never deleted. */
class AbsentRuleTest {

    private static final String CRM = "crm-person";
    private static final String FONECTA = "fonecta-contact";
    private static final String PRH = "prh-company";
    private static final String FIXED = "partner-fixed";
    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String AINO = crm("C-1", "Esimerkki", "Aino", "aino@a.example", "0505550101");
    private static final String EERO = crm("C-2", "Malli", "Eero", "eero@a.example", "0505550102");
    private static final String PRH_ONE = prh("0112038-9", "Yhtiö Oyj");
    private static final String PRH_TWO = prh("2617416-4", "Pieni Paja Oy");

    /** Lines of fixed width, which hold a name, an address and a number. */
    private static final String PARTNER = """
            feed: partner-fixed
            record: person
            content:
              type: fixed
              columns:
                - {name: id, length: 4}
                - {name: family, length: 10}
                - {name: given, length: 8}
                - {name: email, length: 20}
                - {name: phone, length: 12}
              full: true
            absent: end
            key: id
            fields:
              familyName: family
              givenName: given
              email: $email(email)
              phone: $phone(phone)
            """;

    private static final String PARTNER_SOURCE =
            "  - {feed: partner-fixed, kind: own, text: {fi: Kumppani, sv: Partner, en: Partner}}\n";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

    @BeforeAll
    static void start() throws IOException {
        Path home = TestHome.withTables();
        rule(home, CRM, "  type: csv\n", "  type: csv\n  full: true\nabsent: end\n");
        rule(home, PRH, "  records: companies\n", "  records: companies\n  full: true\nabsent: review\n");
        rule(home, FONECTA, "  records: contacts\n", "  records: contacts\n  full: true\n");
        Files.writeString(home.resolve("mappings/" + FIXED + ".yaml"), PARTNER);
        rule(home, "registers/" + SOFOR, "\nopt-out-lists:", PARTNER_SOURCE + "\nopt-out-lists:");
        hub = QuietHub.start(home, FreshDatabase.url());
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
    }

    @Test
    void keepCountsWhoHasLeftAndChangesNothing() {
        fonecta(
                contact("p-1", "Aino", "aino@a.example", "0505550177"),
                contact("p-2", "Eero", "e@a.example", "0505550178"));

        Map<String, Object> run = fonecta(contact("p-1", "Aino", "aino@a.example", "0505550177"));

        assertThat(run).containsEntry("absent", 1L).containsEntry("status", "done");
        assertThat(effects(run)).isEqualTo("{}");
        assertThat(texts("select phone from person order by phone")).containsExactly("+358505550177", "+358505550178");
    }

    @Test
    void endEmptiesWhatOnlyThisFeedToldAndSaysSoInHistoryAndNotices() {
        crmFile(AINO, EERO);
        jdbc.sql("truncate notice, notice_delivery").update();

        Map<String, Object> run = crmFile(AINO);

        assertThat(run)
                .containsEntry("absent", 1L)
                .containsEntry("unchanged", 1L)
                .containsEntry("rows_in", 1L);
        assertThat(effects(run)).isEqualTo("{\"absent.ended\": 1}");
        assertThat(texts("select concat_ws(' ', family_name, email, phone, street) from person order by id"))
                .containsExactly("Esimerkki aino@a.example +358505550101 Katu 1", "");
        assertThat(texts("select old_value from change where field = 'phone' and rule = 'no-longer-listed'"
                        + " and new_value is null and run_id = " + run.get("id")))
                .containsExactly("+358505550102");
        assertThat(texts("select payload::text from notice_delivery where recipient = 'licence-registry'"))
                .singleElement()
                .asString()
                .contains("phone");
    }

    @Test
    void endLeavesWhatAnotherSourceTellsToThatSource() {
        crmFile(AINO, EERO);
        fonecta(contact("p-2", "Eero", "eero@a.example", "0505550178"));

        Map<String, Object> run = crmFile(AINO);

        assertThat(effects(run)).isEqualTo("{\"absent.ended\": 1}");
        assertThat(
                        texts(
                                "select concat_ws(' ', family_name, given_name, email, phone, street) from person where email = 'eero@a.example'"))
                .as(
                        "the name and the address are the other's too, its phone is better than none, the street was nobody else's")
                .containsExactly("Malli Eero eero@a.example +358505550178");
        assertThat(texts("select field || ' ' || rule from change where run_id = " + run.get("id") + " order by field"))
                .contains(
                        "familyName left-to:fonecta-contact",
                        "phone left-to:fonecta-contact",
                        "street no-longer-listed");

        fonecta(contact("p-2", "Eero", "eero@a.example", "0505550179"));
        assertThat(texts("select phone from person where email = 'eero@a.example'"))
                .as("the other is the one to tell it from now on")
                .containsExactly("+358505550179");
    }

    @Test
    void endReadsAgainWhatALineOfFixedWidthHadTold() {
        crmFile(AINO, EERO);
        imports.file(FIXED, partner("P-1", "eero@a.example", "0505550178"));

        Map<String, Object> run = crmFile(AINO);

        assertThat(effects(run)).isEqualTo("{\"absent.ended\": 1}");
        assertThat(texts("select concat_ws(' ', family_name, given_name, email, phone, street) from person"
                        + " where email = 'eero@a.example'"))
                .containsExactly("Malli Eero eero@a.example +358505550178");
        assertThat(texts("select field || ' ' || rule from change where run_id = " + run.get("id") + " order by field"))
                .contains("phone left-to:partner-fixed", "street no-longer-listed");
    }

    @Test
    void endOfALineOfFixedWidthLeavesAPersonAloneWhomAnotherLineStillNames() {
        imports.file(
                FIXED,
                partner("P-1", "eero@a.example", "0505550178")
                        + partner("P-2", "eero@a.example", "0505550178")
                        + partner("P-3", "muu@a.example", "0505550179"));
        assertThat(count("select count(*) from person")).isEqualTo(2);

        imports.file(FIXED, partner("P-2", "eero@a.example", "0505550178"));
        hub.get(RunControl.class).release((Long) lastRun().get("id"), "tester", "they have left");
        imports.executeAll();

        assertThat(effects(lastRun())).isEqualTo("{\"absent.ended\": 1, \"absent.told-by-others\": 1}");
        assertThat(texts("select email from person order by email nulls last")).containsExactly("eero@a.example", null);
    }

    @Test
    void endLeavesAPersonAloneWhomAnotherRowOfTheSameListStillNames() {
        crmFile(AINO, crm("C-9", "Esimerkki", "Aino", "aino@a.example", "0505550101"), EERO);
        assertThat(count("select count(*) from person")).isEqualTo(2);

        Map<String, Object> run = crmFile(AINO, EERO);

        assertThat(effects(run)).isEqualTo("{\"absent.told-by-others\": 1}");
        assertThat(texts("select phone from person where family_name = 'Esimerkki'"))
                .containsExactly("+358505550101");
    }

    @Test
    void endDeletesNobodyAndWhoComesBackIsKnownWithEveryOptOut() {
        crmFile(AINO, EERO);
        long eero = count("select id from person where family_name = 'Malli'");
        hub.get(PermissionLedger.class)
                .record(new PermissionAct(
                        "test:eero",
                        null,
                        PermissionAct.DIRECT_MARKETING,
                        "email",
                        PermissionAct.EVERYTHING,
                        Permission.PROHIBITED,
                        "link",
                        true,
                        Set.of(eero),
                        null,
                        null,
                        Map.of(),
                        Instant.now()));
        crmFile(AINO);
        assertThat(mayEmail(eero)).isFalse();

        Map<String, Object> run = crmFile(AINO, crm("C-2", "Malli", "Eero", "eero.uusi@a.example", "0505550102"));

        assertThat(run).containsEntry("applied", 1L);
        assertThat(count("select count(*) from person")).isEqualTo(2);
        assertThat(texts("select email from person where id = " + eero)).containsExactly("eero.uusi@a.example");
        assertThat(mayEmail(eero)).isFalse();
    }

    @Test
    void endAsksAPersonWhereTheDataIsRestricted() {
        crmFile(AINO, EERO);
        jdbc.sql("update person set restricted_at = now(), version = version + 1 where family_name = 'Malli'")
                .update();

        Map<String, Object> run = crmFile(AINO);

        assertThat(effects(run)).isEqualTo("{\"absent.review\": 1}");
        assertThat(texts("select phone from person where family_name = 'Malli'"))
                .containsExactly("+358505550102");
        ReviewDecision decision = hub.get(ReviewDecisions.class).end(openReview(), "steward");
        assertThat(decision).isInstanceOf(ReviewDecision.Impossible.class);
        assertThat(texts("select phone from person where family_name = 'Malli'"))
                .containsExactly("+358505550102");

        jdbc.sql("update person set restricted_at = null, version = version + 1")
                .update();
        assertThat(hub.get(ReviewDecisions.class).end(openReview(), "steward"))
                .isInstanceOf(ReviewDecision.Decided.class);
        assertThat(texts("select email from person order by email nulls last")).containsExactly("aino@a.example", null);
    }

    @Test
    void theRoleThatOnlyTheListToldEnds() {
        crmFile(AINO, EERO.replace(";;;\n", ";;2617416-4;Ostaja\n"));
        assertThat(count("select count(*) from role")).isEqualTo(1);

        crmFile(AINO);

        assertThat(count("select count(*) from role")).isZero();
        assertThat(
                        texts(
                                "select split_part(old_value, ' ', 1) from change where field = 'role' and rule = 'no-longer-listed'"))
                .containsExactly("Ostaja");
        crmFile(AINO, EERO.replace(";;;\n", ";;2617416-4;Ostaja\n"));
        assertThat(texts("select duty from role"))
                .as("it comes back with the person")
                .containsExactly("Ostaja");
    }

    @Test
    void aRowWithoutAKeyLetsNobodyEndAndABadValueDoes() {
        crmFile(AINO, EERO);

        Map<String, Object> keyless = crmFile(AINO, crm("", "Nimetön", "Nelli", "", ""));
        assertThat(effects(keyless)).isEqualTo("{\"absent.kept\": 1}");
        assertThat(keyless).containsEntry("parked", 1L).containsEntry("status", "done");
        assertThat(texts("select family_name from person where email = 'eero@a.example'"))
                .containsExactly("Malli");

        Map<String, Object> badValue = crmFile(AINO, crm("C-3", "Uusi", "Ulla", "ei osoitetta", ""));
        assertThat(badValue).containsEntry("parked", 1L);
        assertThat(effects(badValue)).contains("\"absent.ended\": 1");
    }

    @Test
    void aListWithoutRowsAndOneThatLostTooMuchWaitForAPerson() {
        crmFile(AINO, EERO);
        Map<String, Object> empty = crmFile();
        assertThat(empty)
                .containsEntry("status", "braked")
                .containsEntry("brake", "None of the 2 entries is on the list any more.");
        hub.get(RunControl.class).refuse((Long) empty.get("id"), "tester", "a faulty export");

        imports.emptyRegister();
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(200, "Katu 1"));
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(190, "Katu 1"));
        Map<String, Object> braked = lastRun();
        assertThat(braked).containsEntry("status", "braked");
        assertThat(count("select count(*) from person where street is null")).isZero();

        hub.get(RunControl.class).release((Long) braked.get("id"), "tester", "they have left");
        imports.executeAll();
        assertThat(lastRun()).containsEntry("status", "done").containsEntry("absent", 10L);
        assertThat(count("select count(*) from person where street is null")).isEqualTo(10);
    }

    @Test
    void aRunThatDiedAmongTheAbsencesEndsTheRestAndCountsEachOnce() {
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(200, "Katu 1"));
        imports.file(CRM, Imports.CRM_HEADER + Imports.persons(197, "Katu 1"));
        Map<String, Object> whole = lastRun();
        assertThat(effects(whole)).isEqualTo("{\"absent.ended\": 3}");
        // A node that died between two transactions leaves exactly this behind.
        jdbc.sql("update source_record set outcome = 'a' where key = 'C-1199'").update();
        jdbc.sql(
                        "update person set street = 'Katu 1', provenance = (select provenance from person where email = 'p1000@a.example') where id = "
                                + "(select entity_id from source_record where key = 'C-1199')")
                .update();
        jdbc.sql("update run set status = 'running', absent = 2, effects = '{\"absent.ended\": 2}', attempts = 1,"
                        + " lease = gen_random_uuid(), lease_until = now() - interval '1 s' where id = "
                        + whole.get("id"))
                .update();

        hub.get(RunWorker.class).executeNow((Long) whole.get("id"));

        assertThat(lastRun())
                .containsEntry("status", "done")
                .containsEntry("absent", 3L)
                .containsEntry("rows_in", 197L);
        assertThat(effects(lastRun())).isEqualTo("{\"absent.ended\": 3}");
        assertThat(count("select count(*) from person where street is null")).isEqualTo(3);
    }

    @Test
    void aPreviewSaysWhoWouldEndAndWhetherTheBrakeWouldStopItAndWritesNothing() throws IOException {
        crmFile(AINO, EERO);
        String before = everything();

        List<String> some = preview(AINO);
        List<String> none = preview();

        assertThat(some)
                .anyMatch(line -> line.strip().equals("1  left the list: what nobody else tells is emptied"))
                .anyMatch(line -> line.endsWith("1  no longer in the delivery"));
        assertThat(none).anyMatch(line -> line.contains("The brake would stop this run: None of the 2 entries"));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void reviewAsksAStewardWhoEndsOrKeepsAndMayUndo() {
        prhFile(PRH_ONE, PRH_TWO);
        Map<String, Object> run = prhFile(PRH_ONE);
        assertThat(effects(run)).isEqualTo("{\"absent.review\": 1}");
        assertThat(texts("select name from company where business_id = '2617416-4'"))
                .containsExactly("Pieni Paja Oy");
        ReviewView review = openReview();
        assertThat(review.ofAbsence()).isTrue();
        ReviewDecisions decisions = hub.get(ReviewDecisions.class);
        assertThat(decisions.separate(review, "steward")).isInstanceOf(ReviewDecision.Impossible.class);

        assertThat(decisions.end(review, "steward")).isInstanceOf(ReviewDecision.Decided.class);
        assertThat(texts("select concat_ws(' ', business_id, name) from company where business_id = '2617416-4'"))
                .as("a company stays known by its Y-tunnus")
                .containsExactly("2617416-4");
        assertThat(texts("select distinct actor from change where rule = 'no-longer-listed'"))
                .containsExactly("steward");

        ReviewView decided = hub.get(ReviewReader.class).find(review.id()).orElseThrow();
        assertThat(hub.get(ReviewUndo.class).undo(decided, "Wrong.", "steward"))
                .isInstanceOf(ReviewDecision.Decided.class);
        assertThat(texts("select name from company where business_id = '2617416-4'"))
                .containsExactly("Pieni Paja Oy");

        assertThat(decisions.keep(openReview(), "steward")).isInstanceOf(ReviewDecision.Decided.class);
        assertThat(texts("select name from company where business_id = '2617416-4'"))
                .containsExactly("Pieni Paja Oy");
        assertThat(count("select count(*) from review where status = 'open'")).isZero();
    }

    @Test
    void whoComesBackBeforeTheDecisionIsAskedAboutNoMore() {
        prhFile(PRH_ONE, PRH_TWO);
        prhFile(PRH_ONE);
        ReviewView review = openReview();

        prhFile(PRH_ONE, PRH_TWO);

        assertThat(texts("select status from review")).containsExactly("withdrawn");
        assertThat(hub.get(ReviewDecisions.class).end(review, "steward")).isInstanceOf(ReviewDecision.NotOpen.class);
        assertThat(texts("select name from company where business_id = '2617416-4'"))
                .containsExactly("Pieni Paja Oy");
    }

    private Map<String, Object> crmFile(String... rows) {
        imports.file(CRM, Imports.CRM_HEADER + String.join("", rows));
        return lastRun();
    }

    private Map<String, Object> fonecta(String... contacts) {
        imports.page(FONECTA, "{\"contacts\":[" + String.join(",", contacts) + "]}");
        return runOf(FONECTA);
    }

    private Map<String, Object> prhFile(String... companies) {
        imports.file(PRH, "{\"companies\":[" + String.join(",", companies) + "]}");
        return runOf(PRH);
    }

    private List<String> preview(String... rows) throws IOException {
        Path file = Files.createTempFile("crm", ".csv");
        Files.writeString(file, Imports.CRM_HEADER + String.join("", rows), StandardCharsets.UTF_8);
        return hub.get(FeedCommands.class).preview(CRM, Optional.of(file), 10).lines();
    }

    private String everything() {
        return String.join("|", texts("select id || ' ' || version || coalesce(phone, '') from person order by id"))
                + count("select count(*) from change_set")
                + count("select count(*) from review")
                + count("select count(*) from source_record where outcome = 'x'");
    }

    private ReviewView openReview() {
        return hub.get(ReviewReader.class).list("open", null, 1).get(0);
    }

    private boolean mayEmail(long person) {
        return hub.get(PermissionStates.class).of(person).stream()
                .noneMatch(state -> state.channel().equals("email") && state.permission() == Permission.PROHIBITED);
    }

    private Map<String, Object> lastRun() {
        return jdbc.sql("select * from run order by id desc limit 1").query().singleRow();
    }

    private Map<String, Object> runOf(String feed) {
        return jdbc.sql("select * from run where feed = :feed and register_id = :register order by id desc limit 1")
                .param("feed", feed)
                .param("register", SOFOR)
                .query()
                .singleRow();
    }

    private static String effects(Map<String, Object> run) {
        return String.valueOf(run.get("effects"));
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static String crm(String id, String family, String given, String email, String phone) {
        return "%s;%s;%s;;%s;%s;Katu 1;00100;Helsinki;FI;fi;;;\n".formatted(id, family, given, email, phone);
    }

    private static String partner(String id, String email, String phone) {
        return "%-4s%-10s%-8s%-20s%-12s\n".formatted(id, "Malli", "Eero", email, phone);
    }

    private static String contact(String id, String given, String email, String phone) {
        return "{\"contactType\":\"PERSON\",\"id\":\"%s\",\"firstName\":\"%s\",\"lastName\":\"%s\",\"emails\":[\"%s\"],\"phones\":[\"%s\"]}"
                .formatted(id, given, given.equals("Aino") ? "Esimerkki" : "Malli", email, phone);
    }

    private static String prh(String businessId, String name) {
        return "{\"businessId\":{\"value\":\"%s\"},\"names\":[{\"name\":\"%s\",\"type\":\"1\",\"version\":1}]}"
                .formatted(businessId, name);
    }

    private static void rule(Path home, String feed, String old, String by) throws IOException {
        Path file = home.resolve("mappings/" + feed + ".yaml");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, by));
    }
}
