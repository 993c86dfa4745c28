package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.intake.Limits;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldCompany;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped route that takes the whole company register as one packed file. */
class PrhAllCompaniesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final World world = World.of(World.SEED, 120, 20, LocalDate.of(2026, 11, 22));
    private SimulatorServer server;
    private SourceHub hub;

    @BeforeEach
    void start() {
        server = SimulatorServer.onAnyPort();
        PrhSimulator.on(server, world);
        hub = SourceHub.with(
                Map.of("prh", Limits.none()),
                Map.of(
                        "hub.sources.prh.url",
                        server.url() + PrhSimulator.PATH,
                        "hub.sources.prh.all-companies.enabled",
                        "true"));
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void everyCompanyComesInOneFileThatIsADeliveryOfTheSameFeedAsThePages() throws IOException {
        hub.start("prh-all-companies");
        await().atMost(PATIENCE).until(() -> complete() == 1);

        long companies = world.companies().stream()
                .filter(company -> !company.isSoleTrader())
                .map(WorldCompany::businessId)
                .distinct()
                .count();
        assertThat(hub.bench.recordsOf("prh-company")).isEqualTo(companies);
        try (var left = Files.list(hub.bench.home.data().resolve("downloads"))) {
            assertThat(left).as("the file is kept as a delivery, once").isEmpty();
        }
    }

    private long complete() {
        return hub.bench.count("select count(*) from delivery where feed = 'prh-company' and status = 'complete'");
    }
}
