package fi.rekisterihub.edge;

import jakarta.mail.Message;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailMessage;
import org.springframework.stereotype.Component;

/**
 * Hands a mail on without looking into it. A header that is never read can steer no route, and a mail that is broken
 * inside can still be kept: it goes raw into the inbox, and is opened from there.
 */
@Component("hubUnopenedMails")
public final class UnopenedMails extends MailBinding {

    @Override
    protected Map<String, Object> extractHeadersFromMail(Message mailMessage, Exchange exchange) {
        return new HashMap<>();
    }

    @Override
    public Object extractBodyFromMail(Exchange exchange, MailMessage message) {
        return message.getOriginalMessage();
    }
}
