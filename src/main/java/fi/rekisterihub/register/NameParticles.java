package fi.rekisterihub.register;

import java.util.Locale;
import java.util.Set;

/** Words such as {@code von} and {@code af}, which stand before the rest of a surname and belong to it. */
public final class NameParticles {

    private static final Set<String> PARTICLES =
            Set.of("af", "de", "del", "den", "der", "di", "du", "la", "le", "ten", "ter", "van", "von", "zu");

    private NameParticles() {}

    /** Whether the word is one, in whatever letters it is written. */
    public static boolean contain(String word) {
        return PARTICLES.contains(word.toLowerCase(Locale.ROOT));
    }
}
