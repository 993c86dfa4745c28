package fi.rekisterihub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A workbook before it is opened: whether it is one, whole, and of a size that can be read. */
final class XlsxFile {

    private static final String TEXTS = "xl/sharedStrings.xml";
    private static final String STYLES = "xl/styles.xml";

    private final DeliveredFile file;
    private boolean checked;
    private boolean styled;

    XlsxFile(DeliveredFile file) {
        this.file = file;
    }

    /**
     * The file, read through once and found sound.
     *
     * @throws UnreadableDelivery when it is not
     */
    Path checked() throws IOException {
        if (!checked) {
            mustBeZip();
            try (ZipFile archive = new ZipFile(file.path().toFile())) {
                if (archive.getEntry("[Content_Types].xml") == null || archive.getEntry("xl/workbook.xml") == null) {
                    throw noWorkbook();
                }
                styled = archive.getEntry(STYLES) != null;
                List<? extends ZipEntry> entries = archive.stream().toList();
                for (ZipEntry entry : entries) {
                    long size = size(archive, entry);
                    // The table of texts is held in memory while the rows are read, at about twice its size.
                    if (entry.getName().equals(TEXTS)
                            && size > Runtime.getRuntime().maxMemory() / 4) {
                        throw new UnreadableDelivery(
                                "The workbook holds more texts than fit into the hub's memory; have it sent as CSV.",
                                null);
                    }
                }
            }
            checked = true;
        }
        return file.path();
    }

    /** A workbook that a program has written may have no styles, and its cells no formats. */
    boolean isStyled() {
        return styled;
    }

    static UnreadableDelivery damaged(Exception e) {
        return new UnreadableDelivery("The workbook is damaged or cut short; have it saved and sent again.", e);
    }

    private long size(ZipFile archive, ZipEntry entry) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in =
                new UnpackingStream(archive.getInputStream(entry), Files.size(file.path()), file.largestUnpacked())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
            }
        }
        return size;
    }

    private void mustBeZip() throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] start = in.readNBytes(2);
            if (start.length < 2 || start[0] != 'P' || start[1] != 'K') {
                throw noWorkbook();
            }
        }
    }

    private static UnreadableDelivery noWorkbook() {
        return new UnreadableDelivery(
                "The file is no Excel workbook (.xlsx). An old .xls, or one with a password, must be saved anew.",
                null);
    }
}
