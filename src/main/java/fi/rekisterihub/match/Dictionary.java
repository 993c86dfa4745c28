package fi.rekisterihub.match;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values by number, counted from 1; 0 is no value. Two cells hold the same value exactly when they hold the same number, so
 * most comparing is done without looking at text. The bytes of all values lie side by side.
 */
final class Dictionary {

    private static final int BLOCK_BITS = 20;
    private static final int BLOCK = 1 << BLOCK_BITS;
    /** No letter of any form. */
    private static final byte FORGOTTEN = 0;

    private byte[][] blocks = new byte[16][];
    private int block = -1;
    private int used = BLOCK;

    private int[] starts = new int[1 << 10];
    private short[] lengths = new short[1 << 10];
    private int[] hashes = new int[1 << 10];
    private long[] outlines = new long[1 << 10];
    /** Each value in an array of its own, where so much memory is worth it. */
    private byte @Nullable [][] copies;

    private int[] places = new int[1 << 11];
    private int size;

    /** The number of a value, which is given one when it is new. */
    int number(byte[] from, int length) {
        if (length == 0) {
            return 0;
        }
        return number(from, length, hash(from, length));
    }

    private int number(byte[] from, int length, int hash) {
        int place = place(from, length, hash);
        if (places[place] != 0) {
            return places[place];
        }
        int number = add(from, length, hash);
        places[place] = number;
        if (size * 2 > places.length) {
            grow();
        }
        return number;
    }

    /**
     * The numbers of many values, as they would get them one after another. Where each stands is fetched for all before any is
     * looked at: in a large dictionary every look has to wait for memory, and so they wait together.
     *
     * @param hashes of the values, by {@link #hash(byte[], int)}
     * @param into their numbers, 0 where a value is empty
     */
    void numbers(byte[][] values, int[] hashes, int[] into) {
        for (int i = 0; i < values.length; i++) {
            into[i] = places[hashes[i] & places.length - 1];
        }
        int[] found = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int number = into[i];
            found[i] = this.hashes[number] == hashes[i] && lengths[number] == values[i].length ? starts[number] : -1;
        }
        for (int i = 0; i < values.length; i++) {
            byte[] value = values[i];
            int start = found[i];
            boolean known = into[i] != 0 && start >= 0 && stands(start, value, value.length);
            if (!known) {
                into[i] = value.length == 0 ? 0 : number(value, value.length, hashes[i]);
            }
        }
    }

    /** The number of a value; 0 when it has none. */
    int find(byte[] from, int length) {
        return length == 0 ? 0 : places[place(from, length, hash(from, length))];
    }

    /**
     * Overwrites the bytes of all other values. Their numbers are given to nobody again, and no text is found under them; a
     * value that comes back gets a new one.
     */
    void forgetAllBut(BitSet inUse) {
        for (int number = inUse.nextClearBit(1); number <= size; number = inUse.nextClearBit(number + 1)) {
            int start = starts[number];
            Arrays.fill(
                    blocks[start >>> BLOCK_BITS], start & BLOCK - 1, (start & BLOCK - 1) + lengths[number], FORGOTTEN);
            outlines[number] = 0;
            if (copies != null && number < copies.length) {
                Arrays.fill(copies[number], FORGOTTEN);
            }
        }
    }

    /** Whether these bytes stand in its memory, at whatever place. */
    boolean hasBytes(byte[] text) {
        String wanted = new String(text, StandardCharsets.ISO_8859_1);
        return Arrays.stream(blocks)
                .filter(Objects::nonNull)
                .anyMatch(there -> new String(there, StandardCharsets.ISO_8859_1).contains(wanted));
    }

    int size() {
        return size;
    }

    byte[] value(int number) {
        return copies == null || number >= copies.length ? copy(number) : copies[number];
    }

    /** What is read again and again is copied once. Before several threads read it. */
    void keepCopies() {
        byte[][] all = new byte[size + 1][];
        for (int number = 1; number < all.length; number++) {
            all[number] = copy(number);
        }
        copies = all;
    }

    private byte[] copy(int number) {
        int start = starts[number];
        byte[] there = blocks[start >>> BLOCK_BITS];
        int from = start & BLOCK - 1;
        return Arrays.copyOfRange(there, from, from + lengths[number]);
    }

    long outline(int number) {
        return outlines[number];
    }

    /** Hangs on the text alone, not on when it came. */
    int hash(int number) {
        return hashes[number];
    }

    /** Where the value stands, or would. */
    private int place(byte[] from, int length, int hash) {
        int place = hash & places.length - 1;
        while (places[place] != 0 && (hashes[places[place]] != hash || !is(places[place], from, length))) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private int add(byte[] from, int length, int hash) {
        if (used + length > BLOCK) {
            block++;
            if (block == blocks.length) {
                blocks = Arrays.copyOf(blocks, block * 2);
            }
            blocks[block] = new byte[BLOCK];
            used = 0;
        }
        int number = ++size;
        if (number == starts.length) {
            starts = Arrays.copyOf(starts, number * 2);
            lengths = Arrays.copyOf(lengths, number * 2);
            hashes = Arrays.copyOf(hashes, number * 2);
            outlines = Arrays.copyOf(outlines, number * 2);
        }
        System.arraycopy(from, 0, blocks[block], used, length);
        starts[number] = block << BLOCK_BITS | used;
        lengths[number] = (short) length;
        hashes[number] = hash;
        outlines[number] = Outline.of(from, 0, length);
        used += length;
        return number;
    }

    private boolean is(int number, byte[] text, int length) {
        return lengths[number] == length && stands(starts[number], text, length);
    }

    private boolean stands(int start, byte[] text, int length) {
        byte[] there = blocks[start >>> BLOCK_BITS];
        int from = start & BLOCK - 1;
        return Arrays.equals(there, from, from + length, text, 0, length);
    }

    private void grow() {
        int[] wider = new int[places.length * 2];
        for (int number = 1; number <= size; number++) {
            int place = hashes[number] & wider.length - 1;
            while (wider[place] != 0) {
                place = place + 1 & wider.length - 1;
            }
            wider[place] = number;
        }
        places = wider;
    }

    static int hash(byte[] text, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + text[i];
        }
        return Mix.of(hash);
    }
}
