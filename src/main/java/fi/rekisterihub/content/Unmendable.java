package fi.rekisterihub.content;

import org.jspecify.annotations.Nullable;

/** A row cannot be taken back in as it stands now. The message says why and what to do, without the row itself. */
public final class Unmendable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Why why;

    public Unmendable(Why why, String message) {
        this(why, message, null);
    }

    public Unmendable(Why why, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** Told apart so that pages can say it in the reader's language. */
    public enum Why {
        /** The text is not one row of this feed. */
        NOT_ONE_ROW,
        /** A character cannot be written in the feed's character set. */
        CHARACTER,
        /** The delivery that the row came in, or the feed's mapping, is not there any more. */
        GONE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
