package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionBench;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What may be sent to a link, and the page on which each topic and channel is chosen. */
@SpringBootTest(
        classes = Rim.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
class PreferencesTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final String EMAIL = "direct-marketing email *";
    private static final String PHONE = "direct-marketing phone *";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @LocalServerPort
    private int port;

    @Autowired
    private PermissionBench bench;

    private String email = "";
    private long person;
    private String link = "";

    @BeforeEach
    void aReader() {
        email = People.freshEmail();
        // Nobody else's: who says no by every channel says it for the number too.
        person = bench.people.add(REGISTER, email, "+358 40 77" + (10_000 + NUMBER.incrementAndGet()));
        link = "/u/" + bench.linkTokens.token(new LinkSubject(REGISTER, person, email, "*", "issue-7", Instant.EPOCH));
    }

    // ------------------------------------------------------------------ what may be sent

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, List-Unsubscribe=One-Click, one-click",
        "application/x-www-form-urlencoded;charset=UTF-8, List-Unsubscribe=One-Click, one-click",
        "'', List-Unsubscribe=One-Click, one-click",
        "text/plain, List-Unsubscribe=One-Click, one-click",
        "application/x-www-form-urlencoded, act=stop, page",
        "application/x-www-form-urlencoded, '', other-form",
        "application/x-www-form-urlencoded, from=a&list=b, other-form"
    })
    @DisplayName("SM5 the evidence tells a mail program's click from the page's button")
    void keepsHowTheClickCame(String type, String body, String way) throws Exception {
        assertThat(post(link, type, body).statusCode()).isEqualTo(200);

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(ways()).containsExactly(way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "none of the boundaries below"})
    void takesOneClickAsPartsWhateverTheBoundary(String boundary) throws Exception {
        String part = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n"
                + "Content-Type: text/plain\r\n\r\nOne-Click\r\n--b--\r\n";

        assertThat(post(link, "multipart/form-data; boundary=\"" + boundary + "\"", part)
                        .statusCode())
                .isEqualTo(200);

        assertThat(ways()).containsExactly("one-click");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, '{\"List-Unsubscribe\":\"One-Click\"}'",
        "application/xml, <unsubscribe/>",
        "text/plain, please",
        "application/x-www-form-urlencoded, List-Unsubscribe=%zz"
    })
    void refusesWhatIsNoFormAndDoesNothing(String type, String body) throws Exception {
        HttpResponse<String> answer = post(link + "?lang=en", type, body);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body())
                .contains("could not be read", "Nothing was changed")
                .doesNotContain("<button");
        assertThat(post(link + "/preferences", type, body).statusCode()).isEqualTo(415);
        assertThat(bench.mayEmail(person)).isTrue();
        assertThat(ways()).isEmpty();
    }

    @Test
    void refusesAFormThatIsTooLongAlsoWhenItsLengthIsNotTold() throws Exception {
        String body = "List-Unsubscribe=One-Click&x=" + "x".repeat(LinkForm.LARGEST);
        for (String path : List.of(link, link + "/preferences")) {
            assertThat(post(path, FORM, body).statusCode()).isEqualTo(413);
            assertThat(send(request(path)
                                    .header("Content-Type", FORM)
                                    .POST(BodyPublishers.ofInputStream(
                                            () -> new java.io.ByteArrayInputStream(body.getBytes()))))
                            .statusCode())
                    .isEqualTo(413);
        }
        assertThat(bench.mayEmail(person)).isTrue();
    }

    @Test
    void bindsOnlyTheRegisterOfTheLink() throws Exception {
        long elsewhere = bench.people.add("nobody", email, null);

        assertThat(post(link, FORM, "act=stop").statusCode()).isEqualTo(200);

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.mayEmail(elsewhere)).isTrue();
    }

    @Test
    @DisplayName("M2 a link of one newsletter stops that newsletter and nothing else, and says so")
    void aLinkOfOneNewsletterStopsThatOne() throws Exception {
        long reader = bench.people.add(email);
        bench.ownGrant("form:" + email, email, PermissionBench.MONDAY);
        String letter = "/u/"
                + bench.linkTokens.token(new LinkSubject(
                        People.REGISTER, reader, email, "newsletter:customer-letter", "", Instant.EPOCH));
        assertThat(get(letter + "?lang=en").body()).contains("Stop: Customer letter", "(e-mail)");

        assertThat(post(letter + "?lang=en", FORM, "act=stop").body()).contains("Customer letter is stopped");

        assertThat(allowed(reader, "newsletter:customer-letter")).isFalse();
        assertThat(allowed(reader, "newsletter:events")).isTrue();
        assertThat(get(letter + "?lang=en").body()).contains("already recorded");
    }

    // ------------------------------------------------------------------ preferences

    @Test
    void showsWhatIsAllowedAndChangesNothing() throws Exception {
        for (String method : List.of("GET", "HEAD", "GET")) {
            HttpResponse<String> answer = send(request(link + "/preferences").method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
        assertThat(get(link + "/preferences?lang=en").body())
                .contains("value=\"%s\" checked".formatted(EMAIL), "value=\"%s\" checked".formatted(PHONE))
                .contains("Soprano Oyj", "Stop everything")
                .doesNotContain(email, "<script", "358");
        assertThat(ways()).isEmpty();
    }

    @Test
    @DisplayName("SK7 switches off one channel and leaves the other")
    void switchesOffOneChannel() throws Exception {
        HttpResponse<String> saved = save(List.of(EMAIL, PHONE), List.of(PHONE));

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).contains("role=\"status\"");
        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(mayPhone()).isTrue();
        assertThat(ways()).containsExactly("preferences");
    }

    @Test
    void changesNothingWhenNothingWasChangedOnThePage() throws Exception {
        assertThat(save(List.of(EMAIL, PHONE), List.of(EMAIL, PHONE)).statusCode())
                .isEqualTo(200);

        assertThat(bench.mayEmail(person)).isTrue();
        assertThat(ways()).isEmpty();
    }

    @Test
    @DisplayName("rule 1 a page that was open while the person opted out elsewhere lifts nothing")
    void anOldPageLiftsNothing() throws Exception {
        bench.optOut("mailchimp:" + email, "mailchimp", email, Instant.now());

        assertThat(save(List.of(EMAIL, PHONE), List.of(EMAIL)).statusCode()).isEqualTo(200);

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(mayPhone()).isFalse();
    }

    @Test
    @DisplayName("rule 1 whoever holds a forwarded link can lift nothing by it")
    void aTickLiftsNothing() throws Exception {
        save(List.of(EMAIL, PHONE), List.of());

        save(List.of(), List.of(EMAIL, PHONE));

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(mayPhone()).isFalse();
    }

    @Test
    @DisplayName("rule 1: a mail's link that is only opened allows nothing; its button does, for the person")
    void allowsByTheButtonBehindTheMail() throws Exception {
        save(List.of(EMAIL, PHONE), List.of(PHONE));
        assertThat(save(List.of(PHONE), List.of(EMAIL, PHONE)).body()).contains("vahvistusviestin");
        String url = bench.inbox.claim("grant", 50).stream()
                .flatMap(item -> bench.grants.letter(item).stream())
                .filter(letter -> letter.to().equals(email))
                .findFirst()
                .orElseThrow()
                .url();
        String mail = url.substring(url.indexOf("/u/"));

        HttpResponse<String> page = get(mail + "?lang=en");
        assertThat(page.body()).contains("I give my permission").doesNotContain(email);
        assertThat(post(mail, FORM, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(400);
        assertThat(bench.mayEmail(person)).isFalse();

        assertThat(post(mail + "?lang=en", FORM, "act=allow").body()).contains("permission is recorded");

        assertThat(bench.mayEmail(person)).isTrue();
        assertThat(get(mail + "?lang=en").body())
                .contains("permission is recorded")
                .doesNotContain("<button");
        assertThat(get(mail.replace("/allow", "A/allow")).statusCode()).isEqualTo(404);
        assertThat(post(mail, "application/json", "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void stopsEverythingByOneButtonAsOftenAsItIsPressed() throws Exception {
        for (int press = 0; press < 2; press++) {
            assertThat(post(link + "/preferences", FORM, "act=nothing").statusCode())
                    .isEqualTo(200);
        }

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(mayPhone()).isFalse();
        assertThat(ways()).containsExactly("preferences");
    }

    @Test
    @DisplayName("rule 2 stops everything for one who is erased, and for whoever comes back under the address")
    void stopsEverythingAfterErasure() throws Exception {
        bench.jdbc.sql("delete from person where id = :id").param("id", person).update();
        assertThat(get(link + "/preferences?lang=en").body())
                .contains("no data about you", "Stop everything")
                .doesNotContain("checkbox");

        assertThat(post(link + "/preferences", FORM, "act=nothing").statusCode())
                .isEqualTo(200);

        assertThat(bench.mayEmail(bench.people.add(REGISTER, email, null))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "act=grant",
                "act=save&allow=direct-marketing+email",
                "act=save&shown=profiling+email+*",
                "act=save&shown=direct-marketing+pigeon+*",
                "act=save&shown=direct-marketing+email+newsletter%3Anone"
            })
    void refusesChoicesThatThePageDoesNotOffer(String form) throws Exception {
        assertThat(post(link + "/preferences", FORM, form).statusCode()).isEqualTo(400);
        assertThat(bench.mayEmail(person)).isTrue();
        assertThat(ways()).isEmpty();
    }

    @Test
    void saysClearlyThatABrokenLinkHasNoPreferences() throws Exception {
        String broken = link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A") + "/preferences";

        assertThat(get(broken + "?lang=en").statusCode()).isEqualTo(404);
        assertThat(post(broken + "?lang=en", FORM, "act=nothing").body()).contains("This link does not work");
        assertThat(bench.mayEmail(person)).isTrue();
    }

    private HttpResponse<String> save(List<String> shown, List<String> allow) throws Exception {
        return post(
                link + "/preferences",
                FORM,
                Stream.concat(
                                Stream.of("act=save"),
                                Stream.concat(
                                        shown.stream().map(wish -> "shown=" + encoded(wish)),
                                        allow.stream().map(wish -> "allow=" + encoded(wish))))
                        .collect(Collectors.joining("&")));
    }

    private boolean mayPhone() {
        return bench.states.mayContact(person, PermissionAct.DIRECT_MARKETING, "phone");
    }

    private boolean allowed(long reader, String topic) {
        return bench.states
                .of(reader, PermissionAct.DIRECT_MARKETING, "email", topic)
                .permission()
                .word()
                .equals("granted");
    }

    private List<String> ways() {
        return bench.jdbc
                .sql("""
                        select e.evidence ->> 'way' from permission_event e join permission_subject s on s.event_id = e.id
                         where s.subject_key = :key and e.source = 'link' and e.evidence ->> 'way' is not null
                         group by e.evidence ->> 'way'
                        """)
                .param("key", bench.keys.email(email))
                .query(String.class)
                .list();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
