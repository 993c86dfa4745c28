package fi.rekisterihub.mail;

/**
 * What is known of the mail in which a sentence stands.
 *
 * @param ofThings whether it speaks of anything else that may be cancelled or stopped
 * @param soundsLikeAWish whether words that are not known hide nothing else
 */
record MailAround(boolean ofThings, boolean soundsLikeAWish) {

    static final MailAround UNKNOWN = new MailAround(false, false);
}
