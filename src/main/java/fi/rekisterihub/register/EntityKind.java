package fi.rekisterihub.register;

import java.util.Locale;

/** What a register holds. */
public enum EntityKind {
    COMPANY,
    PERSON;

    /** The word in tables, files and the API: {@code company}, {@code person}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EntityKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
