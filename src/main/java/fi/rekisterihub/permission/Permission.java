package fi.rekisterihub.permission;

import java.util.Locale;

/** What an act says, and what is in force. */
public enum Permission {
    GRANTED,
    PROHIBITED;

    /** The word in tables, files and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Permission of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
