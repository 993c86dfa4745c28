package fi.rekisterihub.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who stands behind a word.
 *
 * @param second who confirmed it; null where one person is enough
 */
record Hands(String first, @Nullable String second) {

    static Hands of(String who) {
        return new Hands(who, null);
    }

    /** Both names, as the history of an entity shows them. */
    String names() {
        return second == null ? first : first + ", " + second;
    }
}
