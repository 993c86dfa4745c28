package fi.rekisterihub.content;

import org.jspecify.annotations.Nullable;

/** The last line of files that have one: it shows that a file is whole. */
final class Trailers {

    private Trailers() {}

    static void refuseAfter(boolean ended, long line) {
        if (ended) {
            throw new UnreadableDelivery(
                    "On line %d the file goes on after the line that ends it; have it sent again.".formatted(line),
                    null);
        }
    }

    static void refuseWithout(boolean ended, @Nullable String trailer) {
        if (!ended && trailer != null) {
            throw new UnreadableDelivery(
                    ("The file ends without its last line, which begins with '%s', so it was cut short; have it sent"
                                    + " again.")
                            .formatted(trailer),
                    null);
        }
    }
}
