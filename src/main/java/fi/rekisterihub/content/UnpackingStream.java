package fi.rekisterihub.content;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.springframework.util.unit.DataSize;

/** An archive while it is unpacked: one that is damaged, or grows beyond measure, ends in a plain sentence. */
final class UnpackingStream extends FilterInputStream {

    /** Registers shrink to a tenth or a thirtieth; what shrinks to less than a three-hundredth is made to do harm. */
    private static final int MOST_RATIO = 300;

    private static final long NOT_WORTH_ASKING = 64L << 20;

    private final long packed;
    private final DataSize largest;
    private long unpacked;

    UnpackingStream(InputStream in, long packed, DataSize largest) {
        super(in);
        this.packed = packed;
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = super.read(target, offset, length);
            unpacked += Math.max(read, 0);
            refuseBomb();
            return read;
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    static UnreadableDelivery damaged(IOException e) {
        return new UnreadableDelivery(
                "The archive is damaged, cut short or locked (%s); have it sent again."
                        .formatted(e instanceof EOFException ? "it ends too early" : e.getMessage()),
                e);
    }

    private void refuseBomb() {
        if (unpacked > largest.toBytes()) {
            throw new UnreadableDelivery(
                    "The archive unpacks to more than hub.intake.largest-unpacked (%s).".formatted(largest), null);
        }
        if (unpacked > NOT_WORTH_ASKING && unpacked / MOST_RATIO > packed) {
            throw new UnreadableDelivery(
                    "The archive unpacks to more than %d times its size, as no register does; nothing of it was read."
                            .formatted(MOST_RATIO),
                    null);
        }
    }
}
