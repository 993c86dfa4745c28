package fi.rekisterihub.match;

import java.util.Arrays;

/** Pairs of rows that may be of one entity, with their bits. Several threads may add. */
final class ScoredPairs {

    private long[] pairs = new long[1 << 12];
    private float[] bits = new float[1 << 12];
    private int size;

    synchronized void add(long[] morePairs, float[] moreBits, int count) {
        if (size + count > pairs.length) {
            int room = Math.max(size + count, pairs.length * 3 / 2);
            pairs = Arrays.copyOf(pairs, room);
            bits = Arrays.copyOf(bits, room);
        }
        System.arraycopy(morePairs, 0, pairs, size, count);
        System.arraycopy(moreBits, 0, bits, size, count);
        size += count;
    }

    int size() {
        return size;
    }

    int left(int pair) {
        return (int) (pairs[pair] >>> 32);
    }

    int right(int pair) {
        return (int) pairs[pair];
    }

    float bits(int pair) {
        return bits[pair];
    }

    /** What one thread adds, a few thousand at a time. */
    final class Adder implements AutoCloseable {
        private final long[] ownPairs = new long[1 << 10];
        private final float[] ownBits = new float[1 << 10];
        private int count;

        void add(int left, int right, double score) {
            if (count == ownPairs.length) {
                close();
            }
            ownPairs[count] = (long) left << 32 | right;
            ownBits[count++] = (float) score;
        }

        @Override
        public void close() {
            ScoredPairs.this.add(ownPairs, ownBits, count);
            count = 0;
        }
    }
}
