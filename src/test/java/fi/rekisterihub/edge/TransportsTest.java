package fi.rekisterihub.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each way that a file can come, from a real server on this machine to a delivery that is kept. */
class TransportsTest {

    private static final String ROWS = Imports.CRM_HEADER + Imports.persons(2, "Katu 1");
    private static final String KEEP = """
                  steps:
                    - to:
                        id: keep
                        description: Kept.
                        uri: kamelet:hub-delivery-file-sink
                        parameters:
                          feed: crm-person
                          origin: a test
            """;

    private static QuietHub hub;

    @TempDir
    private Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private JdbcClient jdbc;

    @BeforeAll
    static void startHub() {
        hub = QuietHub.shared();
    }

    @AfterAll
    static void stopHub() {
        hub.close();
    }

    @BeforeEach
    void prepare() {
        jdbc = hub.get(JdbcClient.class);
        new Imports(hub).emptyRegister();
        context.disableJMX();
        Properties settings = new Properties();
        settings.setProperty("test.password", "salasana+&%");
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getRegistry().bind("hubIntake", hub.get(HubIntake.class));
        context.getRegistry().bind("hubAttachments", hub.get(HubAttachments.class));
        context.getRegistry().bind("hubDownloads", hub.get(HubDownloads.class));
        context.getRegistry().bind("hubLimits", hub.get(HubLimits.class));
        context.getRegistry().bind("hubOneDownloadOnly", hub.get(OneDownloadOnly.class));
        context.getRegistry().bind("hubUnopenedMails", new UnopenedMails());
        context.getRegistry().bind("inboundHeaders", new InboundHeaders().inboundHeaders());
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("file:routes/kamelets");
        context.addComponent("kamelet", kamelets);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aFileOfAnSftpServerIsKeptAndMovedThere() throws Exception {
        try (SshServer server = sftp()) {
            Files.writeString(folder.resolve("files/persons.csv"), ROWS);
            Files.writeString(folder.resolve("files/other.txt"), "not ours");
            start(sftpRoute(
                    server.getPort(), knownHosts(server, server.getPort()), "password: \"RAW({{test.password}})\""));

            await().untilAsserted(() -> assertThat(kept()).containsExactly(ROWS));
            await().untilAsserted(() ->
                    assertThat(folder.resolve("files/.done/persons.csv")).hasContent(ROWS));
            assertThat(folder.resolve("files/other.txt")).exists();
            assertThat(names()).containsExactly("persons.csv");
        }
    }

    @Test
    void aKeyOpensWhatAPasswordWould() throws Exception {
        try (SshServer server = sftp()) {
            server.setPasswordAuthenticator((user, password, session) -> false);
            server.setPublickeyAuthenticator((user, key, session) -> user.equals("hub"));
            Files.writeString(folder.resolve("files/persons.csv"), ROWS);
            start(sftpRoute(
                    server.getPort(), knownHosts(server, server.getPort()), "keyFile: \"%s\"".formatted(key())));

            await().untilAsserted(() -> assertThat(kept()).containsExactly(ROWS));
        }
    }

    @Test
    void aServerWithAnotherKeyIsNotSpokenTo() throws Exception {
        try (SshServer server = sftp();
                SshServer impostor = sftp()) {
            AtomicInteger logins = new AtomicInteger();
            AtomicInteger visits = new AtomicInteger();
            impostor.setPasswordAuthenticator((user, password, session) -> logins.incrementAndGet() > 0);
            impostor.addSessionListener(new SessionListener() {
                @Override
                public void sessionClosed(org.apache.sshd.common.session.Session session) {
                    visits.incrementAndGet();
                }
            });
            Files.writeString(folder.resolve("files/persons.csv"), ROWS);
            start(sftpRoute(
                    impostor.getPort(),
                    knownHosts(server, impostor.getPort()),
                    "password: \"RAW({{test.password}})\""));

            await().untilAsserted(() -> assertThat(visits.get()).isGreaterThanOrEqualTo(2));
            assertThat(logins).hasValue(0);
            assertThat(kept()).isEmpty();
            assertThat(folder.resolve("files/persons.csv")).exists();
        }
    }

    @Test
    void expectedAttachmentsOfAllowedSendersAreKeptAndOtherMailsSetAside() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        server.start();
        try {
            GreenMailUser box = server.setUser("files@example.fi", "files", "salasana+&%");
            box.deliver(mail("lists@sender.example", "persons.csv", ROWS));
            box.deliver(
                    mail("Lists <LISTS@sender.example>", "=?UTF-8?Q?henkil=C3=B6t.csv?=", ROWS + "C-9;;;;;;;;;;;;;\n"));
            box.deliver(mail("lists@sender.example", "kuva.png", "picture"));
            box.deliver(mail("stranger@elsewhere.example", "persons.csv", "stolen"));
            box.deliver(mail("lists@sender.example.attacker.example", "persons.csv", "stolen"));
            box.deliver(mail("lists@sender.example, stranger@elsewhere.example", "persons.csv", "stolen"));
            start(attachments(server) + KEEP);

            await().untilAsserted(() -> assertThat(count(server, box, "Other")).isEqualTo(4));
            await().untilAsserted(() -> assertThat(count(server, box, "Taken")).isEqualTo(2));
            assertThat(count(server, box, "INBOX")).isZero();
            assertThat(kept()).containsExactlyInAnyOrder(ROWS, ROWS + "C-9;;;;;;;;;;;;;\n");
            assertThat(names()).containsExactlyInAnyOrder("persons.csv", "henkilöt.csv");
        } finally {
            context.stop();
            server.stop();
        }
    }

    @Test
    void aMailProgramsAttachmentIsKeptAsItsSenderHadIt() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        server.start();
        try {
            GreenMailUser box = server.setUser("files@example.fi", "files", "salasana+&%");
            String rows = Imports.CRM_HEADER.strip() + "\r\nC-1;Mäkelä;Aino;;;;;;;;;;;";
            MimeBodyPart words = new MimeBodyPart();
            words.setText("Tässä.", "UTF-8");
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(new DataHandler(new ByteArrayDataSource(rows, "text/csv; charset=UTF-8")));
            file.setFileName("persons.csv");
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom("lists@sender.example");
            mail.setContent(new MimeMultipart(words, file));
            mail.saveChanges();
            box.deliver(mail);
            start(attachments(server) + KEEP);

            await().untilAsserted(() -> assertThat(kept()).containsExactly(rows));
        } finally {
            context.stop();
            server.stop();
        }
    }

    private static String attachments(GreenMail server) {
        return """
                - route:
                    id: attachments
                    from:
                      id: attachments-from
                      uri: kamelet:hub-attachment-source
                      parameters:
                        protocol: imap
                        host: 127.0.0.1
                        port: %d
                        username: files
                        password: "RAW({{test.password}})"
                        senders: lists@sender.example, @other.example
                        name: ".*[.]csv"
                        period: "200"
                """.formatted(server.getImap().getPort());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    none                                                           | list%202026-11-27.csv
                    attachment; filename="kielto-20261127.csv"                     | kielto-20261127.csv
                    attachment; filename="x.csv"; filename*=UTF-8''kielt%C3%A4.csv | kieltä.csv
                    attachment; filename="../../etc/passwd"                        | passwd
                    attachment                                                     | list%202026-11-27.csv
                    filename=;;;"                                                  | list%202026-11-27.csv
                    """)
    void aDownloadIsCalledWhatTheAnswerSaysOrElseTheEndOfItsAddress(@Nullable String said, String name)
            throws Exception {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
        server.start();
        try {
            ResponseDefinitionBuilder answer = aResponse().withBody(ROWS).withHeader("CamelFileName", "steered");
            server.stubFor(get("/lists/list%202026-11-27.csv")
                    .willReturn(said == null ? answer : answer.withHeader("Content-Disposition", said)));
            start("""
                    - route:
                        id: download
                        from:
                          id: download-from
                          uri: timer:once
                          parameters:
                            repeatCount: 1
                            delay: "0"
                          steps:
                            - to:
                                id: fetch
                                uri: kamelet:hub-download-action
                                parameters:
                                  source: test
                                  url: "%s/lists/list%%202026-11-27.csv"
                    """.formatted(server.baseUrl()) + KEEP.replaceFirst(" *steps:\n", ""));

            await().untilAsserted(() -> assertThat(kept()).containsExactly(ROWS));
            assertThat(names()).containsExactly(name.replace("%20", " "));
        } finally {
            context.stop();
            server.stop();
        }
    }

    @Test
    void aDropFolderTakesWhatItIsToldTo() throws Exception {
        Path drop = Files.createDirectories(folder.resolve("drop"));
        Files.writeString(drop.resolve("LIST.DAT"), ROWS);
        Files.writeString(drop.resolve("list.csv"), "not ours");
        start("""
                - route:
                    id: folder
                    from:
                      id: folder-from
                      uri: kamelet:hub-drop-folder-source
                      parameters:
                        folder: "%s"
                        include: ".*[.](dat|xlsx|zip|gz)"
                """.formatted(drop) + KEEP);

        await().untilAsserted(() -> assertThat(kept()).containsExactly(ROWS));
        await().untilAsserted(() -> assertThat(drop.resolve(".done/LIST.DAT")).exists());
        assertThat(drop.resolve("list.csv")).exists();
        assertThat(names()).containsExactly("LIST.DAT");
    }

    private void start(String route) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("test.camel.yaml", route));
        context.start();
    }

    private static String sftpRoute(int port, Path knownHosts, String credential) {
        return """
                - route:
                    id: sftp
                    from:
                      id: sftp-from
                      uri: kamelet:hub-sftp-source
                      parameters:
                        host: 127.0.0.1
                        port: %d
                        username: hub
                        %s
                        knownHosts: "%s"
                        folder: files
                        period: "300"
                """.formatted(port, credential, knownHosts) + KEEP;
    }

    private SshServer sftp() throws IOException {
        Files.createDirectories(folder.resolve("files"));
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals("hub") && password.equals("salasana+&%"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
        return server;
    }

    private Path knownHosts(SshServer server, int port) throws Exception {
        KeyPairProvider keys = server.getKeyPairProvider();
        StringBuilder lines = new StringBuilder();
        keys.loadKeys(null)
                .forEach(key ->
                        lines.append("[127.0.0.1]:%d %s%n".formatted(port, PublicKeyEntry.toString(key.getPublic()))));
        return Files.writeString(folder.resolve("known_hosts"), lines);
    }

    private Path key() throws Exception {
        var pair = java.security.KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return Files.writeString(
                folder.resolve("key"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(encoded));
    }

    /** As their senders called the files: a list may say there of which day it is. */
    private List<String> names() {
        return jdbc.sql("select file_name from delivery order by id")
                .query(String.class)
                .list();
    }

    private List<String> kept() {
        return jdbc.sql("select file from delivery order by id").query(String.class).list().stream()
                .map(name -> hub.home().resolve("data/deliveries").resolve(name))
                .map(TransportsTest::text)
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static MimeMessage mail(String from, String name, String content) throws MessagingException {
        String raw = """
                From: %s
                To: files@example.fi
                Subject: list
                moveTo: INBOX
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Here it is.
                --b
                Content-Type: application/octet-stream; name="%s"
                Content-Disposition: attachment; filename="%s"
                Content-Transfer-Encoding: base64

                %s
                --b--
                """.formatted(
                from, name, name, Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(raw.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static int count(GreenMail server, GreenMailUser box, String folder) {
        try {
            var mailbox = folder.equals("INBOX")
                    ? server.getManagers().getImapHostManager().getInbox(box)
                    : server.getManagers().getImapHostManager().getFolder(box, folder);
            return mailbox == null ? 0 : mailbox.getMessageCount();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }
}
