package fi.rekisterihub.mail;

/**
 * What is known of the mail in which a sentence stands.
 *
 * @param ofThings whether it speaks of anything else that may be cancelled or stopped
 * @param ordinary the score of {@link OrdinaryMail}
 */
record MailAround(boolean ofThings, double ordinary) {

    static final MailAround UNKNOWN = new MailAround(false, 0);

    private static final double SOUNDS_LIKE_A_WISH = -1.5;

    /** Then words that are not known hide nothing else. */
    boolean soundsLikeAWish() {
        return ordinary < SOUNDS_LIKE_A_WISH;
    }
}
