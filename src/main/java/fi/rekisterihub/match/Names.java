package fi.rekisterihub.match;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How two names stand to each other. Å, ä and ö are letters of their own and stay what they are. */
final class Names {

    /** What two names say together. */
    enum Likeness {
        SAME,
        UNKNOWN,
        OTHER
    }

    private Names() {}

    static Likeness compare(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return Likeness.UNKNOWN;
        }
        return left.equals(right) || folded(left).equals(folded(right)) ? Likeness.SAME : Likeness.OTHER;
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('-', ' ')
                .replaceAll("\\s+", " ")
                .strip();
    }
}
