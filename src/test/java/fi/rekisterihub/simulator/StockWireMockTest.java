package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The static stubs work in a WireMock that knows nothing of our code, mounted as docker-compose mounts them: each
 * {@code <api>/mappings} and {@code <api>/__files} below the server's own folders, under the api's name.
 */
class StockWireMockTest {

    private static final Path STUBS = Path.of("src/test/resources/wiremock");
    private static final World SMALL = World.of(World.SEED, 125, 400, LocalDate.of(2026, 11, 22));

    @TempDir
    private static Path root;

    private static WireMockServer server;

    @BeforeAll
    static void startAsComposeDoes() throws IOException {
        try (Stream<Path> apis = Files.list(STUBS)) {
            for (Path api : (Iterable<Path>) apis::iterator) {
                for (String folder : List.of("mappings", "__files")) {
                    copy(api.resolve(folder), root.resolve(folder).resolve(api.getFileName()));
                }
            }
        }
        server = new WireMockServer(
                options().dynamicPort().bindAddress("127.0.0.1").usingFilesUnderDirectory(root.toString()));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void pagesPrhCompaniesTwiceAndGivesTheFirstPageOtherwise() throws Exception {
        String first = get(PrhSimulator.PATH + "/companies?page=1");
        assertThat(get(PrhSimulator.PATH + "/companies")).isEqualTo(first);
        assertThat(get(PrhSimulator.PATH + "/companies?page=3")).isEqualTo(first);
        var page = Json.parse(first);
        int total = page.path("totalResults").asInt();
        int second = Json.parse(get(PrhSimulator.PATH + "/companies?page=2"))
                .path("companies")
                .size();
        assertThat(page.path("companies")).hasSize(100);
        assertThat(second).isPositive();
        assertThat(100 + second).isEqualTo(total);
    }

    @Test
    void holdsWhatTheWorldWouldSay() throws Exception {
        List<WorldCompany> published = SMALL.companies().stream()
                .filter(company -> !company.isSoleTrader())
                .toList();
        List<String> differing = new java.util.ArrayList<>();
        compare("prh/__files/companies-1.json", page(published, 0), differing);
        compare("prh/__files/companies-2.json", page(published, 100), differing);
        compare("dma/__files/optout.csv", OptOutCsv.of(SMALL.optOuts()), differing);
        assertThat(differing)
                .as("static answers that differ from the world; new ones are in target/wiremock, copy them over")
                .isEmpty();
    }

    @Test
    void servesTheOptOutListInLatin1() throws Exception {
        byte[] bytes = Http.bytes(server.baseUrl() + DmaSimulator.PATH).body();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .startsWith("kanava;")
                .contains("ä");
    }

    @Test
    void givesATokenAndSearchesWithIt() throws Exception {
        String token = Json.parse(Http.post(server.baseUrl() + "/fonecta/token/login", "grant_type=client_credentials")
                        .body())
                .path("access_token")
                .asText();
        String search = server.baseUrl() + "/fonecta/v2/contacts/search?what=x";
        assertThat(Http.get(search, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(Http.get(search).statusCode()).isEqualTo(401);
    }

    @Test
    void takesNoticesInForAnyProcessor() throws Exception {
        String url = server.baseUrl() + ProcessorSimulator.path("print-house");
        var taken = Http.post(url, "{}", "Idempotency-Key", "n-1");
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.body()).contains("R-n-1");
        assertThat(Http.post(url, "{}").statusCode()).isEqualTo(400);
    }

    private static byte[] page(List<WorldCompany> published, int from) {
        ObjectNode answer = Json.object().put("totalResults", published.size());
        var companies = answer.putArray("companies");
        published.stream().skip(from).limit(100).map(PrhCompany::of).forEach(companies::add);
        // One company a line: small to store, and still readable in a diff.
        return (answer.toString().replace(",{\"businessId\"", ",\n{\"businessId\"") + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void compare(String name, byte[] expected, List<String> differing) throws IOException {
        Path stored = STUBS.resolve(name);
        Path fresh = write(name, expected);
        if (!Files.exists(stored) || Files.mismatch(stored, fresh) >= 0) {
            differing.add(name);
        }
    }

    private static Path write(String name, byte[] content) throws IOException {
        Path file = Path.of("target/wiremock").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static String get(String path) throws Exception {
        return Http.get(server.baseUrl() + path).body();
    }
}
