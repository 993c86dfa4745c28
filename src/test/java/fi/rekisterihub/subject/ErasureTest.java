package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.Reruns;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.ProviderDelivery;
import fi.rekisterihub.notice.ProviderOutbox;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.permission.ToldProhibitions;
import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an erasure does, what stops it, who is told, and that the person stays away. */
class ErasureTest {

    private static final String CAUSE = "subject-request:7";
    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String MIKKO = "C-2;Muu;Mikko;;mikko@b.example;0501112223;Katu 9;00100;Helsinki;FI;fi;;;\n";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;
    private Erasures erasures;
    private long aino;

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
    void ainoAndMikko() {
        jdbc = hub.get(JdbcClient.class);
        erasures = hub.get(Erasures.class);
        imports.emptyRegister();
        crm(row("C-1", "Esimerkki", "aino@a.example", "0505550101", "Katu 1"));
        aino = id("Aino");
        // The ledger forgets nothing: what a test before this one prohibited is told when the address comes again.
        jdbc.sql("delete from notice_delivery").update();
        jdbc.sql("delete from notice").update();
    }

    @Test
    @DisplayName("rule 2: no feed brings an erased person back by e-mail, phone, address or the source's own number")
    void noFeedBringsTheErasedBack() {
        crm(row("C-1", "Esimerkki", "aino.uusi@a.example", "0505550102", "Katu 2"));
        erase();

        crm(row("C-1", "Esimerkki", "aino.uusi@a.example", "0505550102", "Katu 2"));
        crm(row("C-9", "Esimerkki", "aino@a.example", "", ""));
        crm(row("C-10", "Toinen", "", "050 555 0102", ""));
        crm(row("C-11", "Esimerkki", "", "", "Katu 1"));
        crm(row("C-1", "Avioitunut", "aivan@uusi.example", "0409998887", "Muu katu 3"));

        assertThat(texts("select given_name from person")).containsExactly("Mikko");
        assertThat(texts("select effects ->> 'refused.erased-stays-erased' from run order by id desc limit 5"))
                .as("each is counted, and nothing else became of it")
                .containsOnly("1");
        assertThat(texts("select key from source_record"))
                .as("and nothing of it is kept")
                .containsExactly("C-2");
    }

    @Test
    @DisplayName("rule 2: no change of the population register brings an erased person back")
    void noChangeByNumberBringsTheErasedBack() {
        hub.get(Identities.class)
                .follow(aino, IdentityNumber.parse("131052-308T").orElseThrow());
        erase();

        imports.page("dvv-change", """
                {"muutokset":[{"henkilotunnus":"131052-308T","muutospv":"2026-11-09T22:00:00.000Z","tietoryhmat":[
                 {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"LISATTY","katunimi":{"fi":"Uusikatu"},
                  "katunumero":"9","postinumero":"00100","postitoimipaikka":{"fi":"HELSINKI"}}]}],"ajanTasalla":true}""");

        assertThat(texts("select effects ->> 'refused.erased-stays-erased' from run order by id desc limit 1"))
                .containsExactly("1");
        assertThat(
                        texts(
                                "select count(*)::text from source_record where position('Uusikatu' in convert_from(raw, 'UTF8')) > 0"))
                .containsExactly("0");
    }

    @Test
    @DisplayName("rule 2: a row of an erased person that cannot be used is not parked with its text")
    void aBadRowOfTheErasedIsNotKept() {
        erase();

        crm(row("C-1", "Esimerkki", "aino(at)a", "0505550101", "Katu 1") + "x;Esimerkki;Aino;aino@a.example\n");

        assertThat(texts("select raw from parked")).allMatch(String::isEmpty);
        assertThat(texts("select status from parked")).containsOnly("dropped");
        assertThat(
                        texts(
                                "select rows_in = applied + unchanged + review + refused + parked from run order by id desc limit 1"))
                .containsExactly("t");
    }

    @Test
    @DisplayName("rule 2: a steward cannot enter what was an erased person's either")
    void aStewardCannotBringTheirValuesBack() {
        erase();
        long mikko = id("Mikko");

        List<Corrected> corrected = hub.get(Corrections.class)
                .correct(
                        hub.get(RegisterReader.class).person(mikko).orElseThrow(),
                        "steward",
                        Map.of("email", "aino@a.example"),
                        new Because("Told by phone."),
                        "meri");

        assertThat(corrected).extracting(Corrected::rule).containsExactly("erased-stays-erased");
        assertThat(texts("select email from person where given_name = 'Mikko'")).containsExactly("mikko@b.example");
    }

    @Test
    @DisplayName("rule 2: an address that others have too keeps the erased away by name, and not the others")
    void aSwitchboardNumberShutsNobodyElseOut() {
        crm(row("C-1", "Esimerkki", "aino@a.example", "095550100", "Katu 1")
                + "C-3;Kolmas;Kaisa;;kaisa@c.example;095550100;Katu 3;00100;Helsinki;FI;fi;;;\n");
        erase();

        crm(row("C-12", "Esimerkki", "", "09 555 0100", "")
                + "C-3;Kolmas;Kaisa;Johtaja;kaisa@c.example;095550100;Katu 4;00100;Helsinki;FI;fi;;;\n"
                + "C-4;Neljäs;Niilo;;niilo@d.example;095550100;Katu 5;00100;Helsinki;FI;fi;;;\n");

        assertThat(texts("select given_name from person order by 1")).containsExactly("Kaisa", "Mikko", "Niilo");
        assertThat(texts("select title from person where given_name = 'Kaisa'")).containsExactly("Johtaja");
    }

    @Test
    @DisplayName("rule 1: what an erased person prohibited stays prohibited at every address that was theirs")
    void theirProhibitionsStay() {
        hub.get(PermissionLedger.class).record(optOut());
        crm(row("C-1", "Esimerkki", "aino.uusi@a.example", "0505550102", "Katu 2"));
        erase();

        for (String address : List.of("aino@a.example", "aino.uusi@a.example")) {
            long back = jdbc.sql("""
                    insert into person (id, register_id, given_name, email, email_key)
                    select nextval('entity_id'), 'soprano-valiaikainen-markkinointirekisteri', 'Palaaja', :email, :key
                    returning id
                    """)
                    .param("email", address)
                    .param("key", hub.get(SubjectKeys.class).email(address))
                    .query(Long.class)
                    .single();
            assertThat(hub.get(PermissionStates.class).mayContact(back, PermissionAct.DIRECT_MARKETING, "email"))
                    .as(address)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("rule 4: every processor that holds fields is told once that the person was erased, and of no value")
    void everyHolderIsToldOnce() {
        crm(row("C-1", "Esimerkki", "aino.uusi@a.example", "0505550102", "Katu 2"));
        assertThat(texts("select status from notice_delivery")).isNotEmpty().containsOnly("new");
        erase();
        erase();

        assertThat(texts("""
                select d.recipient from notice_delivery d join notice n on n.id = d.notice_id
                 where n.kind = 'erased' order by 1""")).containsExactly("event-office", "licence-registry", "print-house");
        List<ClaimedDelivery> told = new ArrayList<>();
        for (String route :
                texts("select distinct route from notice_delivery where status = 'new' and route like 'processor%'")) {
            told.addAll(hub.get(Outbox.class).claim(route, 50));
        }
        assertThat(told)
                .as("what waited before does not go out any more")
                .hasSize(3)
                .allMatch(one -> one.kind().word().equals("erased"))
                .noneMatch(one -> one.payload().toString().contains("a.example"));
    }

    @Test
    @DisplayName("rule 1: an opt-out that was on its way to a provider still arrives, and its address goes afterwards")
    void anOptOutOnItsWayArrives() {
        hub.get(PermissionLedger.class).record(optOut());
        erase();

        List<ClaimedDelivery> due = hub.get(Outbox.class).claim("provider-brevo", 10);
        assertThat(due).hasSize(1).first().matches(one -> one.payload()
                .get("email")
                .equals("aino@a.example"));
        hub.get(Outbox.class).sent(due.get(0), "ok").join();
        hub.get(Outbox.class)
                .claim("provider-brevo", 10)
                .forEach(one -> hub.get(Outbox.class).sent(one, "ok").join());
        hub.get(Outbox.class)
                .claim("provider-mailchimp", 10)
                .forEach(one -> hub.get(Outbox.class).sent(one, "ok").join());
        hub.get(Outbox.class)
                .claim("provider-mailchimp", 10)
                .forEach(one -> hub.get(Outbox.class).sent(one, "ok").join());
        jdbc.sql("update erasure_rest set next_at = now()").update();
        hub.get(ErasedRest.class).round();

        assertThat(texts("select payload::text from notice_delivery")).noneMatch(text -> text.contains("a.example"));
    }

    @Test
    @DisplayName(
            "rule 1: a provider that was told and forgot is told again after an erasure, until it was seen to keep it")
    void aProviderThatForgotIsToldAgain() {
        ProviderOutbox outbox = hub.get(ProviderOutbox.class);
        hub.get(PermissionLedger.class).record(optOut());
        erase();
        takesAll(outbox);
        settled();

        for (int look = 0; look < 3; look++) {
            outbox.claimChecks("provider-brevo", 10).stream()
                    .filter(one -> one.email().equals("aino@a.example"))
                    .forEach(one -> outbox.missed(one, Duration.ZERO));
        }
        assertThat(takesAll(outbox)).contains("aino@a.example");

        outbox.claimChecks("provider-brevo", 10).forEach(one -> outbox.confirmed(one, null, Duration.ofDays(7)));
        settled();
        assertThat(texts("select payload::text from notice_delivery where recipient = 'brevo'"))
                .as("seen silent once, the address goes")
                .isNotEmpty()
                .noneMatch(text -> text.contains("a.example"));
        assertThat(outbox.claimChecks("provider-brevo", 10)).isEmpty();
    }

    @Test
    @DisplayName("rule 1: the provider that said it is looked at after an erasure too")
    void theProviderThatSaidItIsLookedAt() {
        ProviderOutbox outbox = hub.get(ProviderOutbox.class);
        hub.get(PermissionLedger.class)
                .record(PermissionAct.emailOptOut(
                        "brevo:" + aino, null, "brevo", Set.of(), "aino@a.example", Map.of(), Instant.now()));
        erase();
        settled();

        List<ProviderDelivery> checks = outbox.claimChecks("provider-brevo", 10);

        assertThat(checks).extracting(ProviderDelivery::email).containsExactly("aino@a.example");
        assertThat(checks).allMatch(one -> hub.get(ToldProhibitions.class)
                .hold(
                        one.delivery().registerId(),
                        one.delivery().entityId(),
                        one.email(),
                        "*",
                        one.delivery().noticedAt()));
    }

    /** Each of a person after the other. */
    private static List<String> takesAll(ProviderOutbox outbox) {
        List<String> told = new ArrayList<>();
        List<ProviderDelivery> due;
        while (!(due = outbox.claim("provider-brevo", 10)).isEmpty()) {
            due.forEach(one -> outbox.sent(one, "HTTP 200", Duration.ZERO));
            due.forEach(one -> told.add(one.email()));
        }
        return told;
    }

    private void settled() {
        jdbc.sql("update erasure_rest set next_at = now()").update();
        hub.get(ErasedRest.class).round();
    }

    @Test
    @DisplayName("SA4: a hold stops an erasure, and the answer names it with its reason and its day")
    void aHoldStopsIt() {
        LocalDate day = Finland.today().plusDays(30);
        long hold = hub.get(Holds.class).put(aino, "dispute", "Lasku on riitautettu.", day, "olli");

        assertThat(erasures.plan(aino, CAUSE).stops())
                .containsExactly(new Stop("dispute", "Lasku on riitautettu.", day));
        assertThat(erasures.erase(aino, CAUSE, "olli"))
                .isEqualTo(new Erased.Stopped(List.of(new Stop("dispute", "Lasku on riitautettu.", day))));
        assertThat(texts("select given_name from person order by 1")).contains("Aino");

        assertThat(hub.get(Holds.class).lift(hold, "olli")).isTrue();
        assertThat(hub.get(Holds.class).lift(hold, "olli")).as("twice").isFalse();
        assertThat(erasures.erase(aino, CAUSE, "olli")).isInstanceOf(Erased.Done.class);
    }

    @Test
    @DisplayName("SA4: a hold whose day has passed stops nothing")
    void aHoldEndsWithItsDay() {
        hub.get(Holds.class).put(aino, "dispute", "Lasku.", Finland.today(), "olli");
        assertThat(hub.get(Holds.class).inForce(aino)).hasSize(1);
        jdbc.sql("update data_hold set until = current_date - 2").update();

        assertThat(hub.get(Holds.class).inForce(aino)).isEmpty();
        assertThat(erasures.plan(aino, CAUSE).possible()).isTrue();
    }

    @Test
    void aHoldThatTheProfileDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> hub.get(Holds.class).put(aino, "whim", "x", null, "olli"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("knows no hold 'whim'")
                .hasMessageContaining("legal-duty");
        assertThatThrownBy(() -> hub.get(Holds.class)
                        .put(aino, "dispute", "x", Finland.today().minusDays(1), "olli"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("SA4: the dry run changes nothing")
    void theDryRunChangesNothing() {
        List<String> before = texts("select p::text from person p order by 1");

        ErasurePlan plan = erasures.plan(aino, CAUSE);

        assertThat(plan.places())
                .extracting(ErasurePlan.Place::id)
                .contains("person", "history", "source-records", "deliveries");
        assertThat(plan.told()).containsExactlyInAnyOrder("event-office", "licence-registry", "print-house");
        assertThat(plan.providers()).contains("brevo", "mailchimp");
        assertThat(texts("select p::text from person p order by 1")).isEqualTo(before);
        assertThat(texts("select what from erasure_event")).isEmpty();
    }

    @Test
    void theSecondErasureIsTheFirst() {
        erase();

        assertThat(erasures.erase(aino, "subject-request:8", "olli")).isInstanceOf(Erased.Before.class);
        assertThat(texts("select what || ' ' || cause from erasure_event")).containsExactly("erased " + CAUSE);
        assertThat(erasures.erased(aino))
                .hasValueSatisfying(was -> assertThat(was.who()).isEqualTo("olli"));
        assertThat(erasures.erase(424_242L, CAUSE, "olli")).isInstanceOf(Erased.Nobody.class);
        assertThatThrownBy(() -> erasures.plan(aino, CAUSE)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    @DisplayName("SA4: all who were found to be one are erased together")
    void allPartsGo() {
        crm(row("C-1", "Esimerkki", "aino@a.example", "0505550101", "Katu 1")
                + "C-5;Esimerkki;Aino Maria;;am@e.example;0401231234;Katu 1;00100;Helsinki;FI;fi;;;\n");
        long part = id("Aino Maria");
        jdbc.sql("insert into entity_link (part_id, head_id, register_id) values (:part, :head, :register)")
                .param("part", Math.max(part, aino))
                .param("head", Math.min(part, aino))
                .param("register", SOFOR)
                .update();

        erasures.erase(part, CAUSE, "olli");

        assertThat(texts("select given_name from person")).containsExactly("Mikko");
        assertThat(texts("select count(*)::text from entity_link")).containsExactly("0");
    }

    @Test
    @DisplayName("SA4: erasing from one register leaves the others as they are")
    void otherRegistersStay() {
        String elsewhere = "soprano-valiaikainen-markkinointirekisteri";
        jdbc.sql("""
                insert into person (id, register_id, family_name, given_name, email, email_key)
                select nextval('entity_id'), :register, family_name, 'Aino toisaalla', email, email_key from person where id = :id
                """).param("register", elsewhere).param("id", aino).update();

        erase();

        assertThat(texts("select given_name || ' ' || email from person order by 1"))
                .containsExactly("Aino toisaalla aino@a.example", "Mikko mikko@b.example");
        assertThat(texts("select distinct register_id from suppression")).containsExactly(SOFOR);
    }

    @Test
    @DisplayName("F6: whoever is purged because their time is over may come again")
    void thePurgedMayComeAgain() {
        assertThat(erasures.purge(aino, "retention:contacts", "hub")).isInstanceOf(Erased.Done.class);

        crm(row("C-1", "Esimerkki", "aino@a.example", "0505550101", "Katu 1"));

        assertThat(texts("select given_name from person order by 1")).containsExactly("Aino", "Mikko");
    }

    @Test
    @DisplayName("rule 2: reading a stored delivery again brings nobody back")
    void aRerunBringsNobodyBack() {
        erase();
        long first = Long.parseLong(texts("select min(id)::text from run").get(0));
        hub.get(ErasedRest.class).round();

        hub.get(Reruns.class).queue(first, "olli", "again");
        imports.executeAll();

        assertThat(texts("select given_name from person")).containsExactly("Mikko");
        assertThat(texts("select status from run where rerun_of is not null")).containsExactly("done");
        assertThat(texts("select count(*)::text from parked")).containsExactly("0");
    }

    private void erase() {
        erasures.erase(aino, CAUSE, "olli");
    }

    private PermissionAct optOut() {
        return new PermissionAct(
                "console:" + aino,
                null,
                PermissionAct.DIRECT_MARKETING,
                "*",
                "*",
                Permission.PROHIBITED,
                "console",
                true,
                Set.of(aino),
                null,
                null,
                Map.of(),
                Instant.now());
    }

    private static void crm(String rows) {
        imports.file("crm-person", Imports.CRM_HEADER + MIKKO + rows);
    }

    private static String row(String key, String family, String email, String phone, String street) {
        return "%s;%s;Aino;;%s;%s;%s;00100;Helsinki;FI;fi;1970;;\n".formatted(key, family, email, phone, street);
    }

    private long id(String given) {
        return jdbc.sql("select id from person where given_name = :given")
                .param("given", given)
                .query(Long.class)
                .single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
