package fi.rekisterihub.register;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys that have just been worked out: the matcher and the store ask for those of one record in turn, and a keyed
 * hash is dear. A newer text takes the place of an older one with the same slot. Threads may share it: what lies in a
 * slot never changes, and one that sees an older content works its key out itself.
 */
final class RecentKeys {

    private static final int SLOTS = 1 << 14;

    private final @Nullable Known[] known = new @Nullable Known[SLOTS];

    /**
     * @param normal the normal form of the text, null when it has none; then the key is null too
     * @param hash from kind and normal form to key
     */
    @Nullable
    String get(String text, String kind, UnaryOperator<@Nullable String> normal, BinaryOperator<String> hash) {
        int mixed = text.hashCode() * 31 + kind.hashCode();
        int slot = (mixed ^ mixed >>> 15) & (SLOTS - 1);
        Known there = known[slot];
        if (there != null && there.kind.equals(kind) && there.text.equals(text)) {
            return there.key;
        }
        String normalForm = normal.apply(text);
        String key = normalForm == null ? null : hash.apply(kind, normalForm);
        known[slot] = new Known(text, kind, key);
        return key;
    }

    void forget() {
        Arrays.fill(known, null);
    }

    private record Known(String text, String kind, @Nullable String key) {}
}
