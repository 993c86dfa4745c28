package fi.rekisterihub.permission;

import java.util.Locale;
import java.util.Optional;

/** How an extract is written. */
public enum ExtractFormat {
    CSV("text/csv;charset=UTF-8"),
    JSON("application/json");

    private final String contentType;

    ExtractFormat(String contentType) {
        this.contentType = contentType;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }

    /** Empty for a word that is none. */
    public static Optional<ExtractFormat> of(String word) {
        for (ExtractFormat format : values()) {
            if (format.word().equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
