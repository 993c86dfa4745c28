package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.MailReader;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.permission.LinkActs;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.permission.MailReplies;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.ProviderEvents;
import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One person with unmistakable values, whom feeds, hooks, clicks, mails and stewards have made known to nearly every table. */
record KnownPerson(QuietHub hub, Imports imports) {

    static final String REGISTER = "sofor-asiakasrekisteri";
    static final String FAMILY = "Kvarnströmilä";
    static final String GIVEN = "Unelmariina";
    static final String FORMER_FAMILY = "Entisnimelä";
    static final String EMAIL = "unelmariina@kvarkkinen.example";
    static final String FORMER_EMAIL = "vanha.osoite@muinainen.example";
    static final String STREET = "Olematonkuja";
    static final String FORMER_STREET = "Muinaiskatu";
    static final String NUMBER = "131052-308T";
    static final String PHONE = "0457654321";
    static final String FORMER_PHONE = "0441239876";
    static final String RECORD = "CRM-93217";

    /** Everything by which the person could be told, in any spelling. */
    static final String[] WORDS = {
        FAMILY,
        GIVEN,
        FORMER_FAMILY,
        EMAIL,
        "kvarkkinen",
        FORMER_EMAIL,
        "muinainen.example",
        STREET,
        FORMER_STREET,
        NUMBER,
        "308T",
        "457654321",
        "5 765 4321",
        "441239876",
        RECORD,
        "fonecta-93217"
    };

    static String crmRow(String family, String email, String phone, String street) {
        return "%s;%s;%s;Ostaja;%s;%s;%s 77;00100;Helsinki;FI;fi;1952;2617416-4;Ostopäällikkö\n"
                .formatted(RECORD, family, GIVEN, email, phone, street);
    }

    /** Lets every way of the hub hear of the person. */
    long becomesKnown() throws NoMail {
        imports.page("asiakastieto-company", """
                {"companyResponse": {"responseHeader": {"responseStatus": "0"},
                 "identificationData": {"businessId": "26174164", "name": "Pieni Paja Oy", "companyForm": "OY",
                  "address": {"street": "Katu 3", "zip": "00160", "town": "HELSINKI"},
                  "contactInformation": {"phone": "%s", "email": "info@paja.example"}}, "errorMessage": null}}
                """.formatted(FORMER_PHONE));
        leavesOtherRegisters();
        String others = "CRM-1;Muu;Mikko;;mikko@a.example;0501112223;Katu 1;00100;Helsinki;FI;fi;;;\n";
        imports.file(
                "crm-person",
                Imports.CRM_HEADER + others + crmRow(FORMER_FAMILY, FORMER_EMAIL, FORMER_PHONE, FORMER_STREET));
        imports.file("crm-person", Imports.CRM_HEADER + others + crmRow(FAMILY, EMAIL, PHONE, STREET));
        long person = id();
        hub.get(Identities.class).follow(person, IdentityNumber.parse(NUMBER).orElseThrow());
        // Rows that cannot be used: one by its phone, one by its form.
        imports.file(
                "crm-person",
                Imports.CRM_HEADER
                        + others
                        + crmRow(FAMILY, "unelmariina(at)kvarkkinen", PHONE, STREET)
                        + "x;%s;%s;045 765 4321\n".formatted(FAMILY, EMAIL));
        // A doubtful one: the address is hers, the name is not.
        imports.file("fonecta-contact", """
                {"contacts": [
                 {"contactType": "PERSON", "id": "fonecta-93217", "firstName": "Ines", "lastName": "Toinen", "emails": ["%s"],
                  "address": {"streetAddress": "%s 77", "postalCode": "00100", "postOffice": "HELSINKI"}},
                 {"contactType": "PERSON", "id": "fonecta-1", "firstName": "Mauno", "lastName": "Muukainen",
                  "emails": ["mauno@muu.example"]}]}""".formatted(EMAIL, STREET));
        imports.page("dvv-change", """
                {"muutokset":[{"henkilotunnus":"%s","muutospv":"2026-11-09T22:00:00.000Z","tietoryhmat":[
                 {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"LISATTY","katunimi":{"fi":"%s"},
                  "katunumero":"79","postinumero":"00100","postitoimipaikka":{"fi":"HELSINKI"}}]}],"ajanTasalla":true}""".formatted(NUMBER, STREET));
        hearsStewards(person);
        arrives(person);
        return person;
    }

    /** The company stands in another register too, which this is not about. */
    private void leavesOtherRegisters() {
        for (String sql : List.of(
                "delete from change_set where register_id <> :register",
                "delete from source_record r using stream s where s.id = r.stream_id and s.register_id <> :register",
                "delete from company where register_id <> :register")) {
            jdbc().sql(sql).param("register", REGISTER).update();
        }
    }

    private void hearsStewards(long person) {
        EntityView seen = hub.get(RegisterReader.class).person(person).orElseThrow();
        hub.get(Corrections.class)
                .correct(
                        seen,
                        "steward",
                        Map.of("socialMedia", "@unelmariina.kvarkkinen"),
                        new Because(GIVEN + " kertoi itse puhelimessa."),
                        "meri");
        jdbc().sql("insert into audit (who, action, entity_id, detail) values ('meri', 'corrected', :id, :detail)")
                .param("id", person)
                .param("detail", GIVEN + " soitti numerosta " + PHONE)
                .update();
        hub.get(PermissionLedger.class)
                .record(new PermissionAct(
                        "console:unelma",
                        null,
                        PermissionAct.DIRECT_MARKETING,
                        "phone",
                        "*",
                        Permission.PROHIBITED,
                        "console",
                        true,
                        Set.of(person),
                        null,
                        null,
                        Map.of("enteredBy", "meri", "reason", FAMILY + " ei halua soittoja"),
                        Instant.now()));
        jdbc().sql("""
                insert into identity_decision (register_id, entity, one, other, verdict, reason, decided_by)
                values ('sofor-asiakasrekisteri', 'person', :id, :other, 'different', :reason, 'meri')
                """)
                .param("id", person)
                .param("other", person + 1)
                .param("reason", GIVEN + " on eri henkilö")
                .update();
        // Half of what was told has gone out.
        jdbc().sql("""
                update notice_delivery set status = 'sent', sent_at = now(), receipt = 'kuitti'
                 where entity_id = :id and position % 2 = 0
                """).param("id", person).update();
    }

    /** A hook, a click and two mails, one of them for somebody to look at. */
    private void arrives(long person) throws NoMail {
        Inbox inbox = hub.get(Inbox.class);
        byte[] hook = """
                {"event":"unsubscribe","email":"%s","ts_epoch":1762700000,"list_id":[3],"camp_id":1}""".formatted(EMAIL).getBytes(StandardCharsets.UTF_8);
        InboxItem item = inbox.acceptAndClaim("brevo", "hook-1", "application/json", Map.of(), hook)
                .orElseThrow();
        hub.get(ProviderEvents.class).apply(item, "brevo-event");
        String opened = "event=open&email=" + FORMER_EMAIL.replace("@", "%40");
        inbox.accept("sendgrid", "hook-2", "text/plain", Map.of(), opened.getBytes(StandardCharsets.UTF_8));
        jdbc().sql("update inbox set status = 'done', done_at = now() where event_key = 'hook-2'")
                .update();
        String token = hub.get(LinkTokens.class)
                .token(new LinkSubject(REGISTER, person, EMAIL, "*", "issue-7", Instant.now()));
        assertThat(hub.get(LinkActs.class).optOut(token, "Sähköposti " + GIVEN)).isTrue();
        for (String text : List.of("Poistakaa minut listalta.", "Haluan tietää, mitä minusta tiedätte, kiitos.")) {
            byte[] mail = ("From: =?UTF-8?Q?%s?= <%s>\r\nTo: unsubscribe@hub.example\r\nSubject: Re: kirje\r\n"
                            + "Message-ID: <m%d@muu.example>\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n%s\r\n%s %s\r\n")
                    .formatted(GIVEN, EMAIL, text.length(), text, GIVEN, FAMILY)
                    .getBytes(StandardCharsets.UTF_8);
            InboxItem kept = inbox.acceptAndClaim(
                            MailReplies.SOURCE, "m" + text.length(), "message/rfc822", Map.of("From", EMAIL), mail)
                    .orElseThrow();
            hub.get(MailReplies.class).apply(kept, MailReader.read(mail));
        }
        // Not settled yet when the erasure comes.
        inbox.accept("brevo", "hook-3", "application/json", Map.of(), hook);
    }

    long id() {
        return jdbc().sql("select id from person where given_name = :given")
                .param("given", GIVEN)
                .query(Long.class)
                .single();
    }

    boolean isHere() {
        return jdbc().sql("select exists (select from person where given_name = :given)")
                .param("given", GIVEN)
                .query(Boolean.class)
                .single();
    }

    private JdbcClient jdbc() {
        return hub.get(JdbcClient.class);
    }
}
