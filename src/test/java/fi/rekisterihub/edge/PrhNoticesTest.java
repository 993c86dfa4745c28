package fi.rekisterihub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.intake.Backfills.Asked;
import fi.rekisterihub.intake.Backfills.Claimed;
import fi.rekisterihub.intake.Limits;
import fi.rekisterihub.intake.Signals.Cursor;
import fi.rekisterihub.intake.Signals.Kept;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The shipped routes that read who has changed, from the notices to the companies read anew. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrhNoticesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Helsinki"));

    private static final Cursor CUT_SHORT = Cursor.of("cut-short");

    private static SimulatorServer server;
    private static PrhSimulator prh;
    private static SourceHub hub;
    private static List<String> known;

    @BeforeAll
    static void start() {
        World world = World.of(World.SEED, 60, 20, LocalDate.of(2026, 11, 22));
        server = SimulatorServer.onAnyPort();
        prh = PrhSimulator.on(server, world);
        hub = SourceHub.with(
                Map.of("prh", Limits.none()),
                Map.of(
                        "hub.sources.prh.url", server.url() + PrhSimulator.PATH,
                        "hub.sources.prh.notices.url", server.url() + PrhSimulator.NOTICES_PATH + "/notices",
                        "hub.sources.prh.notices.enabled", "true"));
        known = world.companies().stream()
                .filter(company -> !company.isSoleTrader())
                .map(company -> company.businessId())
                .limit(5)
                .toList();
        known.forEach(id -> hub.bench
                .jdbc
                .sql("insert into company (register_id, business_id) values ('sofor-asiakasrekisteri', :id)")
                .param("id", id)
                .update());
        prh.notice(TODAY.minusDays(3), known.get(0));
        prh.notice(TODAY.minusDays(2), known.get(1));
        prh.notice(TODAY.minusDays(2), "1375045-1");
        prh.notice(TODAY.minusDays(40), known.get(4));
        hub.start("prh-notices", "prh-backfill");
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.close();
    }

    @Test
    @Order(1)
    void readsAnewTheCompaniesOfTheRegistersThatTheNoticesNameAndNoOthers() {
        await().atMost(PATIENCE).until(() -> complete() == 1);

        assertThat(reread()).containsExactlyInAnyOrder(known.get(0), known.get(1));
        assertThat(hub.bench.count("select count(*) from signal")).isZero();
        assertThat(
                        hub.bench.count(
                                "select count(*) from feed_cursor where series_end is null and place::date >= current_date - 1"))
                .isEqualTo(1);
        assertThat(hub.bench.count("select count(*) from run where feed = 'prh-company'"))
                .isPositive();
    }

    @Test
    @Order(2)
    void aNoticeOfTheSameDayThatCameLaterIsSeenAtTheNextReading() {
        prh.notice(TODAY, known.get(2));
        hub.bench.schedules.runNow("prh-notices");

        await().atMost(PATIENCE).until(() -> complete() == 2);
        assertThat(reread()).contains(known.get(2));
    }

    @Test
    @Order(3)
    void aWindowOfOlderDaysIsReadWhenSomebodyAsksForIt() {
        long id = ask(TODAY.minusDays(50), TODAY.minusDays(30));

        await().atMost(PATIENCE)
                .until(() ->
                        hub.bench.count("select count(*) from backfill where status = 'done' and id = " + id) == 1);
        await().atMost(PATIENCE).until(() -> complete() == 3);
        assertThat(reread()).contains(known.get(4));
        assertThat(hub.bench.backfillReader.find("prh-company", id)).hasValueSatisfying(backfill -> {
            assertThat(backfill.seen()).isEqualTo(1);
            assertThat(backfill.total()).isEqualTo(1);
            assertThat(backfill.named()).isEqualTo(1);
        });
        assertThat(hub.bench.count("select count(*) from feed_cursor"))
                .as("its place is forgotten")
                .isEqualTo(1);
    }

    @Test
    @Order(4)
    void aReadingThatWasCutShortGoesOnWithItsPage() {
        for (int i = 0; i < 5; i++) {
            prh.notice(TODAY, known.get(i));
        }
        var window = hub.bench.signals.window(CUT_SHORT, 1);
        assertThat(window.page()).isEqualTo(1);
        String two = "{\"totalResults\":3,\"notices\":[{\"businessId\":\"%s\"},{\"businessId\":\"%s\"}]}"
                .formatted(known.get(0), known.get(1));

        assertThat(hub.bench.signals.keep(
                        CUT_SHORT, "prh-company", two.getBytes(UTF_8), "notices", "businessId", "totalResults"))
                .isEqualTo(new Kept(true, 2, 3, 2));

        assertThat(hub.bench.signals.window(CUT_SHORT, 1).page()).isEqualTo(2);
        assertThat(hub.bench.signals.waiting("prh-company", 10)).contains(known.get(0), known.get(1));
    }

    @Test
    @Order(5)
    void aBackfillThatIsCancelledReadsNoFurther() {
        long id = ask(TODAY.minusDays(20), TODAY.minusDays(10));
        Claimed claimed = hub.bench.backfills.claim("prh-company").orElseThrow();
        hub.bench.signals.window(claimed.cursor(), claimed.from(), claimed.to());

        assertThat(hub.bench.backfills.cancel("prh-company", id, "operator")).isTrue();

        assertThatThrownBy(() -> hub.bench.signals.keep(
                        claimed.cursor(),
                        "prh-company",
                        "{\"totalResults\":0,\"notices\":[]}".getBytes(UTF_8),
                        "notices",
                        "businessId",
                        "totalResults"))
                .hasMessage("Nobody waits for these notices any more.");
        hub.bench.backfills.failed(claimed, "what its reader says then");
        assertThat(hub.bench.backfillReader.find("prh-company", id))
                .hasValueSatisfying(backfill -> assertThat(backfill.status()).isEqualTo("cancelled"));
        assertThat(hub.bench.backfills.cancel("prh-company", id, "operator")).isFalse();
    }

    private static long ask(LocalDate from, LocalDate to) {
        Asked asked = hub.bench.backfills.ask("prh-company", from, to, "operator");
        assertThat(asked).isInstanceOf(Asked.Queued.class);
        return ((Asked.Queued) asked).id();
    }

    private static long complete() {
        return hub.bench.count("select count(*) from delivery where status = 'complete'");
    }

    private static List<String> reread() {
        return hub.bench
                .jdbc
                .sql("select key from lookup where feed = 'prh-company'")
                .query(String.class)
                .list();
    }
}
