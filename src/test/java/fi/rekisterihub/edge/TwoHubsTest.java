package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.edge.opendsr.OpenDsrServer;
import fi.rekisterihub.notice.IncomingRequests.Request;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.OpenDsrSettings;
import fi.rekisterihub.notice.signing.TestKeys;
import fi.rekisterihub.support.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One hub is the processor of another: the notice there, the callback back, each signed and verified. */
class TwoHubsTest {

    private static final String ROUTE = "processor-licence-registry";
    private static final TestKeys OF_CONTROLLER = TestKeys.ec("127.0.0.1");
    private static final TestKeys OF_PROCESSOR = TestKeys.rsa("licence-registry.example");

    private final HikariDataSource database = FreshDatabase.dataSource();
    private final OpenDsrSettings known = TestKeys.controllers(Map.of("sofor", OF_CONTROLLER), "127.0.0.1");
    private final OpenDsrServer processor =
            new OpenDsrServer(database, OF_PROCESSOR.asHub("licence-registry.example"), TestKeys.parties(known), known);
    private NoticeHub controller;
    private OpenDsrServer controllersRim;

    @AfterEach
    void stop() {
        controller.close();
        controllersRim.close();
        processor.close();
        database.close();
    }

    @Test
    @DisplayName("rule 4: a notice of one hub is taken by another, and is confirmed when that has acted")
    void fromANoticeToItsCallback() {
        start();
        UUID id = controller.corrected(1, 4711, Map.of("email", "uusi@example.fi"));
        awaitStatus(id, "sent");
        assertThat(controller.row(id)).containsEntry("answer", "pending").containsEntry("receipt", "sofor");

        Request request = processor.requests.open(10).get(0);
        assertThat(request.subjectRequestId()).isEqualTo(id);
        assertThat(request.type()).isEqualTo("rectification");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains("\"email\":\"uusi@example.fi\"");

        processor.requests.begun(request.id());
        processor.callBack();
        assertThat(controller.row(id)).containsEntry("status", "sent").containsEntry("answer", "in-progress");
        processor.requests.completed(request.id());
        processor.callBack();
        assertThat(controller.row(id)).containsEntry("status", "confirmed").containsEntry("answer", "completed");
        assertThat(controller
                        .jdbc
                        .sql(
                                "select string_agg(way || ' ' || outcome || ' ' || signed_by, ', ' order by id) from notice_answer")
                        .query(String.class)
                        .single())
                .isEqualTo("answer pending licence-registry.example, callback in-progress licence-registry.example,"
                        + " callback completed licence-registry.example");
    }

    @Test
    void aReminderIsAnsweredWithHowItStands() {
        start();
        UUID id = controller.corrected(1, 4711, Map.of("email", "uusi@example.fi"));
        awaitStatus(id, "sent");
        processor.requests.completed(processor.requests.open(1).get(0).id());

        controller
                .jdbc
                .sql("update notice_delivery set status = 'new', reminder = true, next_at = now() where id = ?")
                .param(id)
                .update();
        awaitStatus(id, "confirmed");
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from opendsr_request")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aControllerThatIsAwayHearsOfItLater() {
        start();
        UUID id = controller.corrected(1, 4711, Map.of("email", "uusi@example.fi"));
        awaitStatus(id, "sent");
        JdbcClient table = JdbcClient.create(database);
        table.sql("update opendsr_request set callback_urls = '{http://127.0.0.1:1/x}'")
                .update();
        processor.requests.cancelled(processor.requests.open(1).get(0).id(), "Not a customer of ours.");
        processor.callBack();
        assertThat(table.sql("select told || ' ' || (tell_at > now() + interval '5 seconds') from opendsr_request")
                        .query(String.class)
                        .single())
                .isEqualTo("pending true");

        table.sql("update opendsr_request set callback_urls = ?, tell_at = now()")
                .param(new String[] {
                    controller.callbacks.urls("licence-registry").get(0)
                })
                .update();
        processor.callBack();
        assertThat(controller.row(id))
                .containsEntry("status", "dead")
                .containsEntry("answer_reason", "Not a customer of ours.");
        processor.callBack();
        assertThat(table.sql("select told_attempts from opendsr_request")
                        .query(Integer.class)
                        .single())
                .as("told once")
                .isEqualTo(2);
    }

    private void start() {
        Map<String, String> settings = Map.of(
                "hub.processors.licence-registry.enabled", "true",
                "hub.processors.licence-registry.url", processor.url + "/opendsr/requests",
                "hub.processors.licence-registry.every", "100");
        HikariDataSource own = FreshDatabase.dataSource();
        var parties = TestKeys.parties(Map.of("licence-registry", OF_PROCESSOR), Clock.systemUTC());
        controllersRim = new OpenDsrServer(own, OF_CONTROLLER.asHub("127.0.0.1"), parties, TestKeys.noController());
        controller = new NoticeHub(
                own,
                Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email")),
                settings,
                controllersRim.url,
                parties,
                OF_CONTROLLER.asHub("127.0.0.1"));
        controller.start(ROUTE);
    }

    private void awaitStatus(UUID id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(controller.row(id)).containsEntry("status", status));
    }
}
