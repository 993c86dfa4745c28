package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.permission.GrantLetter;
import fi.rekisterihub.permission.Grants;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Asks a person by mail whether they want what was ticked on the page of a link. The recipient comes from the register and not
 * from any message, so the mail is built here and not by endpoint parameters.
 */
@Component("hubGrantMails")
public final class HubGrantMails {

    private final Grants grants;
    private final Inbox inbox;
    private final HubMailSender sender;
    private final MailNames names;
    private final MessageSource messages;

    HubGrantMails(Grants grants, Inbox inbox, HubMailSender sender, MailNames names, MessageSource messages) {
        this.grants = grants;
        this.inbox = inbox;
        this.sender = sender;
        this.names = names;
        this.messages = messages;
    }

    /** Sends the mail for the item and ends it. A second attempt is the same message. */
    public void send(Exchange exchange) throws MessagingException {
        InboxItem item = HubInbox.item(exchange);
        GrantLetter letter = grants.letter(item).orElse(null);
        if (letter == null) {
            inbox.done(item, "not asked: the address is not the person's any more");
        } else {
            sender.send(mail(letter));
            inbox.done(item, "asked by mail whether it is wanted");
        }
        exchange.setVariable(HubInbox.SETTLED, true);
    }

    private MimeMessage mail(GrantLetter letter) throws MessagingException {
        Locale locale = Locale.forLanguageTag(letter.language());
        Object[] what = {letter.register().in(letter.language()), letter.controller(), letter.url()};
        MimeMessage mail = new NamedMessage(names.messageId(letter.id()));
        mail.setFrom(new InternetAddress(names.from()));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
        mail.setSubject(
                names.subject(messages.getMessage("links.mail.subject", what, locale)), StandardCharsets.UTF_8.name());
        mail.setText(messages.getMessage("links.mail.text", what, locale), StandardCharsets.UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", letter.language());
        return mail;
    }
}
