package fi.rekisterihub.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** A mail server on loopback with the hub's unsubscribe mailbox; mail to anybody else is taken in too. */
final class PostOffice implements AutoCloseable {

    /** As {@code application-demo.yaml} says. */
    static final int IMAP_PORT = 13_143;

    static final int SMTP_PORT = 13_025;
    static final String MAILBOX = "unsubscribe@rekisterihub.example";
    static final String PASSWORD = "postilaatikko";

    private final GreenMail server;

    private PostOffice(int imapPort, int smtpPort) {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(imapPort, "127.0.0.1", "imap"), new ServerSetup(smtpPort, "127.0.0.1", "smtp")
        });
    }

    static PostOffice open() {
        return open(IMAP_PORT, SMTP_PORT);
    }

    /** @param imapPort 0 for any free one, and so on */
    static PostOffice open(int imapPort, int smtpPort) {
        PostOffice office = new PostOffice(imapPort, smtpPort);
        office.server.start();
        office.server.setUser(MAILBOX, MAILBOX, PASSWORD);
        return office;
    }

    /** Sends a reply to the unsubscribe mailbox, over SMTP as anybody would. */
    void reply(String from, String subject, String text) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
        properties.put("mail.smtp.timeout", "10000");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        try {
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(MAILBOX));
            message.setSubject(subject, "UTF-8");
            message.setText(text, "UTF-8");
            message.setSentDate(new Date());
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("The demo's mail server did not take a reply.", e);
        }
    }

    /** What lies in the unsubscribe mailbox. */
    List<MimeMessage> mails() {
        return List.of(server.getReceivedMessagesForDomain(MAILBOX));
    }

    @Override
    public void close() {
        server.stop();
    }
}
