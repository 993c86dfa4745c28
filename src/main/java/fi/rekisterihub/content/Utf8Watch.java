package fi.rekisterihub.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks through bytes for what tells UTF-8 from the one-byte encodings: sequences that no UTF-8 has, and letters such as
 * ä, ö and é or typographic quotes as UTF-8 writes them, which no Nordic text in Windows-1252 has.
 */
final class Utf8Watch {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private long line = 1;
    private int lead;
    private int expected;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private long broken;
    private long brokenLine;
    private long nordic;
    private long nordicLine;

    void look(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (expected == 0) {
                i = afterAscii(bytes, i, length);
                if (i == length) {
                    return;
                }
            }
            int b = bytes[i];
            if (b >= 0 && expected == 0) {
                line += b == '\n' ? 1 : 0;
            } else {
                beyondAscii(b & 0xFF);
            }
        }
    }

    /** Most of a file is ASCII, and the whole of it is looked at: eight bytes at a time, up to one with its highest bit. */
    private int afterAscii(byte[] bytes, int from, int length) {
        int i = from;
        while (i + Long.BYTES <= length) {
            long eight = (long) EIGHT.get(bytes, i);
            long beyond = eight & HIGH;
            long ascii = beyond == 0 ? HIGH : HIGH & (Long.lowestOneBit(beyond) - 1);
            // A line end becomes 0, and only 0 does not reach the highest bit when 127 is added.
            line += Long.bitCount(~((eight ^ '\n' * ONES) + 0x7F7F7F7F7F7F7F7FL) & ascii);
            if (beyond != 0) {
                return i + Long.numberOfTrailingZeros(beyond) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        return i;
    }

    /** The file ends here, perhaps in the middle of a character. */
    void end() {
        if (expected > 0) {
            isBroken();
        }
    }

    /** Places that are no UTF-8. */
    long broken() {
        return broken;
    }

    long brokenLine() {
        return brokenLine;
    }

    /** Letters and quotes that are surely UTF-8. */
    long nordic() {
        return nordic;
    }

    long nordicLine() {
        return nordicLine;
    }

    private void beyondAscii(int b) {
        if (expected == 0) {
            begin(b);
        } else if (b >= lowest && b <= highest) {
            lowest = 0x80;
            highest = 0xBF;
            if (isSure(b)) {
                nordic++;
                nordicLine = nordicLine == 0 ? line : nordicLine;
            }
            expected--;
        } else {
            isBroken();
            look(new byte[] {(byte) b}, 1);
        }
    }

    /** A Nordic letter, a typographic quote or the euro sign, or the mark that some programs put before UTF-8. */
    private boolean isSure(int b) {
        boolean second = expected == 2;
        return lead == 0xC3
                || (second && lead == 0xE2 && (b == 0x80 || b == 0x82))
                || (second && lead == 0xEF && b == 0xBB);
    }

    /** The narrower bounds are those of the Unicode standard, table 3-7. */
    private void begin(int b) {
        lead = b;
        if (b >= 0xC2 && b <= 0xDF) {
            expected = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            expected = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            expected = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            isBroken();
        }
    }

    private void isBroken() {
        expected = 0;
        lowest = 0x80;
        highest = 0xBF;
        broken++;
        brokenLine = brokenLine == 0 ? line : brokenLine;
    }
}
