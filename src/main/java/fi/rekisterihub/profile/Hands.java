package fi.rekisterihub.profile;

import org.jspecify.annotations.Nullable;

/**
 * Who stands behind a steward's word.
 *
 * @param second who confirmed it; null where one person is enough
 */
public record Hands(String first, @Nullable String second) {

    public static Hands of(String who) {
        return new Hands(who, null);
    }

    /** Both names, as the history of an entity shows them. */
    public String names() {
        return second == null ? first : first + ", " + second;
    }
}
