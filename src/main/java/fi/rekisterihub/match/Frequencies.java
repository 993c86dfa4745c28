package fi.rekisterihub.match;

/** How common each value is, as log2 of the share of records or entities that have it. */
final class Frequencies {

    private static final double LOG2 = Math.log(2);

    private final float[][] logs;
    private final double[] exact;

    private Frequencies(float[][] logs, double[] exact) {
        this.logs = logs;
        this.exact = exact;
    }

    /** Of files in which each record may be counted for itself; of two, a value is as common as where it is more so. */
    static Frequencies ofRecords(RecordTable table) {
        int columns = table.types().size();
        float[][] logs = new float[columns][];
        double[] exact = new double[columns];
        for (int column = 0; column < columns; column++) {
            int[] counts = counts(table, column, 0, table.second());
            int[] second = counts(table, column, table.second(), table.size());
            for (int number = 0; number < counts.length; number++) {
                counts[number] = Math.max(counts[number], second[number]);
            }
            logs[column] = logs(table.types().get(column), counts);
            exact[column] = chance(table.types().get(column), counts);
        }
        return new Frequencies(logs, exact);
    }

    /** @param entities the entity of each row: a value counts once for each, or else duplicates would make it common */
    static Frequencies ofEntities(RecordTable table, int[] entities) {
        int columns = table.types().size();
        float[][] logs = new float[columns][];
        double[] exact = new double[columns];
        int[] order = byEntity(entities);
        for (int column = 0; column < columns; column++) {
            int[] counts = counts(table, column, entities, order);
            logs[column] = logs(table.types().get(column), counts);
            exact[column] = chance(table.types().get(column), counts);
        }
        return new Frequencies(logs, exact);
    }

    /** log2 of the share of this value. */
    double log(int column, int number) {
        return logs[column][number];
    }

    /** The share of pairs of different entities that have the same value. */
    double chanceOfSame(int column) {
        return exact[column];
    }

    private static int[] byEntity(int[] entities) {
        long[] sorted = new long[entities.length];
        for (int row = 0; row < entities.length; row++) {
            sorted[row] = (long) entities[row] << 32 | row;
        }
        java.util.Arrays.sort(sorted);
        int[] order = new int[sorted.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) sorted[i];
        }
        return order;
    }

    private static int[] counts(RecordTable table, int column, int from, int to) {
        int[] counts = new int[table.dictionary(column).size() + 1];
        for (int row = from; row < to; row++) {
            counts[table.cell(row, column)]++;
        }
        counts[0] = 0;
        return counts;
    }

    private static int[] counts(RecordTable table, int column, int[] entities, int[] order) {
        int[] counts = new int[table.dictionary(column).size() + 1];
        int[] lastOfEntity = new int[counts.length];
        for (int row : order) {
            int number = table.cell(row, column);
            if (number != 0 && lastOfEntity[number] != entities[row] + 1) {
                lastOfEntity[number] = entities[row] + 1;
                counts[number]++;
            }
        }
        return counts;
    }

    private static float[] logs(FieldType type, int[] counts) {
        long all = 0;
        for (int count : counts) {
            all += count;
        }
        float[] logs = new float[counts.length];
        for (int number = 0; number < counts.length; number++) {
            double count = Math.max(counts[number], 1) - 1 + type.alike();
            logs[number] = (float) (Math.log(Math.min(count / Math.max(all, 1), 1)) / LOG2);
        }
        return logs;
    }

    private static double chance(FieldType type, int[] counts) {
        double all = 0;
        double same = 0;
        for (int count : counts) {
            all += count;
            same += (double) count * (count - 1);
        }
        // Where nobody shares a value, somebody might.
        return all < 2 ? 1 : Math.max(same / (all * (all - 1)), type.alike() / all);
    }
}
