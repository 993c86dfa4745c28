package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * Which rows have a key. A key's word and a row stand together in one number; numbers with the same beginning lie in one
 * segment, most of them sorted, the newest behind them as they came. So one more is cheap, and no reader ever waits for all
 * of it to be sorted. Not for several threads.
 */
final class Postings {

    static final int BITS = 12;

    private final Segment[] segments = new Segment[1 << BITS];
    private boolean gathering;

    Postings() {
        Arrays.setAll(segments, i -> new Segment());
    }

    /** The number of the key is part of its word: the same hash under two keys is no agreement. */
    static int word(int key, int hash) {
        return Mix.of(hash * 64 + key);
    }

    /** From now on rows are only laid down: a whole register is sorted faster at its end than on the way. */
    void gather() {
        gathering = true;
    }

    /** The end of it, on all processors. */
    void settle() {
        gathering = false;
        Arrays.stream(segments).parallel().forEach(Segment::settleAll);
    }

    void add(int word, int row) {
        Segment segment = segment(word);
        if (gathering) {
            segment.add((long) word << 32 | row, Segment.ROOM_WHILE_GATHERING);
        } else {
            segment.add((long) word << 32 | row, Segment.ROOM);
            segment.settleWhenWorthIt();
        }
    }

    void remove(int word, int row) {
        segment(word).remove((long) word << 32 | row);
    }

    /** How many rows share the key. */
    int count(int word) {
        return segment(word).count(word);
    }

    /** Writes the rows that share the key; returns where they end. */
    int rows(int word, int[] into, int from) {
        return segment(word).rows(word, into, from);
    }

    private Segment segment(int word) {
        return segments[word >>> 32 - BITS];
    }

    private static final class Segment {
        private static final int LEAST_NEW = 32;
        private static final int SHARE_OF_NEW = 8;
        /** The part of its size by which it grows. */
        private static final int ROOM = 4;

        private static final int ROOM_WHILE_GATHERING = 2;

        private long[] numbers = new long[4];
        private int sorted;
        private int size;

        private void add(long number, int room) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size + size / room + 4);
            }
            numbers[size++] = number;
        }

        private void settleWhenWorthIt() {
            if (size - sorted > Math.max(LEAST_NEW, sorted / SHARE_OF_NEW)) {
                settle();
            }
        }

        private void settleAll() {
            if (sorted > 0) {
                settle();
            } else {
                Arrays.sort(numbers, 0, size);
                sorted = size;
            }
            numbers = Arrays.copyOf(numbers, size + size / SHARE_OF_NEW + ROOM);
        }

        /** Merges the newest with the rest, from the end, so that only they are copied. */
        private void settle() {
            long[] newest = Arrays.copyOfRange(numbers, sorted, size);
            Arrays.sort(newest);
            int old = sorted - 1;
            int at = size - 1;
            for (int i = newest.length - 1; i >= 0; ) {
                numbers[at--] = old >= 0 && numbers[old] > newest[i] ? numbers[old--] : newest[i--];
            }
            sorted = size;
        }

        private void remove(long number) {
            int at = Arrays.binarySearch(numbers, 0, sorted, number);
            if (at >= 0) {
                System.arraycopy(numbers, at + 1, numbers, at, size - at - 1);
                sorted--;
                size--;
                return;
            }
            for (int i = sorted; i < size; i++) {
                if (numbers[i] == number) {
                    numbers[i] = numbers[--size];
                    return;
                }
            }
        }

        private int count(int word) {
            int count = first(word + 1L) - first(word);
            for (int i = sorted; i < size; i++) {
                count += numbers[i] >> 32 == word ? 1 : 0;
            }
            return count;
        }

        private int rows(int word, int[] into, int from) {
            int at = from;
            for (int i = first(word); i < sorted && numbers[i] >> 32 == word; i++) {
                into[at++] = (int) numbers[i];
            }
            for (int i = sorted; i < size; i++) {
                if (numbers[i] >> 32 == word) {
                    into[at++] = (int) numbers[i];
                }
            }
            return at;
        }

        /** Where the first of the sorted numbers stands that has this word or a higher one. */
        private int first(long word) {
            long wanted = word << 32;
            int low = 0;
            int high = sorted;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (numbers[middle] < wanted) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
