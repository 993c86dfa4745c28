package fi.rekisterihub.intake;

import java.util.Locale;

/** How a source stands. */
public enum Freshness {
    FRESH,
    LATE,
    FAILING,
    BRAKED,
    RESTING,
    FETCHING,
    NEVER,
    OFF;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a person should look. */
    public boolean trouble() {
        return this == LATE || this == FAILING || this == BRAKED;
    }
}
