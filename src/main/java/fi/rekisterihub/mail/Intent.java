package fi.rekisterihub.mail;

/**
 * What a reply wants.
 *
 * @param reason the code of a {@link WishReason}, never the writer's own words
 * @param confidence 0 to 1
 */
public record Intent(Kind kind, String reason, double confidence) {

    private static final double FOR_A_PERSON = 0.5;

    public enum Kind {
        /** Enter it. */
        OPT_OUT,
        /** Let a person look. */
        REVIEW,
        /** Nothing was asked of permissions. */
        OTHER
    }

    static Intent optOut(WishReason reason, double confidence) {
        return new Intent(Kind.OPT_OUT, reason.code(), confidence);
    }

    static Intent review(WishReason reason) {
        return new Intent(Kind.REVIEW, reason.code(), FOR_A_PERSON);
    }

    static Intent other(WishReason reason, double confidence) {
        return new Intent(Kind.OTHER, reason.code(), confidence);
    }

    /** The reason as a steward reads it. */
    public String sentence() {
        return WishReason.of(reason).sentence();
    }

    /** Whether a steward is to start a subject request, also when the opt-out is entered. */
    public boolean asksForOtherRight() {
        return WishReason.of(reason).isOtherRight();
    }
}
