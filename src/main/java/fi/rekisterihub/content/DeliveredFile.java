package fi.rekisterihub.content;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.springframework.util.unit.DataSize;

/**
 * A delivered file as its sender meant it: one that came packed is unpacked while it is read, never to disk or memory as a
 * whole. How it is packed is told by its first bytes; names lie.
 */
public final class DeliveredFile implements ByteSource {

    private static final int GZIP = 0x1F8B;
    private static final int ZIP = 0x504B;

    private final Path file;
    private final DataSize largestUnpacked;

    public DeliveredFile(Path file, DataSize largestUnpacked) {
        this.file = file;
        this.largestUnpacked = largestUnpacked;
    }

    /** The file as it lies there, for formats that are packed in a way of their own. */
    Path path() {
        return file;
    }

    DataSize largestUnpacked() {
        return largestUnpacked;
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return switch (firstBytes()) {
                case GZIP -> bounded(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16));
                case ZIP -> onlyEntry();
                default -> Files.newInputStream(file);
            };
        } catch (ZipException | EOFException e) {
            throw UnpackingStream.damaged(e);
        }
    }

    /** Whether an archive is an Excel workbook. */
    static boolean isWorkbook(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return isWorkbook(zip);
        } catch (ZipException e) {
            throw UnpackingStream.damaged(e);
        }
    }

    private static boolean isWorkbook(ZipFile archive) {
        return archive.getEntry("[Content_Types].xml") != null;
    }

    private int firstBytes() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length < 2 ? 0 : (start[0] & 0xFF) << 8 | (start[1] & 0xFF);
        }
    }

    /** By the directory at the archive's end, which an archive that was cut short does not have. */
    private InputStream onlyEntry() throws IOException {
        ZipFile archive = new ZipFile(file.toFile());
        try {
            if (isWorkbook(archive)) {
                throw new UnreadableDelivery(
                        "The file is an Excel workbook; set content.type to xlsx in the mapping, or have it sent as CSV.",
                        null);
            }
            List<? extends ZipEntry> entries =
                    archive.stream().filter(DeliveredFile::isContent).toList();
            if (entries.size() != 1) {
                throw new UnreadableDelivery(
                        "The zip archive holds %d files; a delivery is an archive of one.".formatted(entries.size()),
                        null);
            }
            ZipEntry entry = entries.get(0);
            return bounded(new ZipEntryStream(archive, entry));
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    /** What packing programs add by themselves does not count. */
    private static boolean isContent(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory() && !name.startsWith("__MACOSX/") && !name.endsWith(".DS_Store");
    }

    private InputStream bounded(InputStream unpacked) throws IOException {
        return new UnpackingStream(unpacked, Files.size(file), largestUnpacked);
    }
}
