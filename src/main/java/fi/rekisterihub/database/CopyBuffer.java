package fi.rekisterihub.database;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of rows in PostgreSQL's binary form, written in place: a first load makes fifty values for each record. */
final class CopyBuffer {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MOST_BYTES_A_CHAR = 3;
    private static final int TEXT_OID = 25;
    private static final int INT2_OID = 21;

    private byte[] array;
    private int size;

    CopyBuffer(int capacity) {
        array = new byte[capacity];
    }

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void int1(int value) {
        ensure(1);
        array[size++] = (byte) value;
    }

    void int2(int value) {
        ensure(2);
        SHORT.set(array, size, (short) value);
        size += 2;
    }

    void int4(int value) {
        ensure(4);
        INT.set(array, size, value);
        size += 4;
    }

    void int8(long value) {
        ensure(8);
        LONG.set(array, size, value);
        size += 8;
    }

    void bytes(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, array, size, value.length);
        size += value.length;
    }

    /** Length and UTF-8, or the length -1 for null. */
    void text(@Nullable String value) {
        if (value == null) {
            int4(-1);
            return;
        }
        ensure(4 + value.length() * MOST_BYTES_A_CHAR);
        int start = size;
        int to = start + 4;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                array[to++] = (byte) c;
            } else if (c < 0x800) {
                array[to++] = (byte) (0xC0 | c >> 6);
                array[to++] = (byte) (0x80 | c & 0x3F);
            } else {
                // Rare in registers, and with surrogates a matter for the library.
                byte[] encoded = value.substring(i).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, array, to, encoded.length);
                to += encoded.length;
                break;
            }
        }
        INT.set(array, start, to - start - 4);
        size = to;
    }

    void texts(List<? extends @Nullable String> values) {
        boolean nulls = false;
        for (int i = 0; i < values.size(); i++) {
            nulls |= values.get(i) == null;
        }
        int from = arrayHeader(TEXT_OID, values.size(), nulls);
        for (int i = 0; i < values.size(); i++) {
            text(values.get(i));
        }
        closeArray(from);
    }

    void smallints(short[] values) {
        int from = arrayHeader(INT2_OID, values.length, false);
        for (short value : values) {
            int4(2);
            int2(value);
        }
        closeArray(from);
    }

    private int arrayHeader(int type, int length, boolean nulls) {
        int from = size;
        int4(0);
        int4(length == 0 ? 0 : 1);
        int4(nulls ? 1 : 0);
        int4(type);
        if (length > 0) {
            int4(length);
            int4(1);
        }
        return from;
    }

    /** The array's own length is known only now; it stands before the array. */
    private void closeArray(int from) {
        INT.set(array, from, size - from - 4);
    }

    private void ensure(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
