package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.List;

/** How common each value is, as log2 of the share of records or entities that have it. */
final class Frequencies {

    private static final double LOG2 = Math.log(2);

    private final float[][] logs;
    /** Of a value that was not there when they were counted. */
    private final float[] unseen;

    private final double[] exact;

    private Frequencies(float[][] logs, double[] exact) {
        this.logs = logs;
        this.unseen = new float[logs.length];
        for (int column = 0; column < unseen.length; column++) {
            // Of number 0, which is no value, nothing is counted.
            unseen[column] = logs[column][0];
        }
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

    /**
     * Of a register of which some values are counted, and of which more strangers may come.
     *
     * @param counts by column and number
     * @param strangers so many more records are imagined, each with values of its own: of two records nobody knows how common
     *     their names are
     */
    static Frequencies ofRegister(List<FieldType> types, int[][] counts, int strangers) {
        float[][] logs = new float[counts.length][];
        double[] exact = new double[counts.length];
        for (int column = 0; column < counts.length; column++) {
            FieldType type = types.get(column);
            logs[column] = logs(type, counts[column], strangers);
            exact[column] = chance(type, counts[column]);
            if (strangers > 0) {
                double pairs = Arrays.stream(counts[column]).asDoubleStream().sum();
                pairs = pairs * (pairs - 1) / 2;
                exact[column] = (exact[column] * pairs + type.chanceOfSame() * strangers) / (pairs + strangers);
            }
        }
        return new Frequencies(logs, exact);
    }

    /** log2 of the share of this value. */
    double log(int column, int number) {
        float[] logsOfColumn = logs[column];
        return number >= 0 && number < logsOfColumn.length ? logsOfColumn[number] : unseen[column];
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
        Arrays.sort(sorted);
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
        return logs(type, counts, 0);
    }

    private static float[] logs(FieldType type, int[] counts, int strangers) {
        long all = strangers;
        for (int count : counts) {
            all += count;
        }
        float[] logs = new float[counts.length];
        for (int number = 0; number < counts.length; number++) {
            double count = (Math.max(counts[number], 1) - 1) * type.different() + type.alike();
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
