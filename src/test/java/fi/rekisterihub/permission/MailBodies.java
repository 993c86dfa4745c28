package fi.rekisterihub.permission;

import fi.rekisterihub.mail.MailReader;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.mail.ReadMail;
import java.nio.charset.StandardCharsets;

/** Mails of tests, read. */
final class MailBodies {

    private MailBodies() {}

    static ReadMail read(String mail) {
        try {
            return MailReader.read(mail.getBytes(StandardCharsets.UTF_8));
        } catch (NoMail unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
