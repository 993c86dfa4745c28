package fi.rekisterihub.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The hashes of a stream's last known content, all of them or none. A record whose hash is here is as it was, so it need
 * not go into the {@link Stage}: of most deliveries only a few records do. None are held when they would take too much
 * of the heap; then the stage tells by itself.
 */
final class KnownHashes {

    static final KnownHashes NONE = new KnownHashes(0);

    // What could not be used, and what is absent, is for the stage to tell. All come in one value, in half the time of
    // a row
    // for each; where there are more than may be held, the server stops at one more and sends none.
    private static final String HASHES = """
            copy (
                select string_agg(uuid_send(hash), null) from (
                    select hash from source_record where stream_id = %d and outcome not in ('p', 'x') limit %d) usable
                having count(*) between 1 and %d
            ) to stdout (format binary)
            """;
    /** The header of a binary copy, the number of columns of a row and the length of its one value. */
    private static final int BEFORE_HASHES = 19 + 2 + 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int BYTES_OF_HASH = 2 * Long.BYTES;
    /** Held, with what is in the way while they come. */
    private static final int BYTES_A_HASH = 48;

    private static final double PLACES_A_HASH = 1.6;
    /** PostgreSQL makes no value of a gigabyte. */
    private static final int MOST_IN_ONE_VALUE = 1 << 25;

    /** High and low half of each hash, side by side; two zeros are an empty place. */
    private final long[] halves;

    private final int places;
    private final BitSet met;
    private final int size;

    private KnownHashes(int size) {
        this.size = size;
        this.places = size == 0 ? 0 : (int) (size * PLACES_A_HASH) + 1;
        this.halves = new long[places * 2];
        this.met = new BitSet(places);
    }

    /** @param row as it was copied, with the header before it */
    private KnownHashes(byte[] row) {
        this((row.length - BEFORE_HASHES) / BYTES_OF_HASH);
        for (int at = BEFORE_HASHES; at < row.length; at += BYTES_OF_HASH) {
            put((long) LONG.get(row, at), (long) LONG.get(row, at + Long.BYTES));
        }
    }

    /** @param most how many may be held; where there are more, none are */
    static KnownHashes of(Connection connection, int stream, int most) throws SQLException {
        CopyOut out =
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(HASHES.formatted(stream, most + 1L, most));
        KnownHashes known = NONE;
        try {
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                // Beside the one row there is the mark at the end.
                if (row.length > BEFORE_HASHES) {
                    known = new KnownHashes(row);
                }
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
        return known;
    }

    /** As many as a quarter of this process's heap takes. */
    static int mostInThisHeap() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / BYTES_A_HASH, MOST_IN_ONE_VALUE);
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Whether a record of this content is known; remembers that it was asked for. */
    boolean meet(long high, long low) {
        int place = find(high, low);
        if (place < 0) {
            return false;
        }
        met.set(place);
        return true;
    }

    /** Whether the delivery has a record of this content. */
    boolean wasMet(long high, long low) {
        int place = find(high, low);
        return place >= 0 && met.get(place);
    }

    /** Whether the delivery has a record of every known content. */
    boolean areAllMet() {
        return met.cardinality() == size;
    }

    /** Hands on every known content that the delivery does not have. */
    void forEachUnmet(HashConsumer consumer) throws SQLException {
        for (int place = met.nextClearBit(0); place < places; place = met.nextClearBit(place + 1)) {
            if (halves[2 * place] != 0 || halves[2 * place + 1] != 0) {
                consumer.take(halves[2 * place], halves[2 * place + 1]);
            }
        }
    }

    private void put(long high, long low) {
        int place = home(high);
        while (halves[2 * place] != 0 || halves[2 * place + 1] != 0) {
            place = place + 1 == places ? 0 : place + 1;
        }
        halves[2 * place] = high;
        halves[2 * place + 1] = low;
    }

    /** The place of a hash, -1 when it is not known. The free places end the search: there are more than a third. */
    private int find(long high, long low) {
        if (size == 0) {
            return -1;
        }
        int place = home(high);
        while (true) {
            long there = halves[2 * place];
            long beside = halves[2 * place + 1];
            if (there == high && beside == low) {
                return (high | low) == 0 ? -1 : place;
            }
            if ((there | beside) == 0) {
                return -1;
            }
            place = place + 1 == places ? 0 : place + 1;
        }
    }

    /** The hash itself says where it is at home; its upper half is as even as any. */
    private int home(long high) {
        return (int) (((high >>> 32) * places) >>> 32);
    }

    /** Takes one hash. */
    interface HashConsumer {
        void take(long high, long low) throws SQLException;
    }
}
