package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.simulator.DvvSimulator;
import fi.rekisterihub.simulator.PeopleMonitorSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.TestHome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shipped routes of the sources that tell of people, against simulators. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PeopleRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String AINO = "010180-999A";
    private static final String EERO = "040180-9998";
    private static final long AINO_ID = 7001;
    private static final long EERO_ID = 7002;

    private static SimulatorServer server;
    private static DvvSimulator dvv;
    private static PeopleMonitorSimulator monitor;
    private static ConfigurableApplicationContext hub;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        server = SimulatorServer.onAnyPort();
        dvv = DvvSimulator.on(server);
        monitor = PeopleMonitorSimulator.on(server);
        hub = new SpringApplicationBuilder(RekisterihubApplication.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.datasource.url",
                        FreshDatabase.url(),
                        "hub.sources.dvv.enabled",
                        "true",
                        "hub.sources.dvv.url",
                        server.url() + DvvSimulator.PATH,
                        "hub.sources.dvv.client",
                        "FI-TEST/GOV/0245437-2/hub",
                        "hub.sources.people-monitor.enabled",
                        "true",
                        "hub.sources.people-monitor.url",
                        server.url() + PeopleMonitorSimulator.PATH,
                        "hub.sources.people-monitor.api-key",
                        PeopleMonitorSimulator.API_KEY))
                .run("--hub.home=" + TestHome.withRoutes("_errors", "dvv-change", "people-monitor"));
        jdbc = hub.getBean(JdbcClient.class);
        jdbc.sql("""
                insert into person (id, register_id, family_name, given_name, street, postal_code, city) values
                    (7001, 'sofor-asiakasrekisteri', 'Esimerkki', 'Aino', 'Vanhatie 1', '00100', 'Helsinki'),
                    (7002, 'sofor-asiakasrekisteri', 'Malli', 'Eero', 'Vanhatie 2', '00100', 'Helsinki'),
                    (7003, 'sofor-asiakasrekisteri', 'Osoitteeton', 'Olli', null, null, null)
                """).update();
        hub.getBean(Identities.class).follow(AINO_ID, IdentityNumber.parse(AINO).orElseThrow());
        hub.getBean(Identities.class).follow(EERO_ID, IdentityNumber.parse(EERO).orElseThrow());
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.close();
    }

    @Test
    @Order(1)
    void asksUntilItIsUpToDateAndKeepsPageAndPlaceTogether() {
        dvv.enter(AINO, "2026-11-09T22:00:00.000Z", DvvSimulator.address("Uusitie", "7", "02940", "ESPOO"))
                .enter(
                        "010516B903X",
                        "2026-11-09T22:00:00.000Z",
                        DvvSimulator.address("Muu tie", "1", "02940", "ESPOO"))
                .enter(EERO, "2026-11-09T22:00:00.000Z", DvvSimulator.address("Uusitie", "8", "02940", "ESPOO"))
                .enter(AINO, "2026-11-10T22:00:00.000Z", DvvSimulator.address("Uusitie", "9", "02940", "ESPOO"))
                .enter(EERO, "2026-11-11T22:00:00.000Z", DvvSimulator.death("2026-11-02"));

        runNow("dvv-change");
        awaitRuns("dvv-change", 1);

        assertThat(texts("select street from person where street like 'Uusitie%' order by id"))
                .containsExactly("Uusitie 9", "Uusitie 8");
        assertThat(count("select count(*) from person where deceased_at is not null"))
                .isEqualTo(1);
        assertThat(count("select count(*) from delivery_page")).isEqualTo(3);
        assertThat(place()).isEqualTo("5");
        assertThat(dvv.asked()).as("two people in each question").containsOnly(2);
        assertThat(count("select calls from source_usage where source = 'dvv'"))
                .as("every call within the limits of the source: where to begin, and three pages")
                .isEqualTo(4);
        assertThat(server.wireMock().getAllServeEvents()).anyMatch(event -> "FI-TEST/GOV/0245437-2/hub"
                .equals(event.getRequest().getHeader("X-Road-Client")));
    }

    @Test
    @Order(2)
    @DisplayName("What was kept before the line broke is used, and the rest is asked for the next time, from there on")
    void goesOnWhereItBrokeOff() {
        for (int i = 0; i < 3; i++) {
            dvv.enter(
                    AINO,
                    "2026-11-1%dT22:00:00.000Z".formatted(i + 3),
                    DvvSimulator.address("Katu", "" + i, "02940", "ESPOO"));
        }
        dvv.breakAfter(1);

        runNow("dvv-change");
        await().atMost(PATIENCE).until(() -> scheduleError("dvv-change").contains("HTTP 502"));
        assertThat(place()).isEqualTo("7");
        runNow("dvv-change");
        awaitRuns("dvv-change", 3);

        assertThat(place()).isEqualTo("8");
        assertThat(texts("select street from person where id = 7001")).containsExactly("Katu 2");
        assertThat(count("select sum(applied) from run where feed = 'dvv-change'"))
                .as("each of the seven changes once")
                .isEqualTo(7);
    }

    @Test
    @Order(3)
    void anAnswerThatIsNoneOrNeverEndsMovesNothing() {
        dvv.trouble().htmlPage(1);
        runNow("dvv-change");
        await().atMost(PATIENCE).until(() -> scheduleError("dvv-change").contains("HTML page"));

        dvv.getStuck(true);
        runNow("dvv-change");
        await().atMost(PATIENCE).until(() -> scheduleError("dvv-change").contains("asked for ever"));
        dvv.getStuck(false);

        assertThat(place()).isEqualTo("8");
        assertThat(
                        count(
                                "select count(*) from delivery_page p where encode(p.body, 'escape') ~ '[0-9]{6}[-+A-Y][0-9]{3}'"))
                .as("no identity number in the evidence")
                .isZero();
    }

    @Test
    @Order(4)
    void tellsWhomToWatchAndOnlyWhatHasChangedSince() {
        runNow("people-monitor");
        await("the dead and those without an address are not watched")
                .atMost(PATIENCE)
                .until(() -> monitor.watched().keySet().equals(Set.of("7001"))
                        && monitor.watched()
                                .get("7001")
                                .path("StreetAddress")
                                .asText()
                                .equals("Katu 2"));

        awaitQuiet("people-monitor");
        int before = monitor.operations().size();
        jdbc.sql("update person set street = 'Toinen katu 3' where id = 7001").update();
        runNow("people-monitor");
        await().atMost(PATIENCE).until(() -> monitor.operations().size() > before);
        jdbc.sql("update person set restricted_at = now() where id = 7001").update();
        awaitQuiet("people-monitor");
        runNow("people-monitor");
        await().atMost(PATIENCE).until(() -> monitor.watched().isEmpty());

        assertThat(monitor.operations().subList(before, monitor.operations().size()))
                .extracting(operation -> operation.path("_op").asText())
                .containsExactly("Upsert", "Delete");
        jdbc.sql("update person set restricted_at = null").update();
    }

    @Test
    @Order(5)
    @DisplayName("A batch whose answer was lost on the way is fetched again; a row with an error is parked")
    void aBatchThatWasLostOnTheWayIsFetchedAgain() {
        int before = monitor.fetched().size();
        monitor.loseNextBatch();
        monitor.change(
                "7001",
                "2026-11-20T03:00:00Z",
                Map.of(
                        "firstnames",
                        "Aino Maria",
                        "lastname",
                        "Uusi",
                        "permanentaddr_addresstype",
                        "domestic",
                        "permanentaddr_street",
                        "Seurattu tie 4",
                        "permanentaddr_postcode",
                        "33100",
                        "permanentaddr_city",
                        "TAMPERE"));
        monitor.change("999999", "2026-11-20T03:00:00Z", Map.of("lastname", "Vieras"));
        monitor.cannotTell("7002");

        runNow("people-monitor");
        await().atMost(PATIENCE).until(() -> monitor.fetched().size() > before);
        runNow("people-monitor");
        await().atMost(PATIENCE).until(() -> count("select count(*) from person where family_name = 'Uusi'") == 1);

        assertThat(monitor.fetched().subList(before, before + 2))
                .as("the same batch twice")
                .doesNotContain("")
                .matches(batches -> batches.get(0).equals(batches.get(1)));
        assertThat(texts("select street || ', ' || city from person where id = 7001"))
                .as("the population register, which told the address before, outranks a vendor")
                .containsExactly("Toinen katu 3, Espoo");
        assertThat(
                        texts(
                                "select sum(rows_in) || ' ' || sum(applied) || ' ' || sum(refused) || ' ' || sum(parked) from run where feed = 'people-monitor'"))
                .containsExactly("3 1 1 1");
        assertThat(texts("select reason from parked where feed = 'people-monitor'"))
                .containsExactly("The source itself reports an error in this record.");
    }

    @Test
    @Order(6)
    void aVendorThatAsksToBeLeftAloneIsLeftAloneForAsLongAsItSays() {
        awaitQuiet("people-monitor");
        monitor.trouble().tooMany(1, Duration.ofMinutes(10));

        runNow("people-monitor");
        await().atMost(PATIENCE).until(() -> scheduleError("people-monitor").contains("HTTP 429"));
        int calls = monitor.trouble().calls();
        runNow("people-monitor");
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from schedule where name = 'people-monitor' and rest_reason is not null")
                                == 1);

        assertThat(monitor.trouble().calls()).isEqualTo(calls);
    }

    private static void runNow(String schedule) {
        hub.getBean(Schedules.class).runNow(schedule);
    }

    private static void awaitRuns(String feed, int runs) {
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from run where status = 'done' and feed = '" + feed + "'") >= runs);
    }

    /** No start of it is under way. */
    private static void awaitQuiet(String schedule) {
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from schedule where name = '" + schedule
                                + "' and lease is null and next_at > now()")
                        == 1);
    }

    private static String scheduleError(String name) {
        return texts("select coalesce(max(last_error), '') from schedule where name = '" + name + "'")
                .get(0);
    }

    private static String place() {
        return texts("select place from feed_cursor where feed = 'dvv-change'").get(0);
    }

    private static List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
