package fi.rekisterihub.edge;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.intake.PartFile;
import fi.rekisterihub.intake.PartFiles;
import fi.rekisterihub.intake.SourceLimits;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Files of sources. A file is on disk whole before anything is done with it: a line that breaks in the middle leaves
 * nothing, and the whole file is fetched anew.
 */
@Component("hubDownloads")
public final class HubDownloads {

    private final PartFiles parts;
    private final SourceLimits limits;

    public HubDownloads(HubHome home, SourceLimits limits) {
        this.parts = new PartFiles(home.data().resolve("downloads"), "download-");
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
        PartFile part = parts.begin();
        try (InputStream content = exchange.getMessage().getBody(InputStream.class)) {
            part.copy(content);
        } catch (IOException | RuntimeException e) {
            part.close();
            // Or Camel would read on in a broken stream, and its trouble would be told in the place of this.
            exchange.getMessage().setBody(null);
            throw e;
        }
        exchange.getMessage().setBody(new DownloadedFile(part));
        limits.answered(source);
    }
}
