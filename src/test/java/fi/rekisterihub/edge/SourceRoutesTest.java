package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.RunControl;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.simulator.AsiakastietoSimulator;
import fi.rekisterihub.simulator.DmaSimulator;
import fi.rekisterihub.simulator.FonectaSimulator;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shipped source routes, where they lie, against simulators that behave as badly as the real ones. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SourceRoutesTest {

    private static final String[] ROUTES = {
        "_errors",
        "prh-company",
        "asiakastieto-company",
        "fonecta-contact",
        "fonecta-callback",
        "fonecta-changed",
        "fonecta-watch",
        "dma-optout",
        "crm-person"
    };
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final World WORLD = World.of(World.SEED, 250, 400, LocalDate.of(2026, 11, 22));
    private static SimulatorServer server;
    private static PrhSimulator prh;
    private static AsiakastietoSimulator asiakastieto;
    private static FonectaSimulator fonecta;
    private static DmaSimulator dma;
    private static Path home;
    private static ConfigurableApplicationContext hub;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() throws IOException {
        server = SimulatorServer.onAnyPort();
        prh = PrhSimulator.on(server, WORLD);
        asiakastieto = AsiakastietoSimulator.on(server, WORLD);
        fonecta = FonectaSimulator.on(server, WORLD);
        dma = DmaSimulator.on(server, WORLD);
        home = TestHome.withRoutes(ROUTES);
        hub = new SpringApplicationBuilder(RekisterihubApplication.class)
                .web(WebApplicationType.NONE)
                .properties(settings())
                .run("--hub.home=" + home);
        jdbc = hub.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.close();
    }

    @Test
    @Order(1)
    void readsEveryPageOfTheCompanyRegisterAndStopsAtItsTotal() {
        awaitDone("prh-company", 1);

        long total = count("select max(total) from delivery where feed = 'prh-company'");
        assertThat(total).as("sole traders are not in the open data").isBetween(201L, (long)
                WORLD.companies().size());
        assertThat(lastRun("prh-company")).containsEntry("rows_in", total).containsEntry("parked", 0L);
        assertThat(count("select count(*) from company where name is not null")).isEqualTo(total);
        assertThat(count("select max(page) from delivery_page")).isEqualTo(3);
    }

    @Test
    @Order(2)
    void goesOnWithTheSamePageAfterTheRegisterAskedToBeLeftAlone() {
        prh.trouble().tooMany(1, Duration.ofSeconds(1));
        String renamed = jdbc.sql("select max(business_id) from company")
                .query(String.class)
                .single();
        prh.touch(renamed, company -> company.putArray("names")
                .addObject()
                .put("name", "Uusi Nimi Oy")
                .put("type", "1")
                .put("version", 1)
                .put("source", "1"));

        runNow("prh-company");
        await().atMost(PATIENCE).until(() -> scheduleError("prh-company").contains("HTTP 429"));
        runNow("prh-company");
        awaitDone("prh-company", 2);

        assertThat(lastRun("prh-company")).containsEntry("applied", 1L);
        assertThat(count("select count(*) from company where name = 'Uusi Nimi Oy'"))
                .isEqualTo(1);
        assertThat(scheduleError("prh-company")).isEmpty();
    }

    @Test
    @Order(3)
    void asksTheBureauWithATrueChecksumAndKeepsItsRefusalsOut() {
        releaseBraked("asiakastieto-company");
        awaitDone("asiakastieto-company", 1);

        assertThat(asiakastieto.asked()).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(lastRun("asiakastieto-company"))
                .containsEntry("rows_in", 20L)
                .containsEntry("parked", 0L);
        assertThat(
                        count(
                                "select count(*) from company where register_id like 'soprano%' and turnover_class is not null"))
                .isPositive();
        awaitDone("asiakastieto-decision-makers", 1);
        assertThat(
                        count(
                                "select count(*) from role r join person p on p.id = r.person_id"
                                        + " join company c on c.id = r.company_id where p.register_id like 'soprano%' and c.name is not null"))
                .as("the persons of the same answers, nothing asked twice")
                .isPositive();
        assertThat(count("select count(*) from delivery where feed = 'asiakastieto-decision-makers'"))
                .isZero();
        assertThat(count("select count(*) from company where register_id like 'sofor%' and turnover_class is not null"))
                .as("SA1: what the profile does not list is never stored")
                .isZero();
    }

    @Test
    @Order(4)
    void anErrorInsideHttp200ForOneCompanyIsParkedAndTheOthersGoOn() {
        jdbc.sql("insert into company (register_id, business_id) values ('sofor-asiakasrekisteri', '0112038-9')")
                .update();

        runNow("asiakastieto-company");
        releaseBraked("asiakastieto-company");
        awaitDone("asiakastieto-company", 2);

        assertThat(lastRun("asiakastieto-company"))
                .containsEntry("rows_in", 20L)
                .containsEntry("parked", 1L);
        assertThat(jdbc.sql("select raw from parked where feed = 'asiakastieto-company' limit 1")
                        .query(String.class)
                        .single())
                .contains("COMPANY NOT FOUND");
    }

    @Test
    @Order(5)
    void findsContactPersonsAndTheirPlacesAtCompanies() {
        awaitDone("fonecta-contact", 1);

        assertThat(count("select count(*) from person")).isPositive();
        assertThat(count("select count(*) from role r join company c on c.id = r.company_id where c.name is not null"))
                .isPositive();
        assertThat(String.valueOf(lastRun("fonecta-contact").get("effects"))).contains("not-wanted-by-the-mapping");
    }

    @Test
    @Order(6)
    void aCallbackWithoutDataMakesTheHubPullAndATokenThatEndedIsRenewed() {
        fonecta.expireTokens();
        runNow("fonecta-watch");
        await().atMost(PATIENCE).until(() -> !fonecta.watched().isEmpty());
        String id = fonecta.watched().get(0).path("companyId").asText();
        byte[] body = callback(id);
        int searches = fonecta.searches().size();

        hub.getBean(Inbox.class).accept("fonecta", "callback-1", "application/json", Map.of(), body);
        hub.getBean(Inbox.class).accept("fonecta", "callback-1", "application/json", Map.of(), body);

        await().atMost(PATIENCE).until(() -> count("select count(*) from inbox where status = 'done'") == 1);
        runNow("fonecta-changed");
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from delivery where origin = 'change notice' and status = 'complete'")
                                == 1);
        assertThat(fonecta.searches().subList(searches, fonecta.searches().size()))
                .containsExactly(id);
        assertThat(fonecta.callbackUrl("rekisterihub"))
                .contains("https://hub.example/hooks/fonecta?secret=hook-secret");
    }

    @Test
    @Order(7)
    void appliesTheOptOutListAsASetAndAnErrorPageLiftsNobody() {
        awaitDone("dma-optout", 1);
        long inForce = count("select count(*) from optout_entry where ended_at is null");
        dma.trouble().htmlPage(1);

        runNow("dma-optout");
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from run where feed = 'dma-optout' and status = 'failed'") == 1);

        assertThat(inForce).isPositive();
        assertThat(count("select count(*) from optout_entry where ended_at is null"))
                .isEqualTo(inForce);
        assertThat(count("select count(distinct channel) from optout_entry")).isEqualTo(2);
    }

    @Test
    @Order(8)
    void takesAFileOutOfTheDropFolder() throws IOException {
        Path part = home.resolve("export.part");
        Files.writeString(
                part,
                "customer_id;family_name;given_name;title;email;phone;street;postal_code;city;country;language;birth_year;business_id;duty\n"
                        + "D-1;Pudotus;Pia;;pia@drop.example;;;;;;;;;\n");
        Files.move(part, drop().resolve("export.csv"), StandardCopyOption.ATOMIC_MOVE);

        await().atMost(PATIENCE).until(() -> count("select count(*) from person where family_name = 'Pudotus'") == 1);
        await().atMost(PATIENCE).until(() -> Files.exists(drop().resolve(".done/export.csv")));
    }

    @Test
    @Order(9)
    void headersOfAnAnswerSteerNothing() {
        long companies = count("select count(*) from company");
        StubMapping hostile = server.wireMock()
                .stubFor(get(urlPathEqualTo(DmaSimulator.PATH))
                        .willReturn(aResponse()
                                .withStatus(302)
                                .withHeader("Location", server.url() + "/elsewhere")
                                .withHeader("CamelHttpUri", server.url() + "/elsewhere")
                                .withHeader("CamelFileName", "../../owned")
                                .withHeader("CamelSqlQuery", "delete from company")
                                .withHeader("CamelBeanMethodName", "complete")));

        runNow("dma-optout");
        await().atMost(PATIENCE).until(() -> scheduleError("dma-optout").contains("HTTP 302"));

        assertThat(count("select count(*) from company")).isEqualTo(companies);
        assertThat(server.wireMock().getAllServeEvents())
                .noneMatch(event -> event.getRequest().getUrl().contains("elsewhere"));
        server.wireMock().removeStub(hostile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prh-company", "asiakastieto-company", "fonecta-contact", "dma-optout"})
    @Order(11)
    @DisplayName("Attack: Camel headers in the answers of a source neither lead elsewhere, run SQL nor write files")
    void headersOfGoodAnswersSteerNothing(String feed) {
        server.wireMock().resetRequests();
        server.answerWithHostileHeaders();
        hub.getBean(AccessTokens.class).forget("fonecta");
        long persons = count("select count(*) from person");
        long complete = deliveries(feed);

        runNow(feed);

        await().atMost(PATIENCE).until(() -> deliveries(feed) > complete);
        assertThat(server.ledAstray()).isFalse();
        assertThat(server.wireMock().getAllServeEvents())
                .as("no header of an answer comes back in a call")
                .isNotEmpty()
                .noneMatch(event -> event.getRequest().getAllHeaderKeys().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("camel")
                                || name.startsWith("hub")
                                || name.equals("moveTo")));
        assertThat(count("select count(*) from person")).isGreaterThanOrEqualTo(persons);
        assertThat(home.resolve("../../owned")).doesNotExist();
    }

    @Test
    @Order(12)
    @DisplayName("Attack: the headers of a callback and of its pull steer nothing")
    void headersOfACallbackSteerNothing() {
        server.wireMock().resetRequests();
        server.answerWithHostileHeaders();
        byte[] body = callback(fonecta.watched().get(1).path("companyId").asText());
        long done = count("select count(*) from inbox where status = 'done'");
        long persons = count("select count(*) from person");

        hub.getBean(Inbox.class)
                .accept(
                        "fonecta",
                        "callback-hostile",
                        "application/json",
                        Map.of(
                                "CamelHttpUri", server.url() + "/elsewhere",
                                "CamelSqlQuery", "delete from person",
                                "CamelBeanMethodName", "dead"),
                        body);

        await().atMost(PATIENCE).until(() -> count("select count(*) from inbox where status = 'done'") == done + 1);
        assertThat(server.ledAstray()).isFalse();
        assertThat(count("select count(*) from person")).isGreaterThanOrEqualTo(persons);
    }

    @Test
    @Order(10)
    @DisplayName("Attack: the name of a dropped file is a name and nothing more")
    void theNameOfADroppedFileSteersNothing() throws IOException {
        String name = "${bean:hubInbox?method=dead}&delete=true&moveTo=Trash;delete from person.csv";
        Path part = home.resolve("hostile.part");
        Files.writeString(
                part,
                "customer_id;family_name;given_name;title;email;phone;street;postal_code;city;country;language;birth_year;business_id;duty\n"
                        + "D-2;Nimi;Niilo;;niilo@drop.example;;;;;;;;;\n");
        Files.move(part, drop().resolve(name), StandardCopyOption.ATOMIC_MOVE);

        await().atMost(PATIENCE).until(() -> count("select count(*) from person where family_name = 'Nimi'") == 1);
        await().atMost(PATIENCE)
                .until(() -> Files.exists(drop().resolve(".done").resolve(name)));
        assertThat(drop().resolve("Trash")).doesNotExist();
    }

    private static byte[] callback(String companyId) {
        return "{\"Id\":\"%s\",\"watcherId\":\"rekisterihub\",\"timestamp\":\"%d\",\"checksum\":\"x\"}"
                .formatted(companyId, java.time.Instant.now().getEpochSecond())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long deliveries(String feed) {
        return count("select count(*) from delivery where status = 'complete' and feed = '" + feed + "'");
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", FreshDatabase.url());
        settings.put("hub.sources.prh.url", server.url() + "/prh/opendata-ytj-api/v3");
        settings.put("hub.sources.asiakastieto.enabled", "true");
        settings.put("hub.sources.asiakastieto.url", server.url() + AsiakastietoSimulator.PATH);
        settings.put("hub.sources.asiakastieto.user", AsiakastietoSimulator.USER_ID);
        settings.put("hub.sources.asiakastieto.password", AsiakastietoSimulator.PASSWORD);
        settings.put("hub.sources.asiakastieto.key", AsiakastietoSimulator.KEY);
        settings.put("hub.sources.asiakastieto.most", "20");
        settings.put("hub.sources.fonecta.enabled", "true");
        settings.put("hub.sources.fonecta.url", server.url() + FonectaSimulator.PATH);
        settings.put("hub.sources.fonecta.token-url", server.url() + FonectaSimulator.PATH + "/token/login");
        settings.put("hub.sources.fonecta.client-id", FonectaSimulator.CLIENT_ID);
        settings.put("hub.sources.fonecta.client-secret", FonectaSimulator.CLIENT_SECRET);
        settings.put("hub.sources.fonecta.most", "15");
        settings.put("hub.sources.fonecta.watch.enabled", "true");
        settings.put("hub.sources.fonecta.callbacks.every", "1h");
        settings.put("hub.providers.fonecta.webhook-secret", "hook-secret");
        settings.put("hub.public-url", "https://hub.example");
        settings.put("hub.sources.dma.enabled", "true");
        settings.put("hub.sources.dma.url", server.url() + DmaSimulator.PATH);
        settings.put("hub.sources.crm.folder", drop().toString());
        return settings;
    }

    private static Path drop() {
        return home.resolve("drop");
    }

    private static void runNow(String schedule) {
        hub.getBean(Schedules.class).runNow(schedule);
    }

    /** The first answers of a bureau change a large share of what other sources told: a person looks and lets them in. */
    private static void releaseBraked(String feed) {
        String braked = "select id from run where status = 'braked' and brake like 'The run would change%' and feed = '"
                + feed + "'";
        await().atMost(PATIENCE).until(() -> {
            askNowIfNeverDue(feed);
            return count("select count(*) from (" + braked + ") b") == 1;
        });
        assertThat(hub.getBean(RunControl.class).release(count(braked), "operator", "new source"))
                .isTrue();
    }

    /**
     * Waits until every register's run of so many deliveries is done. For a source that asks company by company the first start may
     * come before there is a company: start it then.
     */
    private static void awaitDone(String feed, int runs) {
        await().atMost(PATIENCE).until(() -> {
            long done = count("select count(*) from (select delivery_id from run where feed = '" + feed
                    + "' group by delivery_id having bool_and(status = 'done')) d");
            if (done < runs) {
                askNowIfNeverDue(feed);
            }
            return done >= runs;
        });
    }

    private static void askNowIfNeverDue(String feed) {
        if (scheduleError(feed).isEmpty() && count("select count(*) from company") > 0) {
            jdbc.sql("update schedule set next_at = now() where name = :name and last_at < now() - interval '3 s'")
                    .param("name", feed)
                    .update();
        }
    }

    private static Map<String, Object> lastRun(String feed) {
        return jdbc.sql(
                        "select *, effects::text as effects from run where feed = :f and register_id <> 'soprano-valiaikainen-markkinointirekisteri'"
                                + " order by id desc limit 1")
                .param("f", feed)
                .query()
                .singleRow();
    }

    private static String scheduleError(String name) {
        return jdbc.sql("select coalesce(max(last_error), '') from schedule where name = :n")
                .param("n", name)
                .query(String.class)
                .single();
    }

    private static long count(String sql) {
        Long counted = jdbc.sql(sql).query(Long.class).single();
        return counted == null ? 0 : counted;
    }
}
