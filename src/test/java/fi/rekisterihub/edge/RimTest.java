package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.permission.PermissionBench;
import fi.rekisterihub.simulator.AmazonSns;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Hooks and links over real HTTP. */
@SpringBootTest(
        classes = Rim.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "hub.hooks.largest=4KB",
            "hub.providers.mailchimp.webhook-secret=m+chimp/sécret",
            "hub.providers.brevo.webhook-secret=brevo-secret",
            "hub.providers.brevo.webhook-check=bearer",
            "hub.providers.fonecta.webhook-secret=fonecta-secret",
            "hub.providers.basic.webhook-secret=basic-secret",
            "hub.providers.basic.webhook-check=basic",
            "hub.providers.half.url=https://half.example",
            "hub.providers.mailerlite.webhook-secret=new-secret",
            "hub.providers.mailerlite.webhook-old-secrets=old-secret",
            "hub.providers.amazon-ses.webhook-secret=arn:aws:sns:eu-north-1:123456789012:ses-events",
            "hub.hooks.sns-address=http://localhost:\\\\d+/.*",
            "hub.providers.mailgun.webhook-secret=mailgun-key",
            "hub.providers.hubspot.webhook-secret=hubspot-secret",
            "hub.public-url=https://hub.example.fi"
        })
class RimTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final String SECRET = "?secret=m%2Bchimp%2Fs%C3%A9cret";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private PermissionBench bench;

    @Autowired
    private MeterRegistry meters;

    // ------------------------------------------------------------------ hooks

    @Test
    void keepsAFormAsItCameAndAnswersWhenItIsKept() throws Exception {
        String body = "type=unsubscribe&data%5Bemail%5D=a%2Bb%40example.fi&n=" + UUID.randomUUID();

        assertThat(post("/hooks/mailchimp" + SECRET, FORM, body, "User-Agent", "Mailchimp")
                        .statusCode())
                .isEqualTo(200);

        InboxItem item = bench.inbox.claim("mailchimp", 1).get(0);
        assertThat(item.text()).isEqualTo(body);
        assertThat(item.contentType()).isEqualTo(FORM);
        assertThat(item.headers()).containsEntry("User-Agent", "Mailchimp");
        bench.inbox.done(item, "seen");
    }

    @Test
    void answers200ToARepeatAndKeepsItOnce() throws Exception {
        String body = "{\"n\":\"%s\"}".formatted(UUID.randomUUID());
        for (int call = 0; call < 2; call++) {
            assertThat(post("/hooks/brevo", "application/json", body, "Authorization", "Bearer brevo-secret")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(items("brevo", body)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"brevo, ''", "mailchimp, ?secret=m%2Bchimp%2Fs%C3%A9cret", "fonecta, ?secret=fonecta-secret"})
    @DisplayName("Attack: a hook keeps no header that could steer a route")
    void keepsNoHeaderThatCouldSteerARoute(String source, String query) throws Exception {
        String body = "{\"attack\":\"%s\"}".formatted(UUID.randomUUID());
        post(
                "/hooks/" + source + query,
                "application/json",
                body,
                "Authorization",
                "Bearer brevo-secret",
                "CamelSqlQuery",
                "delete from person",
                "CamelHttpUri",
                "http://192.0.2.1/",
                "Cookie",
                "session=1");
        assertThat(bench.jdbc
                        .sql(
                                "select headers::text from inbox where source = :source and body = convert_to(:body, 'UTF8')")
                        .param("source", source)
                        .param("body", body)
                        .query(String.class)
                        .single())
                .doesNotContainIgnoringCase("camel", "authorization", "secret", "cookie");
    }

    @ParameterizedTest
    @CsvSource({
        "/hooks/mailchimp, 401",
        "/hooks/mailchimp?secret=wrong, 401",
        "/hooks/mailchimp?secret=, 401",
        "/hooks/mailchimp?secret=%zz, 401",
        "/hooks/mailchimp?secret=a&secret=b, 401",
        "/hooks/brevo?secret=brevo-secret, 401",
        "/hooks/basic, 401",
        "/hooks/fonecta, 401",
        "/hooks/fonecta?secret=wrong, 401",
        "/hooks/half, 404",
        "/hooks/nobody?secret=x, 404"
    })
    void refusesWhoShowsNoSecretOrIsNotKnown(String path, int status) throws Exception {
        long before = items();
        assertThat(raw(path)).isEqualTo(status);
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void takesTheSecretAsAPassword() throws Exception {
        String good = "Basic " + Base64.getEncoder().encodeToString("anybody:basic-secret".getBytes());
        String bad = "Basic " + Base64.getEncoder().encodeToString("basic-secret".getBytes());
        assertThat(post("/hooks/basic", "application/json", "[1]", "Authorization", good)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/hooks/basic", "application/json", "[2]", "Authorization", bad)
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/hooks/basic", "application/json", "[3]", "Authorization", "Basic ???")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesABodyThatIsTooLongAlsoWhenItsLengthIsNotTold() throws Exception {
        String body = "x".repeat(4097);
        assertThat(post("/hooks/mailchimp" + SECRET, FORM, body).statusCode()).isEqualTo(413);
        HttpRequest chunked = request("/hooks/mailchimp" + SECRET)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body.getBytes())))
                .build();
        assertThat(send(chunked).statusCode()).isEqualTo(413);
        assertThat(post("/hooks/mailchimp" + SECRET, FORM, "x".repeat(4096)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersTheProbeThatMailchimpMakes() throws Exception {
        assertThat(send(request("/hooks/mailchimp" + SECRET).GET().build()).statusCode())
                .isEqualTo(200);
        assertThat(send(request("/hooks/mailchimp" + SECRET)
                                .method("HEAD", BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/hooks/mailchimp").GET().build()).statusCode()).isEqualTo(401);
        assertThat(send(request("/hooks/nobody").GET().build()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"new-secret, 200", "old-secret, 200", "other-secret, 401"})
    void keepsWhatIsSignedAndNothingThatIsForged(String secret, int status) throws Exception {
        String body = "{\"event\":\"subscriber.unsubscribed\",\"n\":\"%s\"}".formatted(UUID.randomUUID());
        String signature = hmac(secret, body);

        assertThat(post("/hooks/mailerlite", JSON, body, "Signature", signature).statusCode())
                .isEqualTo(status);
        assertThat(items("mailerlite", body)).isEqualTo(status == 200 ? 1 : 0);
        assertThat(post("/hooks/mailerlite", JSON, body.replace("unsubscribed", "active"), "Signature", signature)
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/hooks/mailerlite", JSON, body).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsTheSameWordsTwiceWhereTheyHaveNoTime() throws Exception {
        String body = "{\"event\":\"subscriber.unsubscribed\",\"n\":\"%s\"}".formatted(UUID.randomUUID());
        for (int call = 0; call < 2; call++) {
            post("/hooks/mailerlite", JSON, body, "Signature", hmac("new-secret", body));
        }
        assertThat(items("mailerlite", body)).isEqualTo(2);
    }

    @Test
    @DisplayName("Attack: a token of Mailgun's is good for one body, and for a repeat of it")
    void refusesAnotherBodyUnderATokenThatWasUsed() throws Exception {
        String body = mailgun("first");
        assertThat(post("/hooks/mailgun", JSON, body).statusCode()).isEqualTo(200);
        assertThat(post("/hooks/mailgun", JSON, body).statusCode()).isEqualTo(200);
        assertThat(items("mailgun", body)).isEqualTo(1);

        String forged = body.replace("first", "somebody-else");
        double before = counted("mailgun", "replayed");
        assertThat(post("/hooks/mailgun", JSON, forged).statusCode()).isEqualTo(401);
        assertThat(items("mailgun", forged)).isZero();
        assertThat(counted("mailgun", "replayed")).isEqualTo(before + 1);
    }

    @Test
    void refusesACallThatWasCutOffAndKeepsNothing() throws Exception {
        String body = mailgun("cut");
        long before = items();
        assertThat(post("/hooks/mailgun", JSON, body.substring(0, body.length() - 20))
                        .statusCode())
                .isEqualTo(400);
        assertThat(cutOff("/hooks/brevo", "Authorization: Bearer brevo-secret", body))
                .isNotEqualTo(200);
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void confirmsTheSubscriptionOfATopicAndAsksAgainWhileItCannot() throws Exception {
        WireMockServer amazon =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        amazon.start();
        try {
            AmazonSns sns = AmazonSns.here();
            amazon.stubFor(
                    WireMock.get("/key.pem").willReturn(WireMock.aResponse().withBody(sns.certificate())));
            AmazonSns.Message message = sns.confirmation(
                    "arn:aws:sns:eu-north-1:123456789012:ses-events",
                    amazon.url("/key.pem"),
                    amazon.url("/?Action=ConfirmSubscription"));

            HttpResponse<String> later = sns(message);
            assertThat(later.statusCode()).isEqualTo(503);
            assertThat(later.headers().firstValue("Retry-After")).isPresent();
            assertThat(items("amazon-ses", message.body())).isZero();

            amazon.stubFor(WireMock.get("/?Action=ConfirmSubscription").willReturn(WireMock.ok()));
            assertThat(sns(message).statusCode()).isEqualTo(200);
            assertThat(sns(message).statusCode()).isEqualTo(200);
            assertThat(items("amazon-ses", message.body())).isEqualTo(1);
        } finally {
            amazon.stop();
        }
    }

    private HttpResponse<String> sns(AmazonSns.Message message) throws Exception {
        return post(
                "/hooks/amazon-ses",
                "text/plain; charset=UTF-8",
                message.body(),
                "x-amz-sns-message-type",
                message.type(),
                "x-amz-sns-message-id",
                message.id());
    }

    @Test
    void checksTheAddressThatTheProviderKnowsBehindAProxy() throws Exception {
        String body = "[{\"eventId\":\"%s\"}]".formatted(UUID.randomUUID());
        String time = String.valueOf(Instant.now().toEpochMilli());
        String signed = "POSThttps://hub.example.fi/hooks/hubspot" + body + time;
        String signature = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hmac("hubspot-secret", signed)));
        assertThat(post(
                                "/hooks/hubspot",
                                JSON,
                                body,
                                "X-HubSpot-Signature-v3",
                                signature,
                                "X-HubSpot-Request-Timestamp",
                                time)
                        .statusCode())
                .isEqualTo(200);
        assertThat(bench.jdbc
                        .sql("select headers ->> 'X-HubSpot-Signature-v3' from inbox where source = 'hubspot' and"
                                + " body = convert_to(:body, 'UTF8')")
                        .param("body", body)
                        .query(String.class)
                        .single())
                .isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/json; charset=no-such"
            })
    void keepsWhatIsGenuineWhateverItCallsItself(String contentType) throws Exception {
        // The provider may never say it again; whether it can be read is found out from what is kept.
        String body = "n=" + UUID.randomUUID();
        assertThat(post("/hooks/mailchimp" + SECRET, contentType, body).statusCode())
                .isEqualTo(200);
        assertThat(items("mailchimp", body)).isEqualTo(1);
    }

    @Test
    void countsWhatBecameOfTheCalls() throws Exception {
        double kept = counted("mailchimp", "kept");
        double forged = counted("mailchimp", "forged");
        String body = "n=" + UUID.randomUUID();
        post("/hooks/mailchimp" + SECRET, FORM, body);
        post("/hooks/mailchimp" + SECRET, FORM, body);
        post("/hooks/mailchimp?secret=wrong", FORM, body);
        assertThat(counted("mailchimp", "kept")).isEqualTo(kept + 1);
        assertThat(counted("mailchimp", "repeated")).isPositive();
        assertThat(counted("mailchimp", "forged")).isEqualTo(forged + 1);
    }

    @Test
    void tellsAHookApartFromAProbeOfOne() throws Exception {
        assertThat(send(request("/hooks/mailerlite").GET().build()).statusCode())
                .isEqualTo(200);
        assertThat(send(request("/hooks/hubspot")
                                .method("HEAD", BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    private static String mailgun(String recipient) {
        String time = String.valueOf(Instant.now().getEpochSecond());
        String token = UUID.randomUUID().toString();
        return "{\"signature\":{\"timestamp\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"},\"event-data\":{\"recipient\":\"%s\"}}"
                .formatted(time, token, hmac("mailgun-key", time + token), recipient);
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private double counted(String provider, String outcome) {
        Counter counter = meters.find(HookMeter.NAME)
                .tags("provider", provider, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Says that more comes than does. */
    private int cutOff(String path, String header, String body) throws IOException {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(
                            ("POST %s HTTP/1.1\r\nHost: x\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
                                            + "Connection: close\r\n\r\n%s")
                                    .formatted(path, header, body.length() + 10, body)
                                    .getBytes());
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes());
            return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(9, 12));
        }
    }

    // ------------------------------------------------------------------ links

    @Test
    void showsAPageOnGetAndChangesNothing() throws Exception {
        Reader reader = reader();
        for (String method : List.of("GET", "HEAD", "GET")) {
            HttpResponse<String> answer = send(
                    request(reader.path).method(method, BodyPublishers.noBody()).build());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(bench.mayEmail(reader.person)).isTrue();
        assertThat(acts(reader)).isZero();
    }

    @Test
    @DisplayName("Attack: Camel headers of a click are neither kept nor obeyed")
    void keepsNoHeaderOfAClickThatCouldSteerARoute() throws Exception {
        Reader reader = reader();

        HttpResponse<String> answer = post(
                reader.path,
                FORM,
                "List-Unsubscribe=One-Click&CamelSqlQuery=delete+from+person",
                "CamelSqlQuery",
                "delete from person",
                "CamelHttpUri",
                "http://192.0.2.1/",
                "CamelBeanMethodName",
                "review",
                "User-Agent",
                "Mozilla/5.0");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bench.mayEmail(reader.person)).isFalse();
        assertThat(bench.jdbc
                        .sql("select distinct headers::text from inbox where source = 'link'")
                        .query(String.class)
                        .list())
                .noneMatch(headers -> headers.toLowerCase(java.util.Locale.ROOT).contains("camel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, "multipart/form-data"})
    void actsOnOneClickInBothContentTypes(String contentType) throws Exception {
        Reader reader = reader();
        HttpResponse<String> answer = oneClick(reader.path, contentType);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bench.mayEmail(reader.person)).isFalse();
    }

    @Test
    void answers200ToARepeatAndActsOnce() throws Exception {
        Reader reader = reader();
        for (int click = 0; click < 3; click++) {
            assertThat(oneClick(reader.path, FORM).statusCode()).isEqualTo(200);
        }
        assertThat(acts(reader)).isEqualTo(1);
        assertThat(bench.told().stream().filter(told -> told.email().equals(reader.email)))
                .extracting(PermissionBench.Told::recipient)
                .containsExactlyInAnyOrder("brevo", "mailchimp");
    }

    @Test
    void asksNobodyTwiceAndAsksAnewWhoHasComeBack() throws Exception {
        Reader reader = reader();
        oneClick(reader.path, FORM);
        assertThat(send(request(reader.path + "?lang=en").GET().build()).body())
                .contains("already recorded")
                .doesNotContain("<button");

        bench.ownGrant("back:" + reader.email, reader.email, Instant.now());

        assertThat(send(request(reader.path + "?lang=en").GET().build()).body()).contains("<button");
    }

    @Test
    void actsAgainForAPersonWhoHadComeBack() throws Exception {
        Reader reader = reader();
        oneClick(reader.path, FORM);
        bench.ownGrant("back:" + reader.email, reader.email, Instant.now());
        assertThat(bench.mayEmail(reader.person)).isTrue();

        oneClick(reader.path, FORM);

        assertThat(bench.mayEmail(reader.person)).isFalse();
    }

    @Test
    void worksAfterThePersonIsErased() throws Exception {
        Reader reader = reader();
        bench.jdbc
                .sql("delete from person where id = :id")
                .param("id", reader.person)
                .update();

        assertThat(send(request(reader.path).GET().build()).statusCode()).isEqualTo(200);
        assertThat(oneClick(reader.path, FORM).statusCode()).isEqualTo(200);

        assertThat(bench.mayEmail(bench.people.add(REGISTER, reader.email, null)))
                .isFalse();
        assertThat(bench.told()).anyMatch(told -> told.email().equals(reader.email));
    }

    @Test
    void actsOnTheButtonOfThePageWithoutAnyField() throws Exception {
        Reader reader = reader();
        assertThat(post(reader.path, FORM, "").statusCode()).isEqualTo(200);
        assertThat(bench.mayEmail(reader.person)).isFalse();
    }

    @Test
    void needsNoCookieSetsNoneAndNeverRedirects() throws Exception {
        Reader reader = reader();
        for (HttpResponse<String> answer : List.of(
                send(request(reader.path).GET().build()),
                oneClick(reader.path, FORM),
                oneClick(reader.path, "multipart/form-data"),
                send(request("/u/none").GET().build()))) {
            assertThat(answer.statusCode()).isIn(200, 404);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(answer.headers().firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.body()).doesNotContain("<script", reader.email, "http-equiv");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', fi, Lopeta markkinointiviestit",
        "'', 'sv-FI,sv;q=0.9,en;q=0.5', sv, Avsluta reklamutskick",
        "'', 'en-GB,en', en, Stop marketing mail",
        "'', 'de', fi, Lopeta markkinointiviestit",
        "'', ';;;q=', fi, Lopeta markkinointiviestit",
        "?lang=sv, 'en', sv, Avsluta reklamutskick",
        "?lang=xx, 'en', en, Stop marketing mail"
    })
    void speaksTheReadersLanguage(String query, String accept, String language, String button) throws Exception {
        HttpRequest.Builder request = request(reader().path + query).GET();
        if (!accept.isEmpty()) {
            request.header("Accept-Language", accept);
        }
        HttpResponse<String> answer = send(request.build());
        assertThat(answer.headers().firstValue("Content-Language")).hasValue(language);
        assertThat(answer.body()).contains("<html lang=\"%s\">".formatted(language), button, "?lang=");
    }

    @Test
    void saysClearlyThatALinkIsBrokenAndDoesNothing() throws Exception {
        Reader reader = reader();
        String broken = reader.path.substring(0, reader.path.length() - 3);
        HttpResponse<String> page = send(request(broken + "?lang=en").GET().build());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("This link does not work").doesNotContain("<button");
        assertThat(oneClick(broken, FORM).statusCode()).isEqualTo(404);
        assertThat(bench.mayEmail(reader.person)).isTrue();
    }

    private record Reader(long person, String email, String path) {}

    private Reader reader() {
        String email = People.freshEmail();
        long person = bench.people.add(REGISTER, email, null);
        LinkSubject subject = new LinkSubject(REGISTER, person, email, "*", "issue-7", Instant.EPOCH);
        return new Reader(person, email, "/u/" + bench.linkTokens.token(subject));
    }

    /** A feed has written the person for long; a mail program that comes again meanwhile is not told "done". */
    @Test
    void aClickThatIsNotInForceYetIsNotAnsweredAsDone() throws Exception {
        Reader reader = reader();
        bench.transaction.executeWithoutResult(status -> {
            bench.jdbc
                    .sql("select id from person where id = :id for update")
                    .param("id", reader.person())
                    .query(Long.class)
                    .single();
            CompletableFuture<HttpResponse<String>> first = later(reader.path);
            await().until(() -> bench.jdbc
                    .sql("select exists (select from inbox where source = 'link' and status = 'claimed')")
                    .query(Boolean.class)
                    .single());

            HttpResponse<String> second = later(reader.path).join();

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body()).contains("Pyyntösi on vielä kesken");
            assertThat(first).isNotDone();
        });
        await().until(() -> !bench.mayEmail(reader.person()));
        assertThat(oneClick(reader.path, FORM).statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> later(String path) {
        return HTTP.sendAsync(
                request(path)
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> oneClick(String path, String contentType) throws Exception {
        if (contentType.equals(FORM)) {
            return post(path, FORM, "List-Unsubscribe=One-Click");
        }
        return post(
                path,
                "multipart/form-data; boundary=b0und",
                "--b0und\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b0und--\r\n");
    }

    private long acts(Reader reader) {
        return bench.jdbc
                .sql("select count(*) from permission_subject where subject_key = :key")
                .param("key", bench.keys.email(reader.email))
                .query(Long.class)
                .single();
    }

    private long items() {
        return bench.jdbc.sql("select count(*) from inbox").query(Long.class).single();
    }

    private long items(String source, String body) {
        return bench.jdbc
                .sql("select count(*) from inbox where source = :source and body = convert_to(:body, 'UTF8')")
                .param("source", source)
                .param("body", body)
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> post(String path, String contentType, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** A call whose path no Java URI would allow. */
    private int raw(String path) throws IOException {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
                            .formatted(path)
                            .getBytes());
            String answer = new String(socket.getInputStream().readAllBytes());
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(@Nullable HttpRequest request) throws Exception {
        return HTTP.send(java.util.Objects.requireNonNull(request), HttpResponse.BodyHandlers.ofString());
    }
}
