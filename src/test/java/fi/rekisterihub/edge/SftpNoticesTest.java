package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of notices on a processor's SFTP server, by the shipped route with another last step. */
class SftpNoticesTest {

    @TempDir
    private Path folder;

    private SshServer server;
    private NoticeHub hub;

    @BeforeEach
    void startServer() throws IOException {
        Files.createDirectories(folder.resolve("root/in"));
        server = sftp();
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.stop();
    }

    @Test
    void theFileAppearsWholeUnderItsName() throws Exception {
        UUID id = start(server);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(hub.row(id)).containsEntry("status", "sent"));
        Path file =
                folder.resolve("root/in/notices-%s.csv".formatted(hub.row(id).get("batch")));
        assertThat(Files.readString(file)).startsWith("delivery_id,").contains(id + ",", "uusi@example.fi,,,\r\n");
        try (Stream<Path> files = Files.list(folder.resolve("root/in"))) {
            assertThat(files.toList()).containsExactly(file);
        }
    }

    @Test
    void aServerWithAnotherKeyGetsNothing() throws Exception {
        SshServer other = sftp();
        try {
            UUID id = start(other);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(hub.row(id).get("last_error")).isNotNull());
            assertThat(hub.status(id)).isEqualTo("new");
            assertThat(folder.resolve("root/in")).isEmptyDirectory();
        } finally {
            other.stop();
        }
    }

    /** @param known whose key stands in the file of known hosts, under the address of the server */
    private UUID start(SshServer known) throws Exception {
        StringBuilder hosts = new StringBuilder();
        known.getKeyPairProvider()
                .loadKeys(null)
                .forEach(key -> hosts.append(
                        "[127.0.0.1]:%d %s%n".formatted(server.getPort(), PublicKeyEntry.toString(key.getPublic()))));
        Path knownHosts = Files.writeString(folder.resolve("known_hosts"), hosts);
        Path route = folder.resolve("processor-event-office.camel.yaml");
        String shipped = Files.readString(Path.of("routes/processor-event-office.camel.yaml"));
        String changed = shipped.replaceFirst(
                "(?s)uri: kamelet:hub-drop-file-sink\n( +)parameters:\n +folder: [^\n]+",
                "uri: kamelet:hub-sftp-file-sink\n$1parameters:\n$1  host: 127.0.0.1\n$1  port: %d\n$1  username: hub\n$1  password: \"RAW({{test.password}})\"\n$1  knownHosts: \"%s\"\n$1  folder: in"
                        .formatted(server.getPort(), knownHosts));
        assertThat(changed).isNotEqualTo(shipped);
        Files.writeString(route, changed);
        hub = new NoticeHub(
                "event-office",
                Set.of("email"),
                Map.of(
                        "test.password", "salasana+&%",
                        "hub.processors.event-office.enabled", "true",
                        "hub.processors.event-office.every", "100"));
        UUID id = hub.corrected(1, 11, Map.of("email", "uusi@example.fi"));
        hub.startFile(route);
        return id;
    }

    private SshServer sftp() throws IOException {
        SshServer started = SshServer.setUpDefaultServer();
        started.setHost("127.0.0.1");
        started.setPort(0);
        started.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        started.setPasswordAuthenticator(
                (user, password, session) -> user.equals("hub") && password.equals("salasana+&%"));
        started.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        started.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("root")));
        started.start();
        return started;
    }
}
