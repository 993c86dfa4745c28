package fi.rekisterihub.content;

import fi.rekisterihub.mapping.ContentFormat.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;

/** Hashes as bytes, one after the other with nothing between them; each comes in hex digits. */
final class HashRecords implements RecordReader {

    private static final String FIELD = "hash";
    private static final int AT_A_TIME = 2_000;

    private final ByteSource file;
    private final Hashes format;

    HashRecords(ByteSource file, Hashes format) {
        this.file = file;
        this.format = format;
    }

    @Override
    public String dialect() {
        return "hashes";
    }

    @Override
    public void read(RecordConsumer consumer) {
        int length = format.length();
        byte[] portion = new byte[AT_A_TIME * length];
        long ordinal = 0;
        try (InputStream in = file.open()) {
            int read = in.readNBytes(portion, 0, portion.length);
            refuseText(portion, Math.min(read, length));
            while (read > 0) {
                for (int at = 0; at + length <= read; at += length) {
                    String hash = HexFormat.of().formatHex(portion, at, at + length);
                    consumer.take(++ordinal, ordinal, () -> hash, Map.of(FIELD, hash), null);
                }
                if (read % length != 0) {
                    throw cutShort(ordinal * length + read % length);
                }
                read = in.readNBytes(portion, 0, portion.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
        }
    }

    /** Twenty bytes that are all letters happen by chance once in hundreds of millions; a page that tells of a fault begins so. */
    private static void refuseText(byte[] start, int length) {
        if (length == 0) {
            throw new UnreadableDelivery("The file is empty, and a list of hashes has at least one.", null);
        }
        for (int i = 0; i < length; i++) {
            if (start[i] < ' ' && start[i] != '\n' && start[i] != '\r' && start[i] != '\t') {
                return;
            }
        }
        throw new UnreadableDelivery(
                "The file is text, where the mapping says hashes as bytes. Have the list sent, or set content.type in the"
                        + " mapping to csv when its hashes are written in digits.",
                null);
    }

    private UnreadableDelivery cutShort(long bytes) {
        return new UnreadableDelivery(
                ("The file has %d bytes, which is no multiple of %d, the length of one hash: it was cut short, or is no list of"
                                + " such hashes. Nothing was changed; have it sent again.")
                        .formatted(bytes, format.length()),
                null);
    }
}
