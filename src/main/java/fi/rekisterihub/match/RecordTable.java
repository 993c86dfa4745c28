package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Records as numbers of values, row by row. Rows of a first file come before {@link #second()}, those of a second one
 * after it; of one file alone, every row comes before it.
 */
final class RecordTable implements Rows {

    private final List<FieldType> types;
    private final Map<FieldType, Integer> columns = new EnumMap<>(FieldType.class);
    private final Dictionary[] dictionaries;
    private int[] cells = new int[1 << 12];
    private int size;
    private int second = -1;

    RecordTable(List<FieldType> types) {
        this.types = List.copyOf(types);
        this.dictionaries = new Dictionary[types.size()];
        Map<FieldType, Dictionary> shared = new EnumMap<>(FieldType.class);
        for (int i = 0; i < types.size(); i++) {
            columns.put(types.get(i), i);
            dictionaries[i] = shared.computeIfAbsent(types.get(i).dictionary(), type -> new Dictionary());
        }
    }

    /** A new row without values; its number. */
    int add() {
        if ((size + 1) * types.size() > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(cells.length * 3 / 2, (size + 1) * types.size()));
        }
        return size++;
    }

    void set(int row, int column, byte[] value, int length) {
        cells[row * types.size() + column] = dictionaries[column].number(value, length);
    }

    /**
     * A column of many rows; where a value is empty, what the row has stays.
     *
     * @param hashes of the values, by {@link Dictionary#hash(byte[], int)}
     */
    void set(int[] rows, int column, byte[][] values, int[] hashes) {
        int[] numbers = new int[values.length];
        dictionaries[column].numbers(values, hashes, numbers);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                cells[rows[i] * types.size() + column] = numbers[i];
            }
        }
    }

    /** From here on rows are of the second file. */
    void beginSecond() {
        second = size;
    }

    @Override
    public List<FieldType> types() {
        return types;
    }

    @Override
    public int column(FieldType type) {
        return columns.getOrDefault(type, -1);
    }

    int size() {
        return size;
    }

    /** Number of the first row of the second file; {@link #size()} when there is one file only. */
    int second() {
        return second < 0 ? size : second;
    }

    boolean isLink() {
        return second >= 0;
    }

    @Override
    public int cell(int row, int column) {
        return cells[row * types.size() + column];
    }

    @Override
    public byte[] value(int column, int number) {
        return dictionaries[column].value(number);
    }

    @Override
    public long outline(int column, int number) {
        return dictionaries[column].outline(number);
    }

    /** For a table that many pairs of are looked at, and no more rows come to. */
    void keepCopies() {
        Arrays.stream(dictionaries).distinct().parallel().forEach(Dictionary::keepCopies);
    }

    Dictionary dictionary(int column) {
        return dictionaries[column];
    }
}
