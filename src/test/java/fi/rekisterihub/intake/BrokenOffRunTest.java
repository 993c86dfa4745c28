package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.KeptSentences;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Runs that end their thread or their process: each comes to an end that says why, and the others go on. */
class BrokenOffRunTest {

    private static final String CRM = "crm-person";
    private static final String DEEP = "deep-person";
    private static final String LARGE = "large-person";
    private static final String LARGE_VALUE = "large-value";

    /** A function that calls itself without end takes the stack; one that doubles a text forty times takes the heap. */
    private static final String WITHOUT_END = "\"($f := function($n){1 + $f($n)}; $f(1))\"";

    private static final String DOUBLED = "\"$reduce([1..40], function($a, $b){$a & $a}, customer_id)\"";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;
    private RunWorker worker;

    @BeforeAll
    static void start() throws IOException {
        Path home = TestHome.withTables();
        table(home, DEEP, "key: customer_id", "key: " + WITHOUT_END);
        table(home, LARGE, "key: customer_id", "key: " + DOUBLED);
        table(home, LARGE_VALUE, "title: title", "title: " + DOUBLED);
        Path profile = home.resolve("mappings/registers/sofor-asiakasrekisteri.yaml");
        StringBuilder sources = new StringBuilder("\nsources:\n");
        for (String feed : List.of(DEEP, LARGE, LARGE_VALUE)) {
            sources.append("  - {feed: %s, kind: own, text: {fi: Kauppa, sv: Butik, en: Shop}}\n".formatted(feed));
        }
        Files.writeString(profile, Files.readString(profile).replace("\nsources:\n", sources));
        hub = QuietHub.start(home, FreshDatabase.url());
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        worker = hub.get(RunWorker.class);
        imports.emptyRegister();
    }

    @Test
    void aRunThatNeedsTooDeepAStackFailsAndSaysSo() {
        assertThat(worker.executeNow(queued(DEEP))).isTrue();

        assertThat(texts("select status || ': ' || message from run"))
                .containsExactly("failed: The hub itself failed (StackOverflowError); see the log at this time.");
    }

    @Test
    void aRunThatRunsOutOfMemoryFailsAndSaysWhatToGiveIt() {
        for (String feed : List.of(LARGE, LARGE_VALUE)) {
            long run = queued(feed);

            assertThatThrownBy(() -> worker.executeNow(run)).isInstanceOf(OutOfMemoryError.class);

            assertThat(texts("select status || ': ' || message from run where id = " + run))
                    .as(feed)
                    .singleElement()
                    .asString()
                    .startsWith("failed: The hub ran out of memory in this run (")
                    .endsWith(
                            "Give it more heap (-Xmx), then try the run again: what had been applied before is kept.");
        }
    }

    @Test
    void theWorkerGoesOnWithOtherRunsAfterOneThatRanOutOfMemory() {
        RunWorker another =
                new RunWorker(hub.get(Runs.class), hub.get(RunEngine.class), working(), hub.get(ParkedSettling.class));
        queued(LARGE);
        queued(CRM);
        another.start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> texts("select status from run order by id"), List.of("failed", "done")::equals);
        } finally {
            another.stop();
        }
    }

    @Test
    void aRunThatEndsItsProcessEachTimeIsTakenOverThreeTimesAndThenFails() {
        long run = queued(CRM);
        Runs runs = hub.get(Runs.class);
        for (int processes = 0; processes < 4; processes++) {
            assertThat(runs.claim(run)).isPresent();
            itsProcessDies();
        }

        assertThat(worker.executeNow(run)).isTrue();

        String message =
                texts("select message from run where status = 'failed'").get(0);
        assertThat(message)
                .startsWith(
                        "The hub went down or stood still in this run 4 times, so it is not tried by itself any more.")
                .contains("give the hub more heap (-Xmx)");
        assertThat(KeptSentences.in("fi", message))
                .startsWith("Järjestelmä kaatui tai pysähtyi kesken tämän ajon 4 kertaa");
        assertThat(KeptSentences.in("sv", message)).startsWith("Systemet gick ner eller stannade 4 gånger");

        hub.get(RunControl.class).tryAgain(run, "operator");
        assertThat(worker.executeNow(run)).isTrue();
        assertThat(texts("select status || ' ' || applied from run")).containsExactly("done 3");
    }

    @Test
    void aRunThatEndsItsProcessThreeTimesIsTriedOnceMore() {
        long run = queued(CRM);
        for (int processes = 0; processes < 3; processes++) {
            assertThat(hub.get(Runs.class).claim(run)).isPresent();
            itsProcessDies();
        }

        assertThat(worker.executeNow(run)).isTrue();

        assertThat(texts("select status from run")).containsExactly("done");
    }

    @Test
    void aRunThatIsHandedBackByAStoppedHubIsNotTakenOver() {
        long run = queued(CRM);
        Runs runs = hub.get(Runs.class);
        for (int stops = 0; stops < 6; stops++) {
            runs.handBack(runs.claim(run).orElseThrow());
        }

        assertThat(worker.executeNow(run)).isTrue();

        assertThat(texts("select status || ' ' || attempts || ' ' || taken_over from run"))
                .containsExactly("done 7 0");
    }

    /** A process that was killed leaves exactly this behind. */
    private void itsProcessDies() {
        jdbc.sql("update run set lease_until = now() - interval '1 s'").update();
    }

    private long queued(String feed) {
        String rows = Imports.CRM_HEADER + Imports.persons(3, "Katu 1");
        hub.get(Deliveries.class)
                .fromFile(feed, "test", new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
        return jdbc.sql("select max(id) from run").query(Long.class).single();
    }

    private static IntakeSettings working() {
        return new IntakeSettings(
                50,
                2,
                Duration.ofSeconds(15),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                Duration.ofDays(90),
                true);
    }

    private static void table(Path home, String feed, String old, String by) throws IOException {
        String crm = Files.readString(home.resolve("mappings/crm-person.yaml"));
        assertThat(crm).contains(old);
        Files.writeString(
                home.resolve("mappings/" + feed + ".yaml"),
                crm.replace("feed: crm-person", "feed: " + feed).replace(old, by));
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
