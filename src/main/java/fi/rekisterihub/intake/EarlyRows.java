package fi.rekisterihub.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Key and hash of rows that were read and not looked up yet: before the {@link KnownHashes} are there as many as there is room
 * for, then a block at a time. One after the other they are looked up in a fraction of the time that it takes between reading one
 * row and the next, since the processor then fetches several of their places at once.
 */
final class EarlyRows {

    static final EarlyRows NONE = new EarlyRows(0);

    private static final int ROWS_IN_A_BLOCK = 1 << 12;

    private final long most;
    private final List<Block> blocks = new ArrayList<>();
    private long bytes;

    /** @param most about so many bytes are held */
    EarlyRows(long most) {
        this.most = most;
    }

    /** An eighth of this process's heap. */
    static EarlyRows inThisHeap() {
        return new EarlyRows(Runtime.getRuntime().maxMemory() / 8);
    }

    boolean isFull() {
        return bytes >= most;
    }

    boolean hasBlock() {
        return blocks.size() > 1 || !blocks.isEmpty() && last().rows == ROWS_IN_A_BLOCK;
    }

    void add(String key, RecordHash hash, long ordinal) {
        if (blocks.isEmpty() || last().rows == ROWS_IN_A_BLOCK) {
            blocks.add(new Block());
        }
        bytes += last().add(key.getBytes(StandardCharsets.UTF_8), hash, ordinal);
    }

    private Block last() {
        return blocks.get(blocks.size() - 1);
    }

    /** Hands on those whose content is not known, and lets go of all but the room for one block. */
    void settle(KnownHashes known, Stage.Rows staged) {
        for (Block block : blocks) {
            block.settle(known, staged);
        }
        if (blocks.size() > 1) {
            blocks.subList(1, blocks.size()).clear();
        }
        bytes = 0;
    }

    private static final class Block {
        private final long[] hashes = new long[2 * ROWS_IN_A_BLOCK];
        private final long[] ordinals = new long[ROWS_IN_A_BLOCK];
        private final int[] ends = new int[ROWS_IN_A_BLOCK];
        private byte[] keys = new byte[16 * ROWS_IN_A_BLOCK];
        private int rows;

        private int add(byte[] key, RecordHash hash, long ordinal) {
            int from = rows == 0 ? 0 : ends[rows - 1];
            if (from + key.length > keys.length) {
                keys = Arrays.copyOf(keys, Math.max(keys.length * 2, from + key.length));
            }
            System.arraycopy(key, 0, keys, from, key.length);
            hashes[2 * rows] = hash.high();
            hashes[2 * rows + 1] = hash.low();
            ordinals[rows] = ordinal;
            ends[rows++] = from + key.length;
            return 2 * Long.BYTES + Long.BYTES + Integer.BYTES + key.length;
        }

        private void settle(KnownHashes known, Stage.Rows staged) {
            for (int row = 0; row < rows; row++) {
                if (!known.meet(hashes[2 * row], hashes[2 * row + 1])) {
                    int from = row == 0 ? 0 : ends[row - 1];
                    String key = new String(keys, from, ends[row] - from, StandardCharsets.UTF_8);
                    staged.add(key, hashes[2 * row], hashes[2 * row + 1], ordinals[row]);
                }
            }
            rows = 0;
        }
    }
}
