package fi.rekisterihub.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows with {@code COPY … (format binary)}, PostgreSQL's fastest way in. One row is {@link #row(int)} and then
 * as many values; nothing is in the table before {@link #finish()}.
 */
public final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int FLUSH_AT = 1 << 16;

    private final CopyIn copy;
    private final CopyBuffer out = new CopyBuffer(FLUSH_AT + 8192);

    private BinaryCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** @param target the table with its columns, as {@code stage (key, hash, ord)} */
    public static BinaryCopy into(Connection connection, String target) throws SQLException {
        String sql = "copy %s from stdin (format binary)".formatted(target);
        BinaryCopy copy = new BinaryCopy(
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
        copy.out.bytes(SIGNATURE);
        copy.out.int4(0);
        copy.out.int4(0);
        return copy;
    }

    public BinaryCopy row(int columns) throws SQLException {
        if (out.size() > FLUSH_AT) {
            flush();
        }
        out.int2(columns);
        return this;
    }

    public BinaryCopy text(@Nullable String value) {
        out.text(value);
        return this;
    }

    /** The UTF-8 form of a text, for a {@code bytea} column. */
    public BinaryCopy utf8(String value) {
        return text(value);
    }

    public BinaryCopy bytes(byte @Nullable [] value) {
        if (value == null) {
            out.int4(-1);
        } else {
            out.int4(value.length);
            out.bytes(value);
        }
        return this;
    }

    public BinaryCopy bigint(@Nullable Long value) {
        if (value == null) {
            out.int4(-1);
        } else {
            bigint(value.longValue());
        }
        return this;
    }

    public BinaryCopy bigint(long value) {
        out.int4(8);
        out.int8(value);
        return this;
    }

    public BinaryCopy integer(int value) {
        out.int4(4);
        out.int4(value);
        return this;
    }

    public BinaryCopy smallint(int value) {
        out.int4(2);
        out.int2(value);
        return this;
    }

    /** PostgreSQL's {@code "char"}: one byte. */
    public BinaryCopy character(char value) {
        out.int4(1);
        out.int1(value);
        return this;
    }

    public BinaryCopy uuid(UUID value) {
        return uuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    public BinaryCopy uuid(long high, long low) {
        out.int4(16);
        out.int8(high);
        out.int8(low);
        return this;
    }

    public BinaryCopy jsonb(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        out.int4(text.length + 1);
        out.int1(1);
        out.bytes(text);
        return this;
    }

    /** A {@code text[]}, or null. */
    public BinaryCopy texts(@Nullable List<? extends @Nullable String> values) {
        if (values == null) {
            out.int4(-1);
        } else {
            out.texts(values);
        }
        return this;
    }

    public BinaryCopy smallints(short[] values) {
        out.smallints(values);
        return this;
    }

    /** @return how many rows PostgreSQL took */
    public long finish() throws SQLException {
        out.int2(-1);
        flush();
        return copy.endCopy();
    }

    /** Gives the connection back unharmed after a failure while rows were being made. */
    public void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(out.array(), 0, out.size());
        out.clear();
    }
}
