package fi.rekisterihub.edge;

import jakarta.mail.Message;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailBinding;
import org.springframework.stereotype.Component;

/**
 * Reads no header of a mail into the exchange: what is never there can neither steer a route nor, when it is broken,
 * keep a mail from being kept. The raw mail goes into the inbox, and headers are read from there.
 */
@Component("hubHeaderlessMails")
public final class HeaderlessMails extends MailBinding {

    @Override
    protected Map<String, Object> extractHeadersFromMail(Message mailMessage, Exchange exchange) {
        return new HashMap<>();
    }
}
