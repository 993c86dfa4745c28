package fi.rekisterihub.mail;

/** What was given cannot be read as a mail; the message says why, and nothing of its content. */
public final class NoMail extends Exception {

    private static final long serialVersionUID = 1L;

    NoMail(String message) {
        super(message);
    }
}
