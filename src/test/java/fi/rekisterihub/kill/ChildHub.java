package fi.rekisterihub.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.RekisterihubApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole hub in a process of its own, so that it can be killed as a machine's failure would kill it. */
final class ChildHub implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Path home;
    private final List<String> settings;
    private final Path log;
    private Process process;

    private ChildHub(Path home, List<String> settings) {
        this.home = home;
        this.settings = settings;
        this.log = home.resolve("hub.log");
        shareBinaries(home.resolve("data"));
        this.process = launch();
    }

    /** Begins to start; {@link #awaitStarted} waits for the end of it. */
    static ChildHub launch(Path home, String... settings) {
        return new ChildHub(home, Arrays.asList(settings));
    }

    /** The same for a test that opens no page: it starts in two thirds of the time. */
    static ChildHub launchWithoutPages(Path home, String... settings) {
        List<String> all =
                new ArrayList<>(List.of("--spring.main.web-application-type=none", "--spring.main.keep-alive=true"));
        all.addAll(Arrays.asList(settings));
        return new ChildHub(home, all);
    }

    ChildHub awaitStarted() {
        await("the hub's start").atMost(LONGEST_START).until(() -> {
            assertThat(process.isAlive())
                    .as(() -> "still alive; it said: " + log())
                    .isTrue();
            return log().contains("Started RekisterihubApplication");
        });
        return this;
    }

    /** Where its pages are, once it has started. */
    int port() {
        Matcher said = PORT.matcher(log());
        assertThat(said.find()).as(() -> "a port in: " + log()).isTrue();
        return Integer.parseInt(said.group(1));
    }

    /** SIGKILL: no hook runs, nothing is closed. */
    void killHard() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** The longest file that this process may write from now on, in bytes: to it the disk is full there. */
    void limitFiles(String bytes) {
        try {
            Process set = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(set.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(set.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts again in the same home with the same settings. */
    ChildHub launchAgain() {
        if (process.isAlive()) {
            throw new IllegalStateException("The hub has not been stopped.");
        }
        process = launch();
        return this;
    }

    /** What this process has said. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    /** To unpack PostgreSQL takes three seconds, and each home would do it anew. */
    private static void shareBinaries(Path data) {
        try {
            Path shared = Files.createDirectories(Path.of("target/pgbin").toAbsolutePath());
            Files.createSymbolicLink(Files.createDirectories(data).resolve("pgbin"), shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // The classes are those that the tests themselves run on; to verify them anew is a third of a start.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Xmx400m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RekisterihubApplication.class.getName(),
                "--hub.home=" + home,
                "--server.port=0",
                "--server.address=127.0.0.1"));
        command.addAll(settings);
        try {
            return new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The hub did not stop within 30 s; it said: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
