package fi.rekisterihub.description;

import java.util.Locale;

/** What became of a line, or of a piece of one, between two texts. */
public enum Mark {
    SAME,
    ADDED,
    REMOVED,
    /** A line of which some words are other ones. */
    CHANGED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
