package fi.rekisterihub.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * An SFTP server on loopback, where the customer system leaves its exports. Its key is kept, so that it is the same server
 * after a restart, and stands in the known-hosts file without which the hub speaks to none.
 */
final class FileServer implements AutoCloseable {

    /** As {@code application-demo.yaml} says. */
    static final int PORT = 13_022;

    static final String USER = "rekisterihub";
    static final String PASSWORD = "tiedostopalvelin";
    static final String KNOWN_HOSTS = "known_hosts";
    static final String OUT = "out";

    private final SshServer server;
    private final Path out;

    private FileServer(SshServer server, Path out) {
        this.server = server;
        this.out = out;
    }

    /**
     * @param folder where its files, its key and the known-hosts file are
     * @param port 0 for any free one
     */
    static FileServer open(Path folder, int port) {
        try {
            Path root = folder.resolve("sftp");
            Path out = Files.createDirectories(root.resolve(OUT));
            SimpleGeneratorHostKeyProvider key = new SimpleGeneratorHostKeyProvider(folder.resolve("sftp-key"));
            // An RSA key would take its time to be made.
            key.setAlgorithm("EC");
            key.setKeySize(256);
            SshServer server = SshServer.setUpDefaultServer();
            server.setHost("127.0.0.1");
            server.setPort(port);
            server.setKeyPairProvider(key);
            server.setPasswordAuthenticator(
                    (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
            server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
            server.setFileSystemFactory(new VirtualFileSystemFactory(root));
            server.start();
            StringBuilder known = new StringBuilder();
            for (KeyPair pair : key.loadKeys(null)) {
                known.append(
                        "[127.0.0.1]:%d %s%n".formatted(server.getPort(), PublicKeyEntry.toString(pair.getPublic())));
            }
            Files.writeString(folder.resolve(KNOWN_HOSTS), known);
            return new FileServer(server, out);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's SFTP server could not start.", e);
        }
    }

    /** Leaves a file for whoever fetches it. */
    void put(String name, byte[] content) {
        DroppedFile.into(out, name, content);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
