package fi.rekisterihub.intake;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ordinals of differing records in ascending order, seventeen bytes each, so that a million fit in little heap. */
final class Differences {

    private long[] ordinals = new long[1024];
    private long[] entities = new long[1024];
    private final java.util.BitSet known = new java.util.BitSet();
    private int size;

    void add(long ordinal, boolean isKnown, long entityId) {
        if (size == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, size * 2);
            entities = Arrays.copyOf(entities, size * 2);
        }
        ordinals[size] = ordinal;
        entities[size] = entityId;
        known.set(size, isKnown);
        size++;
    }

    long size() {
        return size;
    }

    long known() {
        return known.cardinality();
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Walks along with a reader that counts its records. */
    final class Cursor {
        private int at;

        private Cursor() {}

        /** Whether the record with this ordinal differs; ordinals must be asked in ascending order. */
        boolean moveTo(long ordinal) {
            while (at < size && ordinals[at] < ordinal) {
                at++;
            }
            return at < size && ordinals[at] == ordinal;
        }

        boolean known() {
            return known.get(at);
        }

        @Nullable
        Long entityId() {
            return entities[at] == 0 ? null : entities[at];
        }
    }
}
