package fi.rekisterihub.edge;

import fi.rekisterihub.intake.PartFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * A file on disk as the body of a message. Being a stream cache itself it is not copied by Camel's, whose copy in the
 * temporary folder would outlive a kill and fill another disk.
 */
final class DownloadedFile extends FilterInputStream implements StreamCache {

    private final PartFile file;

    /** Begins at the first byte. */
    DownloadedFile(PartFile file) {
        super(Channels.newInputStream(file.content()));
        this.file = file;
        reset();
    }

    /** To the first byte again, while the file is there: Camel asks for this after the step that has closed it, too. */
    @Override
    public synchronized void reset() {
        try {
            if (file.content().isOpen()) {
                file.content().position(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A downloaded file cannot be read from its beginning.", e);
        }
    }

    /** The file is gone with this. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        transferTo(out);
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return this;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        try {
            return file.content().size();
        } catch (IOException e) {
            throw new UncheckedIOException("The length of a downloaded file cannot be told.", e);
        }
    }

    @Override
    public long position() {
        try {
            return file.content().position();
        } catch (IOException e) {
            throw new UncheckedIOException("A downloaded file cannot be read.", e);
        }
    }
}
