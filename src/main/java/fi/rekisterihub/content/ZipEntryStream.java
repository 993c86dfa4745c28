package fi.rekisterihub.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** One entry of a zip archive, checked against its checksum at its end, which Java's own stream leaves undone. */
final class ZipEntryStream extends FilterInputStream {

    private final ZipFile archive;
    private final ZipEntry entry;
    private final CRC32 checksum = new CRC32();

    /** Closing it closes the archive. */
    ZipEntryStream(ZipFile archive, ZipEntry entry) throws IOException {
        super(archive.getInputStream(entry));
        this.archive = archive;
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            checksum.update(target, offset, read);
        } else if (read < 0 && entry.getCrc() != -1 && checksum.getValue() != entry.getCrc()) {
            throw new ZipException("the checksum of its content is another");
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            archive.close();
        }
    }
}
