package fi.rekisterihub.match;

import java.util.Arrays;

/** In which row the record with an id stands. A million of them take twenty megabytes. Not for several threads. */
final class RowsById {

    private long[] ids = new long[16];
    /** A bit for each row in which somebody stands. */
    private long[] standing = new long[1];

    /** Rows, counted from 1, where their ids put them, or behind it when others were there before. */
    private int[] places = new int[32];

    private int size;

    /** -1 when there is none. */
    int row(long id) {
        return places[place(id)] - 1;
    }

    /** The id of the record that stands in the row, or stood there last. */
    long id(int row) {
        return ids[row];
    }

    boolean stands(int row) {
        return (standing[row >> 6] & 1L << row) != 0;
    }

    void put(long id, int row) {
        if (row >= ids.length) {
            ids = Arrays.copyOf(ids, Math.max(row + 1, ids.length * 3 / 2));
            standing = Arrays.copyOf(standing, (ids.length >> 6) + 1);
        }
        if ((size + 1) * 2 > places.length) {
            grow();
        }
        ids[row] = id;
        standing[row >> 6] |= 1L << row;
        int place = place(id);
        size += places[place] == 0 ? 1 : 0;
        places[place] = row + 1;
    }

    void remove(long id) {
        int hole = place(id);
        if (places[hole] == 0) {
            return;
        }
        size--;
        standing[places[hole] - 1 >> 6] &= ~(1L << places[hole] - 1);
        places[hole] = 0;
        // Those behind it move up, unless they stand before the place where their ids put them.
        int at = next(hole);
        while (places[at] != 0) {
            int wanted = wanted(ids[places[at] - 1]);
            boolean stays = hole <= at ? hole < wanted && wanted <= at : hole < wanted || wanted <= at;
            if (!stays) {
                places[hole] = places[at];
                places[at] = 0;
                hole = at;
            }
            at = next(at);
        }
    }

    private int place(long id) {
        int place = wanted(id);
        while (places[place] != 0 && ids[places[place] - 1] != id) {
            place = next(place);
        }
        return place;
    }

    private int wanted(long id) {
        return (int) Mix.of(id) & places.length - 1;
    }

    private int next(int place) {
        return place + 1 & places.length - 1;
    }

    private void grow() {
        int[] before = places;
        places = new int[before.length * 2];
        for (int row : before) {
            if (row != 0) {
                places[place(ids[row - 1])] = row;
            }
        }
    }
}
