package fi.rekisterihub.mapping;

import org.jspecify.annotations.Nullable;

/** A record that cannot be used as it is. It is parked with its raw text; the rest of the delivery goes on. */
public final class BadRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /** @param reason a plain sentence without personal data: field names and rules, never values */
    public BadRecord(@Nullable String field, String reason) {
        super(reason, null, false, false);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
