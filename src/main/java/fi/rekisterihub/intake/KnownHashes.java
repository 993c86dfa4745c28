package fi.rekisterihub.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The hashes of a stream's last known content, all of them or none. A record whose hash is here is as it was, so it need
 * not go into the {@link Stage}: of most deliveries only a few records do. None are held when they would take too much
 * of the heap; then the stage tells by itself.
 */
final class KnownHashes {

    static final KnownHashes NONE = new KnownHashes(List.of(), 0);

    // What could not be used, and what is absent, is for the stage to tell. Too many are seen by one more than may be
    // held; a copy that is broken off would leave the connection in disorder.
    private static final String HASHES =
            "copy (select hash from source_record where stream_id = %d and outcome not in ('p', 'x') limit %d)"
                    + " to stdout (format binary)";
    private static final int HEADER = 19;
    private static final int BEFORE_VALUE = 6;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Longs in one of the blocks that are filled while nobody knows how many will come. */
    private static final int BLOCK = 1 << 17;

    private static final int BYTES_A_HASH = 48;
    private static final double PLACES_A_HASH = 1.6;

    /** High and low half of each hash, side by side; two zeros are an empty place. */
    private final long[] halves;

    private final int places;
    private final BitSet met;
    private final int size;

    private KnownHashes(List<long[]> blocks, int size) {
        this.size = size;
        this.places = size == 0 ? 0 : (int) (size * PLACES_A_HASH) + 1;
        this.halves = new long[places * 2];
        this.met = new BitSet(places);
        for (int i = 0; i < size; i++) {
            long[] block = blocks.get(2 * i / BLOCK);
            put(block[2 * i % BLOCK], block[2 * i % BLOCK + 1]);
        }
    }

    /** @param most how many may be held; where there are more, none are */
    static KnownHashes of(Connection connection, int stream, int most) throws SQLException {
        CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(HASHES.formatted(stream, most + 1L));
        List<long[]> blocks = new ArrayList<>();
        int size = 0;
        try {
            int from = HEADER;
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                if (row.length - from < BEFORE_VALUE) {
                    // The mark at the end.
                    continue;
                }
                if (2 * size % BLOCK == 0) {
                    blocks.add(new long[BLOCK]);
                }
                long[] block = blocks.get(2 * size / BLOCK);
                block[2 * size % BLOCK] = (long) LONG.get(row, from + BEFORE_VALUE);
                block[2 * size % BLOCK + 1] = (long) LONG.get(row, from + BEFORE_VALUE + Long.BYTES);
                size++;
                from = 0;
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
        return size == 0 || size > most ? NONE : new KnownHashes(blocks, size);
    }

    /** As many as a quarter of this process's heap takes. */
    static int mostInThisHeap() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / BYTES_A_HASH, 1 << 26);
    }

    boolean isEmpty() {
        return size == 0;
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
