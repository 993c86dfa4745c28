package fi.rekisterihub.mail;

import java.util.Locale;

/** What is to be done with a mail; the gravest first. */
public enum MailAction {
    /** The person does not want to be written to. */
    OPT_OUT,
    /** A person reported the message as unwanted. */
    COMPLAINT,
    /** Nobody can be reached at the address. */
    HARD_BOUNCE,
    /** This message did not arrive; the next one may. */
    SOFT_BOUNCE,
    /** A person has to read it. */
    REVIEW,
    /** A machine answered for somebody who is away. */
    AUTO_REPLY,
    OTHER;

    /** As it is written in JSON and in documents: {@code hard-bounce}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
