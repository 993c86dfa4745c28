package fi.rekisterihub.match;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that come and go, each with a number of its own by which others call it. Rows of those that went are given to
 * those that come. Not for several threads.
 */
final class LiveTable implements Rows {

    private static final int PORTION_BITS = 13;
    private static final int PORTION = 1 << PORTION_BITS;

    private final List<FieldType> types;
    private final Map<FieldType, Integer> columns = new EnumMap<>(FieldType.class);
    private final Dictionary[] dictionaries;
    /** In portions, so that nobody waits while a million records are copied. */
    private int[][] cells = new int[16][];

    private final RowsById rows = new RowsById();
    private int used;
    private int[] free = new int[16];
    private int freeCount;

    LiveTable(List<FieldType> types) {
        this.types = List.copyOf(types);
        this.dictionaries = new Dictionary[types.size()];
        Map<FieldType, Dictionary> shared = new EnumMap<>(FieldType.class);
        for (int i = 0; i < types.size(); i++) {
            columns.put(types.get(i), i);
            dictionaries[i] = shared.computeIfAbsent(types.get(i).dictionary(), type -> new Dictionary());
        }
    }

    int size() {
        return used - freeCount;
    }

    /** Rows in use are below it. */
    int end() {
        return used;
    }

    /** -1 when no record has the id. */
    int row(long id) {
        return rows.row(id);
    }

    long id(int row) {
        return rows.id(row);
    }

    /** A number that hangs on the values of the record alone, so that records can be put into an order that is their own. */
    int content(int row) {
        int content = 0;
        for (int column = 0; column < dictionaries.length; column++) {
            int number = cell(row, column);
            content = Mix.of(content, number == 0 ? 0 : dictionaries[column].hash(number));
        }
        return content;
    }

    boolean holds(int row) {
        return rows.stands(row);
    }

    /** The row of a new record, whose values are set apart. */
    int add(long id) {
        int row = freeCount > 0 ? free[--freeCount] : used++;
        int portion = row >>> PORTION_BITS;
        if (portion == cells.length) {
            cells = Arrays.copyOf(cells, portion * 2);
        }
        if (cells[portion] == null) {
            cells[portion] = new int[PORTION * types.size()];
        }
        rows.put(id, row);
        return row;
    }

    /**
     * A column of some rows, empty values for none.
     *
     * @param hashes of the values, by {@link Dictionary#hash(byte[], int)}
     */
    void set(int[] into, int column, byte[][] values, int[] hashes) {
        int[] numbers = new int[values.length];
        dictionaries[column].numbers(values, hashes, numbers);
        for (int i = 0; i < numbers.length; i++) {
            cells[into[i] >>> PORTION_BITS][place(into[i], column)] = numbers[i];
        }
    }

    void remove(int row) {
        rows.remove(rows.id(row));
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = row;
    }

    /** Values that stand in no row go out of the dictionaries. */
    void forgetUnused() {
        Map<Dictionary, BitSet> inUse = new IdentityHashMap<>();
        for (int column = 0; column < dictionaries.length; column++) {
            BitSet numbers = inUse.computeIfAbsent(dictionaries[column], all -> new BitSet());
            for (int row = 0; row < used; row++) {
                if (rows.stands(row)) {
                    numbers.set(cell(row, column));
                }
            }
        }
        inUse.forEach(Dictionary::forgetAllBut);
    }

    boolean remembers(String value) {
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.stream(dictionaries).anyMatch(dictionary -> dictionary.hasBytes(text));
    }

    Dictionary dictionary(int column) {
        return dictionaries[column];
    }

    @Override
    public List<FieldType> types() {
        return types;
    }

    @Override
    public int column(FieldType type) {
        return columns.getOrDefault(type, -1);
    }

    @Override
    public int cell(int row, int column) {
        return cells[row >>> PORTION_BITS][place(row, column)];
    }

    @Override
    public byte[] value(int column, int number) {
        return dictionaries[column].value(number);
    }

    @Override
    public long outline(int column, int number) {
        return dictionaries[column].outline(number);
    }

    private int place(int row, int column) {
        return (row & PORTION - 1) * dictionaries.length + column;
    }
}
