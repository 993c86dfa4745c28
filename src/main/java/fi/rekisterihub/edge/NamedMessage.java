package fi.rekisterihub.edge;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Keeps its Message-ID, which the library would replace. */
final class NamedMessage extends MimeMessage {

    private final String id;

    NamedMessage(String id) {
        super(Session.getInstance(new Properties()));
        this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
