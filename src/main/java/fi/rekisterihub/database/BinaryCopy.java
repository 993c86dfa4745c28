package fi.rekisterihub.database;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
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
    private static final int TEXT_OID = 25;
    private static final int INT2_OID = 21;

    private final CopyIn copy;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FLUSH_AT + 8192);
    private final DataOutputStream out = new DataOutputStream(buffer);

    private BinaryCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** @param target the table with its columns, as {@code stage (key, hash, ord)} */
    public static BinaryCopy into(Connection connection, String target) throws SQLException {
        String sql = "copy %s from stdin (format binary)".formatted(target);
        BinaryCopy copy = new BinaryCopy(
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
        copy.write(out -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
        return copy;
    }

    public BinaryCopy row(int columns) throws SQLException {
        if (buffer.size() > FLUSH_AT) {
            flush();
        }
        return write(out -> out.writeShort(columns));
    }

    public BinaryCopy text(@Nullable String value) {
        return write(out -> writeText(out, value));
    }

    public BinaryCopy bytes(byte[] value) {
        return write(out -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    public BinaryCopy bigint(@Nullable Long value) {
        return write(out -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(8);
                out.writeLong(value);
            }
        });
    }

    public BinaryCopy integer(int value) {
        return write(out -> {
            out.writeInt(4);
            out.writeInt(value);
        });
    }

    public BinaryCopy smallint(int value) {
        return write(out -> {
            out.writeInt(2);
            out.writeShort(value);
        });
    }

    /** PostgreSQL's {@code "char"}: one byte. */
    public BinaryCopy character(char value) {
        return write(out -> {
            out.writeInt(1);
            out.writeByte(value);
        });
    }

    public BinaryCopy uuid(UUID value) {
        return write(out -> {
            out.writeInt(16);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        });
    }

    public BinaryCopy jsonb(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return write(out -> {
            out.writeInt(text.length + 1);
            out.writeByte(1);
            out.write(text);
        });
    }

    public BinaryCopy texts(List<? extends @Nullable String> values) {
        return array(
                TEXT_OID,
                values.size(),
                values.stream().anyMatch(Objects::isNull),
                (out, i) -> writeText(out, values.get(i)));
    }

    public BinaryCopy smallints(short[] values) {
        return array(INT2_OID, values.length, false, (out, i) -> {
            out.writeInt(2);
            out.writeShort(values[i]);
        });
    }

    /** @return how many rows PostgreSQL took */
    public long finish() throws SQLException {
        write(out -> out.writeShort(-1));
        flush();
        return copy.endCopy();
    }

    /** Gives the connection back unharmed after a failure while rows were being made. */
    public void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private BinaryCopy array(int type, int length, boolean nulls, Element element) {
        return write(out -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
            DataOutputStream body = new DataOutputStream(bytes);
            body.writeInt(length == 0 ? 0 : 1);
            body.writeInt(nulls ? 1 : 0);
            body.writeInt(type);
            if (length > 0) {
                body.writeInt(length);
                body.writeInt(1);
                for (int i = 0; i < length; i++) {
                    element.write(body, i);
                }
            }
            out.writeInt(bytes.size());
            bytes.writeTo(out);
        });
    }

    private static void writeText(DataOutputStream out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
            return;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
    }

    private BinaryCopy write(Writing writing) {
        try {
            writing.to(out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail.", e);
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toByteArray();
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.reset();
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Element {
        void write(DataOutputStream out, int index) throws IOException;
    }
}
