package fi.rekisterihub.mail;

/**
 * A part of a mail that can be read as text.
 *
 * @param type such as {@code text/plain}, lower case
 * @param attached whether it came as a file, so that it is not what the writer says
 * @param cut whether it is longer than what was read of it
 */
record MailPart(String type, boolean attached, String text, boolean cut) {

    boolean is(String wanted) {
        return type.equals(wanted);
    }
}
