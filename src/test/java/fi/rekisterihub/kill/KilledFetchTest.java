package fi.rekisterihub.kill;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldCompany;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * One {@code kill -9} while the third page of the company register is on its way and the file of all companies is being
 * taken into the register; then a restart. Starting a hub costs seconds, so all tests look at the same one.
 */
class KilledFetchTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String COMPANIES = PrhSimulator.PATH + "/companies";
    private static final Path HOME = TestHome.withRoutes("prh-company", "prh-all-companies");
    private static final HubDatabase DATABASE = new HubDatabase(HOME);
    private static final World WORLD = World.of(World.SEED, 2_500, 20, LocalDate.of(2026, 11, 22));

    private static SimulatorServer server;
    private static ChildHub hub;
    private static long companies;
    private static long registers;
    private static Found atTheKill;

    /** How far the two were when the hub was killed. */
    record Found(long pages, long rowsDone, long rowsIn, long named) {}

    @BeforeAll
    static void killInTheMiddleAndStartAgain() {
        companies = WORLD.companies().stream()
                .filter(company -> !company.isSoleTrader())
                .map(WorldCompany::businessId)
                .distinct()
                .count();
        server = SimulatorServer.onAnyPort();
        PrhSimulator.on(server, WORLD);
        StubMapping hanging = server.wireMock()
                .stubFor(get(urlPathEqualTo(COMPANIES))
                        .withQueryParam("page", equalTo("3"))
                        .atPriority(1)
                        .willReturn(ok().withFixedDelay(600_000)));
        hub = ChildHub.launchWithoutPages(HOME, settings());
        hub.awaitStarted();
        await("page 3 to be asked for").atMost(LONGEST).until(() -> asked(3) == 1);
        await("the file to be taken in")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> DATABASE.number("select coalesce(max(rows_done), 0) from run") > 0);
        hub.killHard();

        atTheKill = find();
        server.wireMock().removeStub(hanging);
        hub.launchAgain().awaitStarted();
        DATABASE.letLeasesRunOut();
        await("both deliveries")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from delivery where status = 'complete'") == 2);
        await("their runs")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from run where status <> 'done'") == 0
                        && DATABASE.number("select count(distinct delivery_id) from run") == 2);
        registers = DATABASE.number("select count(distinct register_id) from run");
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        server.close();
        FileSystemUtils.deleteRecursively(HOME);
    }

    @Test
    void thePageSeriesGoesOnWithThePageThatWasOnItsWay() {
        assertThat(atTheKill.pages()).isEqualTo(2);

        assertThat(List.of(asked(1), asked(2), asked(3), asked(4)))
                .as("how often each page was asked for")
                .containsExactly(1, 1, 2, 1);
        assertThat(DATABASE.texts("select count(*) || ' ' || count(distinct page) from delivery_page"))
                .containsExactly("%1$d %1$d".formatted((companies + 99) / 100));
        assertThat(DATABASE.number("select records from delivery where file is null"))
                .isEqualTo(companies);
    }

    @Test
    void theFileOfAllCompaniesIsFetchedOnceAndAppliedToItsEnd() {
        assertThat(atTheKill.rowsDone())
                .isPositive()
                .isLessThan(atTheKill.rowsIn())
                .isEqualTo(atTheKill.named());

        assertThat(server.wireMock()
                        .countRequestsMatching(getRequestedFor(urlPathEqualTo(PrhSimulator.PATH + "/all_companies"))
                                .build())
                        .getCount())
                .isEqualTo(1);
        assertThat(DATABASE.texts("""
                        select distinct concat_ws(' ', r.rows_in, r.applied, r.unchanged, r.parked)
                          from run r join delivery d on d.id = r.delivery_id where d.file is not null
                        """)).containsExactly("%1$d %1$d 0 0".formatted(companies));
        assertThat(DATABASE.number("select max(attempts) from run")).isEqualTo(2);
    }

    @Test
    void everyCompanyIsThereOnceWithOneChange() {
        assertThat(DATABASE.number("select count(*) from company")).isEqualTo(companies * registers);
        assertThat(DATABASE.number("select count(distinct (register_id, business_id)) from company"))
                .isEqualTo(companies * registers);
        assertThat(DATABASE.number("select count(*) from change_set")).isEqualTo(companies * registers);
        assertThat(DATABASE.texts("""
                        select distinct concat_ws(' ', r.applied, r.unchanged)
                          from run r join delivery d on d.id = r.delivery_id where d.file is null
                        """)).as("the pages tell what the file told").containsExactly("0 " + companies);
    }

    private static int asked(int page) {
        return server.wireMock()
                .countRequestsMatching(getRequestedFor(urlPathEqualTo(COMPANIES))
                        .withQueryParam("page", equalTo(String.valueOf(page)))
                        .build())
                .getCount();
    }

    private static String[] settings() {
        return new String[] {
            "--hub.sources.prh.url=" + server.url() + PrhSimulator.PATH,
            "--hub.sources.prh.all-companies.enabled=true",
            "--hub.sources.prh.per-minute=6000",
            "--hub.intake.chunk=50",
            "--hub.intake.lease=2s"
        };
    }

    private static Found find() {
        return new Found(
                DATABASE.number("select count(*) from delivery_page"),
                DATABASE.number("select max(rows_done) from run"),
                DATABASE.number("select max(rows_in) from run"),
                DATABASE.number("select count(*) from company"));
    }
}
