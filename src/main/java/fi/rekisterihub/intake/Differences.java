package fi.rekisterihub.intake;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a delivery differ: two bits a record, and eight bytes more for each that differs and is linked to an
 * entity, so that ten millions fit in little heap.
 */
final class Differences {

    private static final int BLOCK = 1 << 16;

    private final BitSet different = new BitSet();
    private final BitSet known = new BitSet();
    /** The entities of the known ones, in their order, 0 for none. Blocks, because one growing array would be copied. */
    private final List<long[]> entities = new ArrayList<>();

    private long size;
    private long linked;
    private int knownSize;

    /** Ordinals are added in ascending order. */
    void add(long ordinal, boolean isKnown, long entityId) {
        int place = Math.toIntExact(ordinal);
        different.set(place);
        size++;
        if (isKnown) {
            known.set(place);
            if (knownSize % BLOCK == 0) {
                entities.add(new long[BLOCK]);
            }
            entities.get(knownSize / BLOCK)[knownSize % BLOCK] = entityId;
            knownSize++;
            linked += entityId == 0 ? 0 : 1;
        }
    }

    long size() {
        return size;
    }

    long linked() {
        return linked;
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Walks along with a reader that counts its records. */
    final class Cursor {
        private int at = -1;
        private int knownBefore = -1;

        private Cursor() {}

        /** Whether the record with this ordinal differs; every ordinal is asked for, in ascending order. */
        boolean moveTo(long ordinal) {
            at = (int) ordinal;
            boolean differs = different.get(at);
            if (differs && known.get(at)) {
                knownBefore++;
            }
            return differs;
        }

        boolean known() {
            return known.get(at);
        }

        @Nullable
        Long entityId() {
            if (!known()) {
                return null;
            }
            long id = entities.get(knownBefore / BLOCK)[knownBefore % BLOCK];
            return id == 0 ? null : id;
        }
    }
}
