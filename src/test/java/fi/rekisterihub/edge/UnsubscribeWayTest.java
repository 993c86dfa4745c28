package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.simulator.BrevoSimulator;
import fi.rekisterihub.simulator.HookCall;
import fi.rekisterihub.simulator.MailchimpSimulator;
import fi.rekisterihub.support.FilledHub;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unsubscription's whole way over real HTTP: through the security chain, the ledger and a route to a provider. */
class UnsubscribeWayTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SOFOR = People.REGISTER;

    private final FilledHub hub = FilledHub.hub();
    private final MailchimpSimulator mailchimp = hub.mailchimp();
    private final BrevoSimulator brevo = hub.brevo();
    private final String email = People.freshEmail();
    private long person;

    @BeforeEach
    void subscribeEverywhere() {
        person = hub.jdbc()
                .sql("""
                        insert into person (register_id, family_name, email, email_key, provenance, extra)
                        values (:register, 'Lukija', :email, :key, '{5,0,0,0,5,0,0,0,0,0,0,0}', '{}') returning id
                        """)
                .param("register", SOFOR)
                .param("email", email)
                .param("key", hub.get(SubjectKeys.class).email(email))
                .query(Long.class)
                .single();
        mailchimp.subscribe(email);
        brevo.add(email);
        brevo.webhook(event -> assertThat(HookCall.post(
                        hub.url("/hooks/brevo"),
                        "application/json",
                        event,
                        "Authorization",
                        "Bearer " + FilledHub.HOOK_SECRET))
                .isEqualTo(200));
    }

    @AfterEach
    void forgetThePerson() {
        brevo.webhook(nobodyListens -> {});
        hub.jdbc().sql("delete from person where id = ?").param(person).update();
    }

    @Test
    void carriesAHookToTheOtherProviderAndDoesNotEchoItBack() {
        String form = mailchimp.unsubscribe(email, Instant.now());

        assertThat(HookCall.post(hub.url("/hooks/mailchimp?secret=" + FilledHub.HOOK_SECRET), FORM, form))
                .isEqualTo(200);

        await().untilAsserted(() -> assertThat(brevo.suppresses(email)).isTrue());
        // Brevo calls back about what the hub itself had asked for: kept as evidence, told to nobody.
        await().untilAsserted(() -> assertThat(acts()).isEqualTo("brevo, mailchimp"));
        await().untilAsserted(() -> assertThat(told()).isEqualTo("brevo confirmed, mailchimp confirmed"));
        assertThat(brevo.timesTold(email)).isEqualTo(1);
        assertThat(mailchimp.timesTold(email)).isZero();
        assertThat(hub.visitor("officer").get("/people/" + person).body())
                .contains("Kielletty", "vahvistettu", "nähty siellä", "Sama kielto tuli uudelleen")
                .containsOnlyOnce("Henkilö kielsi");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, List-Unsubscribe=One-Click",
        "multipart/form-data; boundary=b,"
                + "'--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n'"
    })
    void carriesAClickToBothProvidersWithoutLoginCookieOrToken(String contentType, String body) {
        LinkSubject subject = new LinkSubject(SOFOR, person, email, "*", "issue-7", Instant.EPOCH);
        String path = "/u/" + hub.get(LinkTokens.class).token(subject);
        assertThat(plain(hub.stranger().get(path + "?lang=en"))).contains("<button");
        assertThat(acts()).isEmpty();

        HttpResponse<String> clicked = hub.stranger().call(path, request -> request.header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(plain(clicked)).contains("Valmis");
        await().untilAsserted(() -> assertThat(told()).isEqualTo("brevo confirmed, mailchimp confirmed"));
        // Brevo repeats what it was told: that is evidence, and no opt-out from the other registers of the hub.
        await().untilAsserted(() -> assertThat(acts()).isEqualTo("brevo, link"));
        assertThat(registersOfActs()).isEqualTo(SOFOR);
        assertThat(mailchimp.timesTold(email)).isEqualTo(1);
        assertThat(brevo.timesTold(email)).isEqualTo(1);
        assertThat(brevo.suppresses(email)).isTrue();
        assertThat(mailchimp.status(email)).isEqualTo("unsubscribed");
        assertThat(plain(hub.stranger().get(path + "?lang=en"))).contains("already recorded");
        assertThat(hub.visitor("officer").get("/people/" + person).body()).contains("Kielletty", "poistumislinkki");
    }

    @Test
    void answersAStrangerAtAHookWithoutSendingHimToTheLogin() {
        assertThat(HookCall.post(hub.url("/hooks/mailchimp"), FORM, "type=unsubscribe"))
                .isEqualTo(401);
        assertThat(HookCall.post(hub.url("/hooks/nobody?secret=x"), FORM, "type=unsubscribe"))
                .isEqualTo(404);
        assertThat(hub.stranger().get("/u/cut-off").statusCode()).isEqualTo(404);
    }

    private static String plain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'unsafe-inline'", "frame-ancestors 'none'")
                .doesNotContain("script-src");
        return answer.body();
    }

    private String acts() {
        return hub.jdbc()
                .sql("""
                        select coalesce(string_agg(e.source, ', ' order by e.source), '')
                          from permission_event e join permission_subject s on s.event_id = e.id
                         where s.subject_key = :key
                        """)
                .param("key", hub.get(SubjectKeys.class).email(email))
                .query(String.class)
                .single();
    }

    private String registersOfActs() {
        return hub.jdbc()
                .sql("""
                        select string_agg(distinct coalesce(e.register_id, 'every register'), ', ')
                          from permission_event e join permission_subject s on s.event_id = e.id
                         where s.subject_key = :key
                        """)
                .param("key", hub.get(SubjectKeys.class).email(email))
                .query(String.class)
                .single();
    }

    private String told() {
        return hub.jdbc().sql("""
                        select coalesce(string_agg(recipient || ' ' || status, ', ' order by recipient), '')
                          from notice_delivery where payload ->> 'email' = :email
                        """).param("email", email).query(String.class).single();
    }
}
