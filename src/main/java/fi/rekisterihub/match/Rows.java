package fi.rekisterihub.match;

import java.util.List;

/**
 * Records as numbers of values, by row and column. Two cells hold the same value exactly when they hold the same number; 0 is
 * no value, and numbers below 0 are of values that no dictionary has and that are forgotten with their record.
 */
interface Rows {

    List<FieldType> types();

    /** -1 when no column holds it. */
    int column(FieldType type);

    /** The number of the value, 0 for none. */
    int cell(int row, int column);

    byte[] value(int column, int number);

    /** The {@link Outline} of the value. */
    long outline(int column, int number);
}
