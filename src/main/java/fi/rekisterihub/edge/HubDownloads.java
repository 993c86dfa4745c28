package fi.rekisterihub.edge;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.intake.SourceLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Files of sources. A file is on disk whole before anything is done with it: a line that breaks in the middle leaves
 * nothing, and the whole file is fetched anew.
 */
@Component("hubDownloads")
public final class HubDownloads {

    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Path folder;
    private final SourceLimits limits;

    public HubDownloads(HubHome home, SourceLimits limits) {
        this.folder = home.data().resolve("downloads");
        this.limits = limits;
    }

    /** What the answer, or else the address that stands in the variable {@code hubFileName}, calls the file. */
    public void name(Exchange exchange) {
        String address = exchange.getVariable(HubIntake.FILE_NAME, "", String.class);
        String disposition = exchange.getMessage().getHeader("Content-Disposition", String.class);
        exchange.setVariable(HubIntake.FILE_NAME, SenderNames.ofDownload(disposition, address));
    }

    /** Writes the body to disk; it becomes a stream of that file, which is deleted when the stream is closed. */
    public void toDisk(String source, Exchange exchange) throws IOException {
        Files.createDirectories(folder);
        deleteLeftBehind();
        Path file = Files.createTempFile(folder, "download-", ".part");
        try (InputStream content = exchange.getMessage().getBody(InputStream.class)) {
            Files.copy(content, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        exchange.getMessage().setBody(new DeletedAtTheEnd(file));
        limits.answered(source);
    }

    /** What a killed hub has left. */
    private void deleteLeftBehind() throws IOException {
        Instant old = Instant.now().minus(LEFT_BEHIND);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static final class DeletedAtTheEnd extends FilterInputStream {

        private final Path file;

        DeletedAtTheEnd(Path file) throws IOException {
            super(Files.newInputStream(file));
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            super.close();
            Files.deleteIfExists(file);
        }
    }
}
