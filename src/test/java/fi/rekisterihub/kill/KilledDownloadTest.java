package fi.rekisterihub.kill;

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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The zip of all companies comes slowly. The first time the disk has no more room when half of it is there (a limit of the
 * kernel on the hub's process stands for that: the same write fails, with another number); the second time the hub is killed
 * at half; the third time it comes to its end. Starting a hub costs seconds, so all tests look at the same one.
 */
class KilledDownloadTest {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String ALL = PrhSimulator.PATH + "/all_companies";
    private static final int PIECES = 40;
    private static final int MILLIS_FOR_ALL = 10_000;
    private static final Path HOME = TestHome.withRoutes("prh-all-companies");
    private static final Path DOWNLOADS = HOME.resolve("data/downloads");
    private static final Path DELIVERIES = HOME.resolve("data/deliveries");
    private static final HubDatabase DATABASE = new HubDatabase(HOME);
    private static final World WORLD = World.of(World.SEED, 2_500, 20, LocalDate.of(2026, 11, 22));

    private static SimulatorServer server;
    private static ChildHub hub;
    private static long companies;
    private static int whole;
    private static Found whenFull;
    private static List<Path> leftByTheFullDisk;
    private static String saidOfTheFullDisk;
    private static long failuresOfTheSource;
    private static Found atTheKill;
    private static List<Path> leftByTheKill;

    /** What the database holds. */
    record Found(long deliveries, long runs, long companies) {}

    @BeforeAll
    static void fillTheDiskThenKillThenLetItCome() throws Exception {
        companies = WORLD.companies().stream()
                .filter(company -> !company.isSoleTrader())
                .map(WorldCompany::businessId)
                .distinct()
                .count();
        server = SimulatorServer.onAnyPort();
        PrhSimulator.on(server, WORLD);
        byte[] zip = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + ALL)).build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
        whole = zip.length;
        server.wireMock().resetRequests();
        StubMapping slow = server.wireMock()
                .stubFor(get(urlPathEqualTo(ALL))
                        .atPriority(1)
                        .willReturn(ok().withBody(zip).withChunkedDribbleDelay(PIECES, MILLIS_FOR_ALL)));
        hub = ChildHub.launchWithoutPages(
                HOME,
                "--hub.sources.prh.url=" + server.url() + PrhSimulator.PATH,
                "--hub.sources.prh.all-companies.enabled=true");
        hub.awaitStarted();

        hub.limitFiles(Long.toString(sizeAtHalf()));
        await("the disk to be full").atMost(LONGEST).until(() -> schedule("failures")
                .equals(List.of("1")));
        whenFull = find();
        leftByTheFullDisk = unfinished();
        saidOfTheFullDisk = schedule("last_error").get(0);
        failuresOfTheSource = DATABASE.number("select coalesce(max(failures), 0) from source_meter");
        hub.limitFiles("unlimited");

        // Fifteen seconds pass.
        DATABASE.jdbc().sql("update schedule set next_at = now()").update();
        sizeAtHalf();
        hub.killHard();
        leftByTheKill = unfinished();
        server.wireMock().removeStub(slow);
        hub.launchAgain().awaitStarted();
        atTheKill = find();
        DATABASE.letLeasesRunOut();
        await("the delivery and its runs")
                .atMost(LONGEST)
                .until(() -> DATABASE.number("select count(*) from run where status = 'done'") > 0
                        && DATABASE.number("select count(*) from run where status <> 'done'") == 0);
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        server.close();
        FileSystemUtils.deleteRecursively(HOME);
    }

    @Test
    void aFullDiskLeavesNothingAndSaysWhatToDo() {
        assertThat(saidOfTheFullDisk)
                .startsWith("The delivery cannot be kept in " + DOWNLOADS)
                .contains("make room on that disk");
        assertThat(whenFull).isEqualTo(new Found(0, 0, 0));
        assertThat(leftByTheFullDisk).isEmpty();
    }

    @Test
    void aFullDiskIsNoFailureOfTheSource() {
        assertThat(failuresOfTheSource).isZero();
    }

    @Test
    void theFileIsFetchedAnewAfterEachTryThatBroke() {
        assertThat(server.wireMock()
                        .countRequestsMatching(
                                getRequestedFor(urlPathEqualTo(ALL)).build())
                        .getCount())
                .isEqualTo(3);
        assertThat(schedule("concat_ws(' ', failures, last_error)")).containsExactly("0");
    }

    @Test
    void theKillAppliesNothingOfTheHalfFile() {
        assertThat(leftByTheKill)
                .as("the part that a killed hub cannot take with it")
                .hasSize(1);
        assertThat(atTheKill).isEqualTo(new Found(0, 0, 0));
    }

    @Test
    void everyCompanyArrivesOnce() {
        long registers = DATABASE.number("select count(distinct register_id) from run");
        assertThat(DATABASE.texts("select distinct concat_ws(' ', rows_in, applied, unchanged, parked) from run"))
                .containsExactly("%1$d %1$d 0 0".formatted(companies));
        assertThat(DATABASE.texts("select concat_ws(' ', status, size_bytes) from delivery"))
                .containsExactly("complete " + whole);
        assertThat(DATABASE.number("select count(*) from company")).isEqualTo(companies * registers);
        assertThat(DATABASE.number("select count(distinct (register_id, business_id)) from company"))
                .isEqualTo(companies * registers);
        assertThat(DATABASE.number("select count(*) from change_set")).isEqualTo(companies * registers);
    }

    @Test
    void nothingIsLeftOfTheTriesThatBroke() throws IOException {
        assertThat(unfinished()).isEmpty();
        assertThat(filesOf(DELIVERIES))
                .hasSize(1)
                .allMatch(file -> file.toFile().length() == whole);
    }

    private static long sizeAtHalf() throws IOException {
        await("half of the file")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sizeOfPart() > whole / 2);
        long size = sizeOfPart();
        assertThat(size).isLessThan(whole);
        return size;
    }

    private static long sizeOfPart() throws IOException {
        long size = 0;
        for (Path file : filesOf(DOWNLOADS)) {
            size = Math.max(size, file.toFile().length());
        }
        return size;
    }

    /** Files that are no delivery. */
    private static List<Path> unfinished() throws IOException {
        return Stream.concat(filesOf(DOWNLOADS).stream(), filesOf(DELIVERIES).stream())
                .filter(file -> file.toString().endsWith(".part"))
                .toList();
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<String> schedule(String column) {
        return DATABASE.texts("select %s from schedule where name = 'prh-all-companies'".formatted(column));
    }

    private static Found find() {
        return new Found(
                DATABASE.number("select count(*) from delivery"),
                DATABASE.number("select count(*) from run"),
                DATABASE.number("select count(*) from company"));
    }
}
