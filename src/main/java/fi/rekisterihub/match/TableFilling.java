package fi.rekisterihub.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Puts rows into a {@link RecordTable}: their values are brought into the form in which they are compared on other
 * processors, while the next rows are read. Rows get their numbers in the order of the file, and so do the values of a column.
 */
final class TableFilling {

    private static final int PORTION = 4_096;
    private static final int MOST_WAITING = 6;
    private static final byte[] NOTHING = {};

    private final RecordTable table;
    private final FieldType[] types;
    private final Queue<CompletableFuture<Portion>> waiting = new ArrayDeque<>();
    private List<String[]> values = new ArrayList<>(PORTION);
    private int[] rows = new int[PORTION];

    TableFilling(RecordTable table) {
        this.table = table;
        this.types = table.types().toArray(FieldType[]::new);
    }

    /** @param rowValues by column, empty where there is none */
    void add(int row, String[] rowValues) {
        rows[values.size()] = row;
        values.add(rowValues);
        if (values.size() == PORTION) {
            hand();
        }
    }

    /** Waits until all are in. */
    void finish() {
        hand();
        while (!waiting.isEmpty()) {
            put(waiting.remove().join());
        }
    }

    private void hand() {
        if (values.isEmpty()) {
            return;
        }
        int[] numbers = rows;
        List<String[]> portion = values;
        waiting.add(CompletableFuture.supplyAsync(() -> formed(numbers, portion)));
        rows = new int[PORTION];
        values = new ArrayList<>(PORTION);
        if (waiting.size() > MOST_WAITING) {
            put(waiting.remove().join());
        }
    }

    private Portion formed(int[] numbers, List<String[]> portion) {
        Form form = new Form();
        byte[][][] forms = new byte[types.length][portion.size()][];
        int[][] hashes = new int[types.length][portion.size()];
        for (int i = 0; i < portion.size(); i++) {
            String[] row = portion.get(i);
            for (int column = 0; column < types.length; column++) {
                byte[] value = row[column].isEmpty() ? NOTHING : formed(form, types[column], row[column]);
                forms[column][i] = value;
                hashes[column][i] = Dictionary.hash(value, value.length);
            }
        }
        return new Portion(numbers, forms, hashes);
    }

    private static byte[] formed(Form form, FieldType type, String value) {
        form.of(type, value);
        return form.length() == 0 ? NOTHING : Arrays.copyOf(form.bytes(), form.length());
    }

    private void put(Portion portion) {
        for (int column = 0; column < types.length; column++) {
            table.set(portion.rows, column, portion.forms[column], portion.hashes[column]);
        }
    }

    /** By column, because each has its dictionary. */
    private static final class Portion {
        private final int[] rows;
        private final byte[][][] forms;
        private final int[][] hashes;

        private Portion(int[] rows, byte[][][] forms, int[][] hashes) {
            this.rows = rows;
            this.forms = forms;
            this.hashes = hashes;
        }
    }
}
