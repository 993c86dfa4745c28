package fi.rekisterihub.subject;

import java.util.Locale;

/** A step that may not be taken now. The message is a sentence for the one who tried. */
public final class RefusedStep extends RuntimeException {

    private final Why why;

    RefusedStep(Why why, String message) {
        super(message);
        this.why = why;
    }

    /** For programs, and for pages in other languages. */
    public enum Why {
        /** It may not follow what has happened. */
        NOT_NOW,
        NO_PERSON,
        NO_REGISTER,
        NO_IDENTITY,
        NO_SITUATION,
        NO_PURPOSE,
        NO_WORDS,
        NO_SUCH_GROUND,
        NO_SUCH_MEANS,
        NOT_THIS_REGISTER,
        TOO_LATE,
        NOT_MADE,
        HELD,
        RESTRICTED,
        BAD_VALUE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Why why() {
        return why;
    }
}
