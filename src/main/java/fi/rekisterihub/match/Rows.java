package fi.rekisterihub.match;

import java.util.List;

/** Records whose values are numbers: of a {@link RecordTable}, or of one record that is held beside it. */
interface Rows {

    List<FieldType> types();

    /** The number of the value, 0 for none. */
    int cell(int row, int column);

    byte[] value(int column, int number);

    /** -1 when no column holds it. */
    int column(FieldType type);

    /** Whether a number means the same value for ever, so that what is found out of it may be remembered. */
    boolean isKept(int number);
}
