package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * Pairs that were looked at, counted by what they look like: how their values stand to each other, and how rare those are
 * that they share. A million pairs are some ten thousand kinds.
 */
final class Evidence {

    private static final int HALF_BITS = 2;

    private long[] levels = new long[1 << 12];
    private short[] rarity = new short[1 << 12];
    private double[] counts = new double[1 << 12];
    private int[] places = new int[1 << 13];
    private int size;

    /** @param log2 of the share of pairs that would agree so by chance, over the columns where rare values say more */
    void add(long pattern, double log2, double count) {
        add(pattern, (short) Math.round(log2 * HALF_BITS), count);
    }

    private void add(long pattern, short rare, double count) {
        int place = place(pattern, rare);
        if (places[place] == 0) {
            if (size == levels.length) {
                grow();
                place = place(pattern, rare);
            }
            levels[size] = pattern;
            rarity[size] = rare;
            places[place] = ++size;
        }
        counts[places[place] - 1] += count;
    }

    /** Takes in what others have looked at. */
    void add(Evidence others) {
        for (int kind = 0; kind < others.size; kind++) {
            add(others.levels[kind], others.rarity[kind], others.counts[kind]);
        }
    }

    int size() {
        return size;
    }

    long levels(int kind) {
        return levels[kind];
    }

    double rarity(int kind) {
        return (double) rarity[kind] / HALF_BITS;
    }

    double count(int kind) {
        return counts[kind];
    }

    private int place(long pattern, short rare) {
        int place = (int) Mix.of(pattern * 31 + rare) & places.length - 1;
        while (places[place] != 0 && (levels[places[place] - 1] != pattern || rarity[places[place] - 1] != rare)) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private void grow() {
        levels = Arrays.copyOf(levels, size * 2);
        rarity = Arrays.copyOf(rarity, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
        places = new int[size * 4];
        for (int kind = 0; kind < size; kind++) {
            places[place(levels[kind], rarity[kind])] = kind + 1;
        }
    }
}
