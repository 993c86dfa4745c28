package fi.rekisterihub.edge;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deliveries that come attached to mails. Who sends and what the attachment is called decide; nothing else of a mail is
 * looked at.
 */
@Component("hubAttachments")
public final class HubAttachments {

    private static final Logger LOG = LoggerFactory.getLogger(HubAttachments.class);
    private static final String EXPECTED = "hubExpected";
    private static final int DEEPEST = 5;
    private static final int MOST_PARTS = 50;

    /**
     * Puts the attachments that are expected into the body, and whether there are any into the variable {@code hubExpected}.
     *
     * @param senders addresses, or {@code @} and a domain, with commas between
     * @param name regular expression over the whole name of an attachment
     */
    public void find(String senders, String name, Exchange exchange) throws MessagingException, IOException {
        MailMessage carrier = exchange.getMessage(MailMessage.class);
        Message mail = carrier == null ? null : carrier.getOriginalMessage();
        if (mail == null) {
            throw new IllegalStateException("Route %s carries no mail; begin it with kamelet:hub-attachment-source."
                    .formatted(exchange.getFromRouteId()));
        }
        List<Attachment> found = new ArrayList<>();
        if (isAllowed(mail, senders)) {
            collect(mail, Pattern.compile(name, Pattern.CASE_INSENSITIVE), found, 0);
        }
        if (found.isEmpty()) {
            LOG.info(
                    "Route {} sets a mail aside: its sender or its attachments are not those that are expected.",
                    exchange.getFromRouteId());
        }
        exchange.setVariable(EXPECTED, !found.isEmpty());
        exchange.getMessage().setBody(found);
    }

    /** Puts the content of the attachment in the body there, and its name where the delivery looks for it. */
    public void open(Exchange exchange) throws MessagingException, IOException {
        Attachment attachment = exchange.getMessage().getBody(Attachment.class);
        exchange.setVariable(HubIntake.FILE_NAME, attachment.name());
        // In a message of its own: a copy of Camel's mail message has the whole mail for its body again.
        org.apache.camel.Message content = new DefaultMessage(exchange);
        content.setBody(attachment.part().getInputStream());
        exchange.setMessage(content);
    }

    /** A mail of two senders is of neither. */
    private static boolean isAllowed(Message mail, String senders) {
        String sender = sender(mail);
        if (sender == null) {
            return false;
        }
        return Stream.of(senders.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(allowed -> allowed.indexOf('@') >= 0)
                .anyMatch(allowed -> allowed.startsWith("@") ? sender.endsWith(allowed) : sender.equals(allowed));
    }

    private static @Nullable String sender(Message mail) {
        try {
            String[] from = mail.getHeader("From");
            if (from == null || from.length != 1) {
                return null;
            }
            InternetAddress[] addresses = InternetAddress.parse(from[0], true);
            return addresses.length == 1 ? addresses[0].getAddress().toLowerCase(Locale.ROOT) : null;
        } catch (MessagingException unreadable) {
            return null;
        }
    }

    private static void collect(Part part, Pattern name, List<Attachment> found, int depth)
            throws MessagingException, IOException {
        if (depth > DEEPEST) {
            return;
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
                BodyPart inner = parts.getBodyPart(i);
                collect(inner, name, found, depth + 1);
            }
            return;
        }
        String called = part.getFileName();
        String decoded = called == null ? null : MimeUtility.decodeText(called);
        if (decoded != null && name.matcher(decoded).matches()) {
            found.add(new Attachment(SenderNames.plain(decoded), part));
        }
    }

    private record Attachment(@Nullable String name, Part part) {}
}
