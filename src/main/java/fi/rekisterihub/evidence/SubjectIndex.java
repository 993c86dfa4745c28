package fi.rekisterihub.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Who has how many entries in some blocks, in the order of their tags: shows that somebody has none by the two neighbours
 * between whom they would stand.
 */
final class SubjectIndex {

    private final List<Leaf> leaves;
    private final byte[] hashes;

    /** @param tag the hash of the subject's name */
    record Leaf(byte[] tag, long count) {}

    SubjectIndex(Map<String, Long> counts) {
        Hash hash = new Hash();
        leaves = new ArrayList<>(counts.size());
        counts.forEach((subject, count) -> leaves.add(new Leaf(Subjects.tag(hash, subject), count)));
        leaves.sort((one, other) -> Arrays.compareUnsigned(one.tag, other.tag));
        hashes = new byte[leaves.size() * Hash.LENGTH];
        for (int place = 0; place < leaves.size(); place++) {
            Leaf leaf = leaves.get(place);
            System.arraycopy(hash.subject(leaf.tag, leaf.count), 0, hashes, place * Hash.LENGTH, Hash.LENGTH);
        }
    }

    int size() {
        return leaves.size();
    }

    Leaf leaf(int place) {
        return leaves.get(place);
    }

    byte[] root() {
        return new Tree().root(size(), Tree.in(hashes));
    }

    List<byte[]> around(NavigableSet<Integer> open) {
        return new Tree().around(size(), Tree.in(hashes), open);
    }

    /** Where these subjects stand, or their neighbours where they do not. */
    NavigableSet<Integer> places(Collection<String> subjects) {
        Hash hash = new Hash();
        NavigableSet<Integer> open = new TreeSet<>();
        for (String subject : subjects) {
            int place = find(Subjects.tag(hash, subject));
            if (place >= 0) {
                open.add(place);
            } else {
                int after = -place - 1;
                if (after > 0) {
                    open.add(after - 1);
                }
                if (after < size()) {
                    open.add(after);
                }
            }
        }
        return open;
    }

    private int find(byte[] tag) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(leaves.get(middle).tag, tag);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
