package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.evidence.SelfCheck;
import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.PersonLookups;
import fi.rekisterihub.intake.WatchSet;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.OutboxBatches;
import fi.rekisterihub.permission.ExtractRequest;
import fi.rekisterihub.permission.Extracts;
import fi.rekisterihub.permission.LinkActs;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While data is disputed it stays as it is, and nobody uses it; what protects the person goes on. */
class RestrictionTest {

    private static final String CAUSE = "subject-request:12";
    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String NUMBER = "131052-308T";
    private static final String DAY = "2026-11-09T22:00:00.000Z";
    private static final List<String> HOLDERS = List.of("event-office", "licence-registry", "print-house");
    private static final String PORTAL = """
            feed: portal
            record: person
            description: What people have changed themselves
            content:
              type: csv
              delimiter: ";"
              charset: UTF-8
            key: id
            fields:
              familyName: family_name
              givenName: given_name
              email: $email(email)
            """;

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;
    private Restrictions restrictions;
    private long aino;

    @BeforeAll
    static void start() {
        hub = QuietHub.start(TestHome.withMapping("portal", PORTAL), FreshDatabase.url());
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void aino() {
        jdbc = hub.get(JdbcClient.class);
        restrictions = hub.get(Restrictions.class);
        imports.emptyRegister();
        crm("Ostaja", "0505550101", "Katu 1");
        aino = Long.parseLong(
                texts("select id::text from person where given_name = 'Aino'").get(0));
        hub.get(Identities.class).follow(aino, IdentityNumber.parse(NUMBER).orElseThrow());
        // The ledger forgets nothing: what a test before this one prohibited is told when the address comes again.
        jdbc.sql("delete from notice_delivery").update();
        jdbc.sql("delete from notice").update();
    }

    @Test
    @DisplayName("SK8 restriction begins with its cause and is told once to every processor that holds fields")
    void begins() {
        assertThat(restrictions.restrict(aino, CAUSE, "olli")).isTrue();
        assertThat(restrictions.restrict(aino, CAUSE, "olli")).as("again").isFalse();
        assertThat(restrictions.restrict(aino, "subject-request:13", "olli")).isTrue();

        assertThat(person().restrictedAt()).isNotNull();
        assertThat(restrictions.inForce(aino))
                .extracting(Restriction::cause)
                .containsExactly(CAUSE, "subject-request:13");
        assertThat(told("restricted")).containsExactlyElementsOf(HOLDERS);
        assertThat(
                        texts(
                                "select payload::text from notice_delivery d join notice n on n.id = d.notice_id where kind = 'restricted'"))
                .as("fields and no values")
                .noneMatch(text -> text.contains("a.example") || text.contains("Esimerkki"));
        assertThat(texts("select what || ' ' || cause from erasure_event order by id"))
                .containsExactly("restricted " + CAUSE, "restricted subject-request:13");
        assertThatThrownBy(() -> restrictions.restrict(424_242L, CAUSE, "olli"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("SK8 restriction ends only when the last of its causes is lifted, and that is told once")
    void endsWithTheLastCause() {
        restrictions.restrict(aino, CAUSE, "olli");
        restrictions.restrict(aino, "subject-request:13", "olli");

        assertThat(restrictions.lift(aino, CAUSE, "olli")).isTrue();
        assertThat(person().restrictedAt()).isNotNull();
        assertThat(told("restriction-lifted")).isEmpty();

        assertThat(restrictions.lift(aino, "subject-request:13", "olli")).isTrue();
        assertThat(restrictions.lift(aino, "subject-request:13", "olli"))
                .as("again")
                .isFalse();
        assertThat(person().restrictedAt()).isNull();
        assertThat(told("restriction-lifted")).containsExactlyElementsOf(HOLDERS);
    }

    @Test
    @DisplayName(
            "V6 restriction: no feed changes disputed values, roles or the number, and what it said counts afterwards")
    void noFeedChangesAnything() {
        imports.page("prh-company", """
                {"totalResults":1,"companies":[{"businessId":{"value":"2617416-4"},"names":[{"name":"Pieni Paja Oy",
                 "type":"1","version":1}],"registeredEntries":[],"tradeRegisterStatus":"1","lastModified":"x"}]}""");
        restrictions.restrict(aino, CAUSE, "olli");
        String before = state();

        file(
                "C-1;Esimerkki;Aino;Johtaja;aino@a.example;0505550999;Katu 9;00100;Helsinki;FI;fi;;2617416-4;purchasing\n");

        assertThat(state()).isEqualTo(before);
        assertThat(texts("select count(*)::text from role")).containsExactly("0");
        assertThat(texts("select effects ->> 'refused.restricted' from run order by id desc limit 1"))
                .containsExactly("1");

        restrictions.lift(aino, CAUSE, "olli");
        file(
                "C-1;Esimerkki;Aino;Johtaja;aino@a.example;0505550999;Katu 9;00100;Helsinki;FI;fi;;2617416-4;purchasing\n");

        assertThat(texts("select title || ' ' || phone || ' ' || street from person where given_name = 'Aino'"))
                .as("the same word of the source, which was refused")
                .containsExactly("Johtaja +358505550999 Katu 9");
        assertThat(texts("select duty from role")).containsExactly("purchasing");
    }

    @Test
    @DisplayName("V6 restriction: a run that waited for its turn before it, and is applied after, changes nothing")
    void aRunThatWaitedChangesNothing() {
        hub.get(Deliveries.class)
                .fromFile(
                        "crm-person",
                        "test",
                        new ByteArrayInputStream((Imports.CRM_HEADER + row("Johtaja", "0505550999", "Katu 9"))
                                .getBytes(StandardCharsets.UTF_8)));
        restrictions.restrict(aino, CAUSE, "olli");
        String before = state();

        imports.executeAll();

        assertThat(state()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "V6 restriction: a change of another part of the same person, and of a part alone, changes nothing either")
    void allPartsAreRestricted() {
        file(row("Ostaja", "0505550101", "Katu 1")
                + "C-5;Esimerkki;Aino Maria;;am@e.example;0401231234;Katu 1;00100;Helsinki;FI;fi;;;\n");
        long part = Long.parseLong(texts("select id::text from person where given_name = 'Aino Maria'")
                .get(0));
        jdbc.sql(
                        "insert into entity_link (part_id, head_id, register_id) values (greatest(:a, :b), least(:a, :b), :register)")
                .param("a", aino)
                .param("b", part)
                .param("register", SOFOR)
                .update();
        restrictions.restrict(part, CAUSE, "olli");

        file(row("Johtaja", "0505550999", "Katu 9")
                + "C-5;Esimerkki;Aino Maria;Tytär;am@e.example;0401239999;Katu 8;00100;Helsinki;FI;fi;;;\n");

        assertThat(texts("select given_name || ' ' || street from person order by 1"))
                .containsExactly("Aino Katu 1", "Aino Maria Katu 1");
        restrictions.lift(aino, CAUSE, "olli");
        assertThat(texts("select count(*)::text from person where restricted_at is not null"))
                .as("lifted by whichever part")
                .containsExactly("0");
    }

    @Test
    @DisplayName(
            "V6 restriction: what a source withholds meanwhile is noted, kept from view, and emptied when it is over")
    void whatIsWithheldIsEmptiedAfterwards() {
        restrictions.restrict(aino, CAUSE, "olli");
        String before = state();

        withhold();

        assertThat(state()).isEqualTo(before);
        assertThat(person().value("street")).as("shown to nobody").isEmpty();
        assertThat(texts("select count(*)::text from change where new_value = 'Katu 1'"))
                .as("the history is as it was")
                .containsExactly("1");

        restrictions.lift(aino, CAUSE, "olli");

        assertThat(texts("select coalesce(street, '-') from person where given_name = 'Aino'"))
                .containsExactly("-");
        assertThat(texts("select count(*)::text from change where new_value = 'Katu 1' or old_value = 'Katu 1'"))
                .containsExactly("0");
    }

    @Test
    @DisplayName(
            "SK8 restriction: a steward corrects nothing, and the person's own word is let in and told when it is over")
    void onlyTheOwnWordIsLetIn() {
        restrictions.restrict(aino, CAUSE, "olli");

        assertThat(correct("steward")).extracting(Corrected::rule).containsExactly("restricted");
        assertThat(correct("portal")).extracting(Corrected::outcome).containsExactly("apply");

        assertThat(texts("select street from person where given_name = 'Aino'")).containsExactly("Oikea katu 5");
        assertThat(person().restrictedAt()).as("still restricted").isNotNull();
        assertThat(claimed()).extracting(one -> one.kind().word()).containsOnly("restricted");
        restrictions.lift(aino, CAUSE, "olli");
        List<ClaimedDelivery> first = claimed();
        assertThat(first)
                .filteredOn(one -> one.recipient().equals("print-house"))
                .as("the one that holds the street")
                .extracting(one -> one.kind().word())
                .containsExactly("rectified");
        assertThat(first).extracting(one -> one.kind().word()).containsOnly("rectified", "restriction-lifted");
    }

    @Test
    @DisplayName(
            "SK8 restriction: a correction that has not gone out waits, is overtaken by the notice, and goes out after it")
    void aPendingCorrectionWaits() {
        crm("Johtaja", "0505550199", "Katu 2");
        assertThat(told("rectified")).isNotEmpty();
        restrictions.restrict(aino, CAUSE, "olli");

        assertThat(claimed()).hasSize(3).extracting(one -> one.kind().word()).containsOnly("restricted");
        assertThat(claimed()).isEmpty();
        assertThat(hub.get(OutboxBatches.class).claim("processor-print-house", 10))
                .isNull();

        restrictions.lift(aino, CAUSE, "olli");

        assertThat(texts("""
                select distinct string_agg(n.kind, ' ' order by d.position) from notice_delivery d join notice n on n.id = d.notice_id
                 group by d.recipient""")).as("in this order to each").containsExactly("restricted rectified restriction-lifted");
        assertThat(claimed()).hasSize(3).extracting(one -> one.kind().word()).containsOnly("rectified");
    }

    @Test
    @DisplayName("SK8 restriction: what waited behind it stays what the evidence knows it as, and can be forgotten")
    void whatWaitedStaysTheSameInTheEvidence() {
        crm("Johtaja", "0505550199", "Katu 2");
        hub.get(Sealer.class).seal();
        restrictions.restrict(aino, CAUSE, "olli");
        hub.get(Sealer.class).seal();
        restrictions.lift(aino, CAUSE, "olli");
        hub.get(Sealer.class).seal();

        assertThat(hub.get(SelfCheck.class).check()).isEmpty();
        assertThat(count("""
                select count(*) from (select 1 from evidence_entry
                 where source = 'notice-delivery' group by entry::jsonb -> 'facts' ->> 'delivery' having count(*) > 1) twice
                """)).isZero();

        jdbc.sql("update notice_delivery set payload = '{}'").update();

        assertThat(count("select count(*) from evidence_entry where source = 'notice-delivery' and salt is not null"))
                .isZero();
        assertThat(hub.get(SelfCheck.class).check()).isEmpty();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Test
    @DisplayName("SK8 restriction: nobody whose data is restricted is in an extract")
    void isInNoExtract() {
        ExtractRequest all = new ExtractRequest(SOFOR, "direct-marketing", "email", "*", List.of());
        jdbc.sql("""
                with made as (
                    insert into permission_event (event_key, register_id, purpose, channel, state, source, by_person, event_time)
                    values ('portal:' || :id, :register, 'direct-marketing', '*', 'granted', 'portal', true, now()) returning id)
                insert into permission_subject (subject_key, event_id) select 'person:' || :id, id from made
                """).param("id", aino).param("register", SOFOR).update();
        assertThat(hub.get(Extracts.class).count(all).mayBeContacted()).isEqualTo(1);

        restrictions.restrict(aino, CAUSE, "olli");

        assertThat(hub.get(Extracts.class).count(all).mayBeContacted()).isZero();
    }

    @Test
    @DisplayName("SK8 restriction: no source is asked with the person's data, and one that watches is told to stop")
    void noSourceIsAsked() {
        assertThat(hub.get(PersonLookups.class).due("asiakastieto-consumer", 10, Duration.ofDays(1)))
                .hasSize(1);
        assertThat(hub.get(Identities.class).numbers(List.of(SOFOR), 1)).hasSize(1);
        WatchSet.Difference watched = hub.get(WatchSet.class)
                .difference("people-monitor", 10, Instant.now().plusSeconds(9));
        assertThat(watched.upserts()).hasSize(1);
        hub.get(WatchSet.class).told("people-monitor", watched, null);

        restrictions.restrict(aino, CAUSE, "olli");

        assertThat(hub.get(PersonLookups.class).due("asiakastieto-consumer", 10, Duration.ofDays(1)))
                .isEmpty();
        assertThat(hub.get(Identities.class).numbers(List.of(SOFOR), 1)).isEmpty();
        assertThat(hub.get(WatchSet.class)
                        .difference("people-monitor", 10, Instant.now().plusSeconds(9))
                        .deletes())
                .containsExactly(aino);
    }

    @Test
    @DisplayName("rule 1: a link still works while the data is restricted, and the opt-out is told to the providers")
    void optOutsAreStillRecorded() {
        restrictions.restrict(aino, CAUSE, "olli");
        String token = hub.get(LinkTokens.class)
                .token(new LinkSubject(SOFOR, aino, "aino@a.example", "*", "issue-7", Instant.now()));

        assertThat(hub.get(LinkActs.class).optOut(token, null)).isTrue();

        assertThat(hub.get(PermissionStates.class)
                        .of(aino, "direct-marketing", "email", "*")
                        .permission())
                .isEqualTo(Permission.PROHIBITED);
        assertThat(told("opt-out")).containsExactly("brevo", "mailchimp");
        assertThat(hub.get(Outbox.class).claim("provider-brevo", 10)).hasSize(1);
    }

    @Test
    @DisplayName("rule 1: a death that a source tells of restricted data is noted")
    void aDeathIsNoted() {
        restrictions.restrict(aino, CAUSE, "olli");

        change(
                "{\"tietoryhma\":\"KUOLINPAIVA\",\"muutosattribuutti\":\"LISATTY\",\"kuollut\":true,\"kuolinpv\":\"2026-10-01\"}");

        assertThat(person().deceasedAt()).isNotNull();
        assertThat(person().restrictedAt()).isNotNull();
    }

    @Test
    @DisplayName("SK8 restriction: who is restricted can be erased, and the restriction ends with them")
    void theRestrictedCanBeErased() {
        restrictions.restrict(aino, CAUSE, "olli");

        assertThat(hub.get(Erasures.class).erase(aino, "subject-request:14", "olli"))
                .isInstanceOf(Erased.Done.class);

        assertThat(texts("select count(*)::text from restriction where lifted_at is null"))
                .containsExactly("0");
        assertThat(claimed()).hasSize(3).extracting(one -> one.kind().word()).containsOnly("erased");
    }

    private List<Corrected> correct(String source) {
        return hub.get(Corrections.class)
                .correct(person(), source, Map.of("street", "Oikea katu 5"), new Because("Told by phone."), "meri");
    }

    /** What processors are handed now. */
    private List<ClaimedDelivery> claimed() {
        List<ClaimedDelivery> claimed = new ArrayList<>();
        for (String route :
                texts("select distinct route from notice_delivery where route like 'processor%' order by 1")) {
            hub.get(Outbox.class).claim(route, 10).forEach(one -> {
                claimed.add(one);
                hub.get(Outbox.class).sent(one, null).join();
            });
        }
        return claimed;
    }

    private List<String> told(String kind) {
        return texts(
                "select d.recipient from notice_delivery d join notice n on n.id = d.notice_id where n.kind = '%s' order by 1"
                        .formatted(kind));
    }

    /** Row, history, roles and numbers; not when it was restricted. */
    private String state() {
        return String.join("\n", texts("""
                        select (to_jsonb(p) - 'restricted_at')::text from person p
                        union all select c::text from change_set c
                        union all select key || (sealed is null)::text from identity
                        union all select r::text from role r order by 1
                        """));
    }

    private void withhold() {
        change("""
                {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"LISATTY","turvakieltoAktiivinen":true},
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"MUUTETTU","turvakiellonAlaisetKentat":["katunimi"]}""");
    }

    private static void change(String groups) {
        imports.page(
                "dvv-change",
                "{\"muutokset\":[{\"henkilotunnus\":\"%s\",\"muutospv\":\"%s\",\"tietoryhmat\":[%s]}],\"ajanTasalla\":true}"
                        .formatted(NUMBER, DAY, groups));
    }

    private EntityView person() {
        return hub.get(RegisterReader.class).person(aino).orElseThrow();
    }

    private static void crm(String title, String phone, String street) {
        file(row(title, phone, street));
    }

    private static void file(String rows) {
        imports.file("crm-person", Imports.CRM_HEADER + rows);
    }

    private static String row(String title, String phone, String street) {
        return "C-1;Esimerkki;Aino;%s;aino@a.example;%s;%s;00100;Helsinki;FI;fi;;;\n".formatted(title, phone, street);
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
