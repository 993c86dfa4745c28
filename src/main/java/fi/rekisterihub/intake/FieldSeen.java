package fi.rekisterihub.intake;

import java.util.Optional;

/** One field of a feed's records, counted over those that were looked at. */
final class FieldSeen {

    /** Of the values, so that one stray word among numbers makes no other type. */
    private static final double MOST = 0.9;

    private final long[] types = new long[FieldType.values().length];
    private long records;

    void add(FieldType type) {
        records++;
        types[type.ordinal()]++;
    }

    /** Records that had the field, be it empty. */
    long records() {
        return records;
    }

    /** What nearly all values are; empty when there are too few, or they differ. */
    Optional<FieldType> type(int fewest) {
        long values = records - types[FieldType.NULL.ordinal()];
        for (FieldType type : FieldType.values()) {
            if (type != FieldType.NULL && values >= fewest && types[type.ordinal()] >= MOST * values) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
