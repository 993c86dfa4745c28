package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Personal data never leaves the tables that are for it: one person with an identity number, telephone numbers, addresses and a
 * street that nobody else has goes through everything, bad input included, and nothing of them is found in what is written about it.
 */
class CanaryTest {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("fi.rekisterihub");

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static FilledHub pages;
    private static QuietHub hub;

    @BeforeAll
    static void goesThroughEverything() throws NoMail {
        pages = FilledHub.hub();
        hub = QuietHub.start();
        LOG.start();
        ROOT.addAppender(LOG);
        OURS.setLevel(Level.DEBUG);
        KnownPerson person = new KnownPerson(hub, new Imports(hub));
        long id = person.becomesKnown();
        hub.get(Sealer.class).seal();
        asksAndIsErased(id);
        hub.get(Sealer.class).seal();
    }

    private static void asksAndIsErased(long id) {
        long request = hub.get(SubjectRequests.class)
                .receive(
                        NewRequest.of("canary", null, RequestKind.RESTRICTION, RequestWay.POST, id)
                                .from("Eeva", KnownPerson.EMAIL, "fi"),
                        "virkailija")
                .requestId();
        hub.get(RequestDesk.class).verifyIdentity(request, "document-shown", KnownPerson.EMAIL, "virkailija");
        hub.get(RequestDesk.class).refuse(request, "no-case-for-restriction", KnownPerson.EMAIL, "virkailija");
        hub.get(Erasures.class).plan(id, "subject-request:1");
        assertThat(hub.get(Erasures.class).erase(id, "subject-request:1", "virkailija"))
                .isInstanceOf(Erased.Done.class);
    }

    @AfterAll
    static void stop() {
        OURS.setLevel(null);
        ROOT.detachAppender(LOG);
        hub.close();
    }

    @Test
    void isNotInTheLog() {
        OURS.info("The appender hears this.");
        assertThat(logged()).anyMatch(line -> line.startsWith("The appender hears this."));
        assertThat(logged().filter(CanaryTest::tells)).isEmpty();
    }

    @Test
    void isNotInMetrics() {
        List<String> names = new ArrayList<>();
        for (MeterRegistry meters : List.of(pages.get(MeterRegistry.class), hub.get(MeterRegistry.class))) {
            assertThat(meters.getMeters()).isNotEmpty();
            meters.getMeters().forEach(meter -> names.add(meter.getId().toString()));
        }
        assertThat(names.stream().filter(CanaryTest::tells)).isEmpty();
        assertThat(pages.visitor("main-user").get("/actuator/prometheus").body())
                .doesNotContain(KnownPerson.WORDS);
    }

    @Test
    void isNotInEvidence() {
        List<String> entries = hub.get(JdbcClient.class)
                .sql("select entry from evidence_entry union all select header from evidence_block")
                .query(String.class)
                .list();
        assertThat(entries).hasSizeGreaterThan(10);
        assertThat(entries.stream().filter(CanaryTest::tells)).isEmpty();
    }

    @Test
    void isNotInAnswersToBadInputNorInWhatIsLoggedOfThem() {
        String email = KnownPerson.EMAIL;
        String officer = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("officer:" + FilledHub.PASSWORD).getBytes(StandardCharsets.UTF_8));
        List<String> answers = List.of(
                get("/u/" + email, null),
                page("/people/" + KnownPerson.NUMBER),
                get("/api/v1/persons/" + KnownPerson.NUMBER, officer),
                get("/api/v1/" + email, officer),
                post("/hooks/brevo", "application/json", "{\"email\":\"" + email + "\", broken", null),
                post("/hooks/nobody", "text/plain", email, null),
                post("/opendsr/requests", "application/json", "{\"subject_identities\":[\"" + email + "\"]}", null),
                post("/api/v1/requests", "application/json", "{\"kind\":\"" + email + "\"}", officer),
                post("/api/v1/persons/201/erasure", "application/json", "{\"cause\":\"" + email + "\"}", officer),
                post(
                        "/api/v1/persons/201/corrections",
                        "application/json",
                        "{\"fields\":{\"phone\":\"" + email + "\"},\"reason\":\"x\"}",
                        officer));

        assertThat(answers).allSatisfy(answer -> assertThat(answer)
                .as("an error, and nothing of the person")
                .matches("(?s)[45]\\d\\d .*")
                .doesNotContain(KnownPerson.WORDS));
        assertThat(logged().filter(CanaryTest::tells)).isEmpty();
    }

    private static String page(String path) {
        var answer = pages.visitor("officer").get(path);
        return answer.statusCode() + " " + answer.body();
    }

    private static String get(String path, String login) {
        var answer = pages.stranger()
                .call(path, request -> login == null ? request : request.header("Authorization", login));
        return answer.statusCode() + " " + answer.body();
    }

    private static String post(String path, String type, String body, String login) {
        var answer = pages.stranger().call(path, request -> {
            request.header("Content-Type", type).POST(BodyPublishers.ofString(body));
            return login == null ? request : request.header("Authorization", login);
        });
        return answer.statusCode() + " " + answer.body();
    }

    private static boolean tells(String text) {
        return Arrays.stream(KnownPerson.WORDS).anyMatch(text::contains);
    }

    private static Stream<String> logged() {
        return List.copyOf(LOG.list).stream()
                .map(event -> event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                        + causes(event.getThrowableProxy()));
    }

    private static String causes(IThrowableProxy trouble) {
        return trouble == null ? "" : " " + trouble.getMessage() + causes(trouble.getCause());
    }
}
