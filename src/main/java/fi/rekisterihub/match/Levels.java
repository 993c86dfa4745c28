package fi.rekisterihub.match;

import java.util.stream.Stream;

/**
 * How the values of two records stand to each other, packed: four bits a column, 0 for the very same, 15 where one of the
 * two says nothing. Not for several threads.
 */
final class Levels {

    static final int SILENT = 15;

    /** So many levels fit in one number. */
    static final int MOST_COLUMNS = 16;

    private static final int WORTH_TURNING = 5;
    private static final int REMEMBERED = 1 << 13;
    private static final int WORTH_REMEMBERING = 3;

    private final Rows table;
    private final Measure[] measures;
    /** From which level on the outlines of two values tell the level itself. */
    private final int[] told;
    /** What costs little is faster compared than looked up. */
    private final boolean[] remembers;

    private final int family;
    private final int given;
    private final int company;
    private final int[] places;
    private final int email;
    private final int website;
    /** One a column: the left value of a pair often stands in the next one too. */
    private final Likeness[] likenesses;

    private final int[] keptNumbers;
    private final byte[][] keptValues;
    private final long[][] rememberedPairs;
    private final byte[][] rememberedLevels;

    Levels(Rows table) {
        this.table = table;
        int columns = table.types().size();
        this.measures = table.types().stream().map(FieldType::measure).toArray(Measure[]::new);
        this.told = Stream.of(measures).mapToInt(Outline::tellsFrom).toArray();
        this.likenesses = Stream.generate(Likeness::new).limit(columns).toArray(Likeness[]::new);
        this.keptNumbers = new int[columns];
        this.keptValues = new byte[columns][];
        this.remembers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            remembers[column] = measures[column].cost() >= WORTH_REMEMBERING;
        }
        this.family = table.column(FieldType.FAMILY_NAME);
        this.given = table.column(FieldType.GIVEN_NAME);
        this.company = table.column(FieldType.COMPANY_NAME);
        this.places = Stream.of(FieldType.STREET, FieldType.POSTAL_CODE, FieldType.CITY, FieldType.HOUSE_NUMBER)
                .mapToInt(table::column)
                .filter(column -> column >= 0)
                .toArray();
        this.email = table.column(FieldType.EMAIL);
        this.website = table.column(FieldType.WEBSITE);
        this.rememberedPairs = new long[columns][];
        this.rememberedLevels = new byte[columns][];
    }

    static int at(long levels, int column) {
        return (int) (levels >>> 4 * column) & 15;
    }

    long of(int left, int right) {
        long levels = 0;
        for (int column = 0; column < measures.length; column++) {
            int one = table.cell(left, column);
            int other = table.cell(right, column);
            int level = one == 0 || other == 0 ? SILENT : one == other ? 0 : level(column, one, other);
            levels |= (long) level << 4 * column;
        }
        if (company >= 0 && at(levels, company) != SILENT) {
            levels = ofCompany(levels);
        }
        return family < 0 || given < 0 ? levels : exchanged(left, right, levels);
    }

    /** What follows from another column is no evidence of its own: a domain from an address, and a whole address from a move. */
    private long ofCompany(long pattern) {
        long levels = website >= 0 && email >= 0 && at(pattern, email) <= 1 ? with(pattern, website, SILENT) : pattern;
        boolean moved = false;
        for (int column : places) {
            int level = at(levels, column);
            if (level != SILENT && level >= measures[column].levels() - 3) {
                levels = moved ? with(levels, column, SILENT) : levels;
                moved = true;
            }
        }
        return levels;
    }

    /** Where names say more the other way round, family and given name stand in each other's place. */
    private long exchanged(int left, int right, long levels) {
        int straight = badness(at(levels, family)) + badness(at(levels, given));
        if (straight < WORTH_TURNING) {
            return levels;
        }
        if (areUnlike(table.cell(left, family), table.cell(right, given))
                || areUnlike(table.cell(left, given), table.cell(right, family))) {
            return levels;
        }
        int one = across(table.cell(left, family), table.cell(right, given));
        int other = across(table.cell(left, given), table.cell(right, family));
        int crossed = badness(one) + badness(other);
        // What is silent one way must agree the other, or else two missing names would be an exchange.
        if (crossed > 1 || crossed + 2 > straight || one == SILENT && other == SILENT) {
            return levels;
        }
        return with(
                with(levels, family, one == SILENT ? SILENT : Measure.EXCHANGED),
                given,
                other == SILENT ? SILENT : Measure.EXCHANGED);
    }

    /** Whether two names surely differ by more than a slip. */
    private boolean areUnlike(int one, int other) {
        return one != 0
                && other != 0
                && one != other
                && Outline.bestLevel(Measure.NAME, table.outline(family, one), table.outline(family, other)) > 1;
    }

    private int across(int one, int other) {
        return one == 0 || other == 0 ? SILENT : one == other ? 0 : level(family, one, other);
    }

    private static int badness(int level) {
        return level == SILENT ? 1 : Math.min(level, 6);
    }

    private static long with(long levels, int column, int level) {
        return levels & ~(15L << 4 * column) | (long) level << 4 * column;
    }

    /** Names and towns meet each other again and again, and of most the outlines say it all. */
    int level(int column, int one, int other) {
        if (told[column] < SILENT) {
            int best = Outline.bestLevel(measures[column], table.outline(column, one), table.outline(column, other));
            if (best >= told[column]) {
                return best;
            }
        }
        if ((one | other) < 0 || !remembers[column]) {
            return compared(column, one, other);
        }
        long pair = one < other ? (long) one << 32 | other : (long) other << 32 | one;
        int place = (int) (Mix.of(pair) & REMEMBERED - 1);
        if (rememberedPairs[column] == null) {
            rememberedPairs[column] = new long[REMEMBERED];
            rememberedLevels[column] = new byte[REMEMBERED];
        }
        if (rememberedPairs[column][place] != pair) {
            rememberedLevels[column][place] = (byte) compared(column, one, other);
            rememberedPairs[column][place] = pair;
        }
        return rememberedLevels[column][place];
    }

    private int compared(int column, int one, int other) {
        byte[] left = one > 0 && keptNumbers[column] == one ? keptValues[column] : table.value(column, one);
        if (left != keptValues[column]) {
            keptNumbers[column] = one;
            keptValues[column] = left;
            likenesses[column].keep(left);
        }
        return measures[column].level(likenesses[column], left, table.value(column, other));
    }
}
