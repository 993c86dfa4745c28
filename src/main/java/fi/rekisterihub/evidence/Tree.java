package fi.rekisterihub.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * The Merkle tree of RFC 6962, section 2.1. A proof of some leaves, be it one or all, is the hashes of the largest
 * subtrees that hold none of them, from left to right.
 */
final class Tree {

    private final Hash hash = new Hash();

    /** The leaves' hashes, by place. */
    interface Leaves {
        byte[] at(int place);
    }

    byte[] root(int size, Leaves leaves) {
        return size == 0 ? hash.empty() : root(0, size, leaves);
    }

    private byte[] root(int from, int to, Leaves leaves) {
        if (to - from == 1) {
            return leaves.at(from);
        }
        int middle = from + half(to - from);
        return hash.node(root(from, middle, leaves), root(middle, to, leaves));
    }

    /** The hashes around these leaves. */
    List<byte[]> around(int size, Leaves leaves, NavigableSet<Integer> open) {
        List<byte[]> around = new ArrayList<>();
        if (size > 0) {
            around(0, size, leaves, open, around);
        }
        return around;
    }

    private void around(int from, int to, Leaves leaves, NavigableSet<Integer> open, List<byte[]> around) {
        Integer first = open.ceiling(from);
        if (first == null || first >= to) {
            around.add(root(from, to, leaves));
        } else if (to - from > 1) {
            int middle = from + half(to - from);
            around(from, middle, leaves, open, around);
            around(middle, to, leaves, open, around);
        }
    }

    /**
     * The root that these leaves and what is around them give.
     *
     * @return null when there are too many or too few hashes around
     */
    byte @Nullable [] rootOf(int size, NavigableMap<Integer, byte[]> open, List<byte[]> around) {
        if (size == 0) {
            return around.isEmpty() && open.isEmpty() ? hash.empty() : null;
        }
        if (!open.isEmpty() && (open.firstKey() < 0 || open.lastKey() >= size)) {
            return null;
        }
        Iterator<byte[]> rest = around.iterator();
        byte[] root = rootOf(0, size, open, rest);
        return rest.hasNext() ? null : root;
    }

    private byte @Nullable [] rootOf(int from, int to, NavigableMap<Integer, byte[]> open, Iterator<byte[]> around) {
        Integer first = open.ceilingKey(from);
        if (first == null || first >= to) {
            return around.hasNext() ? around.next() : null;
        }
        if (to - from == 1) {
            return open.get(from);
        }
        int middle = from + half(to - from);
        byte[] left = rootOf(from, middle, open, around);
        byte[] right = left == null ? null : rootOf(middle, to, open, around);
        return left == null || right == null ? null : hash.node(left, right);
    }

    /** The largest power of two that is smaller. */
    private static int half(int size) {
        return Integer.highestOneBit(size - 1);
    }

    /**
     * The whole subtrees over one leaf more.
     *
     * @param peaks those over the {@code size} leaves before it, the largest first, one after the other
     */
    byte[] peaksWith(byte[] peaks, long size, byte[] leaf) {
        byte[] last = leaf;
        int length = peaks.length;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            last = hash.node(Arrays.copyOfRange(peaks, length - Hash.LENGTH, length), last);
            length -= Hash.LENGTH;
        }
        byte[] grown = Arrays.copyOf(peaks, length + Hash.LENGTH);
        System.arraycopy(last, 0, grown, length, Hash.LENGTH);
        return grown;
    }

    byte[] rootOfPeaks(byte[] peaks) {
        if (peaks.length == 0) {
            return hash.empty();
        }
        int at = peaks.length - Hash.LENGTH;
        byte[] root = Arrays.copyOfRange(peaks, at, peaks.length);
        while (at > 0) {
            root = hash.node(Arrays.copyOfRange(peaks, at - Hash.LENGTH, at), root);
            at -= Hash.LENGTH;
        }
        return root;
    }

    /** Hashes that lie one after the other. */
    static Leaves in(byte[] together) {
        return place -> Arrays.copyOfRange(together, place * Hash.LENGTH, (place + 1) * Hash.LENGTH);
    }
}
