package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.MailReader;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.mail.ReadMail;
import fi.rekisterihub.permission.MailReplies;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailConstants;
import org.apache.camel.component.mail.MailMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The mailbox as the Kamelets see it: mails are kept raw first, and read from the inbox. What answers a notice is the notice's,
 * the rest are people's.
 */
@Component("hubMailbox")
public final class HubMailbox {

    private static final Logger LOG = LoggerFactory.getLogger(HubMailbox.class);
    /** For so long the poll has a mail to itself, so that it can say into which folder it belongs. */
    private static final Duration FOR_US_ALONE = Duration.ofSeconds(30);

    private static final int LARGEST = 2 * 1024 * 1024;

    private final Inbox inbox;
    private final MailReplies replies;
    private final NoticeMailAnswers answers;

    public HubMailbox(Inbox inbox, MailReplies replies, NoticeMailAnswers answers) {
        this.inbox = inbox;
        this.replies = replies;
        this.answers = answers;
    }

    /**
     * Keeps the mail in the inbox, once, reads it, and says to which folder it goes: {@code review} when a person has to look,
     * {@code failed} when it cannot be read, {@code processed} for the rest. What fails for another reason is kept and is
     * tried again from the inbox, so that it stops no other mail. A kill before the mail is moved brings it again, and the
     * key makes that nothing.
     */
    public void settle(String mailbox, String processed, String review, String failed, Exchange exchange)
            throws MessagingException, IOException {
        String key = keep(mailbox, exchange);
        inbox.claim(MailReplies.SOURCE, key).ifPresent(this::read);
        String folder =
                switch (inbox.status(MailReplies.SOURCE, key)) {
                    case "review" -> review;
                    case "dead" -> failed;
                    default -> processed;
                };
        exchange.getMessage().setHeader(MailConstants.MAIL_MOVE_TO, folder);
    }

    private void read(InboxItem item) {
        try {
            apply(item);
        } catch (RuntimeException failure) {
            LOG.warn(
                    "{} could not be applied ({}); it is tried again.",
                    item,
                    failure.getClass().getSimpleName());
            inbox.failed(
                    item,
                    "It could not be applied: %s.".formatted(failure.getClass().getName()));
        }
    }

    private String keep(String mailbox, Exchange exchange) throws MessagingException, IOException {
        MailMessage carrier = exchange.getMessage(MailMessage.class);
        Message mail = carrier == null ? null : carrier.getOriginalMessage();
        if (mail == null) {
            throw new IllegalStateException("Route %s carries no mail; begin it with kamelet:hub-mailbox-source."
                    .formatted(exchange.getFromRouteId()));
        }
        FirstBytes raw = new FirstBytes();
        mail.writeTo(raw);
        String key = key(mailbox, mail, raw.bytes());
        inbox.accept(
                MailReplies.SOURCE, key, "message/rfc822", MailReplies.headers(raw.cut), raw.bytes(), FOR_US_ALONE);
        return key;
    }

    /** Reads a kept mail, decides, and ends the item. */
    public void apply(Exchange exchange) {
        apply(HubInbox.item(exchange));
        exchange.setVariable(HubInbox.SETTLED, true);
    }

    private void apply(InboxItem item) {
        try {
            ReadMail mail = MailReader.read(item.body());
            if (!answers.settle(item, mail)) {
                replies.apply(item, mail);
            }
        } catch (NoMail noMail) {
            replies.unreadable(item);
        }
    }

    /** The sender chooses the Message-ID, so mailbox, date and sender belong to the key. */
    private static String key(String mailbox, Message mail, byte[] raw) throws MessagingException {
        MessageDigest digest = sha256();
        digest.update(mailbox.getBytes(StandardCharsets.UTF_8));
        boolean named = false;
        for (String name : new String[] {"Message-ID", "Date", "From"}) {
            String[] values = mail.getHeader(name);
            digest.update((byte) 0);
            for (String value : values == null ? new String[0] : values) {
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                named |= name.equals("Message-ID");
            }
        }
        if (!named) {
            digest.update(raw);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    /** The beginning of a mail: what a person wrote stands before what they attached. */
    private static final class FirstBytes extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean cut;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int room = Math.min(length, LARGEST - kept.size());
            kept.write(bytes, from, room);
            cut |= room < length;
        }

        byte[] bytes() {
            return kept.toByteArray();
        }
    }
}
