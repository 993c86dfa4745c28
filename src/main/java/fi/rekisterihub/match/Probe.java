package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record beside those of a register, as row {@value #ROW}: it is compared with them and never becomes one of them. */
final class Probe implements Rows {

    static final int ROW = -1;

    private static final byte[] NONE = {};

    private final LiveTable table;
    private final int[] cells;
    private final byte[][] values;
    private final long[] outlines;
    private final RecentForms[] recent;

    Probe(LiveTable table) {
        this.table = table;
        this.cells = new int[table.types().size()];
        this.values = new byte[cells.length][];
        this.outlines = new long[cells.length];
        this.recent = new RecentForms[cells.length];
        Form form = new Form();
        Arrays.setAll(recent, column -> new RecentForms(table.types().get(column), form));
        Arrays.fill(values, NONE);
    }

    /** Takes the record in. Its values have no numbers that others share before {@link #find}. */
    void take(List<? extends @Nullable String> record) {
        if (record.size() != cells.length) {
            throw new IllegalArgumentException("A record of %d values was given where %d fields are compared."
                    .formatted(record.size(), cells.length));
        }
        for (int column = 0; column < cells.length; column++) {
            String value = record.get(column);
            values[column] = value == null || value.isEmpty() ? NONE : recent[column].of(value);
            cells[column] = values[column].length == 0 ? 0 : own(column);
        }
    }

    /** Looks which of its values others have too, and gets it ready to be compared. */
    void find() {
        for (int column = 0; column < cells.length; column++) {
            outlines[column] = Outline.of(values[column], 0, values[column].length);
            int number = table.dictionary(column).find(values[column], values[column].length);
            cells[column] = values[column].length == 0 ? 0 : number == 0 ? own(column) : number;
        }
    }

    void forget() {
        Arrays.fill(values, NONE);
        Arrays.fill(cells, 0);
    }

    /** The form of one of the record's values, empty where it says nothing; what comes after does not change it. */
    byte[] form(int column) {
        return values[column];
    }

    private static int own(int column) {
        return -1 - column;
    }

    @Override
    public List<FieldType> types() {
        return table.types();
    }

    @Override
    public int column(FieldType type) {
        return table.column(type);
    }

    @Override
    public int cell(int row, int column) {
        return row == ROW ? cells[column] : table.cell(row, column);
    }

    @Override
    public byte[] value(int column, int number) {
        return number < 0 ? values[-1 - number] : table.value(column, number);
    }

    @Override
    public long outline(int column, int number) {
        return number < 0 ? outlines[-1 - number] : table.outline(column, number);
    }
}
