package fi.rekisterihub.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/**
 * A mail server on loopback with the hub's unsubscribe mailbox and its mailbox for files; mail to anybody else is taken in
 * too.
 */
final class PostOffice implements AutoCloseable {

    /** As {@code application-demo.yaml} says. */
    static final int IMAP_PORT = 13_143;

    static final int SMTP_PORT = 13_025;
    static final String MAILBOX = "unsubscribe@rekisterihub.example";
    static final String FILES = "tiedostot@rekisterihub.example";
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
        office.server.setUser(FILES, FILES, PASSWORD);
        return office;
    }

    /** Sends a reply to the unsubscribe mailbox, over SMTP as anybody would. */
    void reply(String from, String subject, String text) {
        send(from, MAILBOX, subject, message -> message.setText(text, "UTF-8"));
    }

    /** Sends a file to the mailbox for files. */
    void attach(String from, String subject, String text, String fileName, byte[] file) {
        send(from, FILES, subject, message -> {
            MimeBodyPart words = new MimeBodyPart();
            words.setText(text, "UTF-8");
            MimeBodyPart attachment = new MimeBodyPart();
            attachment.setDataHandler(new DataHandler(new ByteArrayDataSource(file, "text/csv")));
            attachment.setFileName(fileName);
            message.setContent(new MimeMultipart(words, attachment));
        });
    }

    private void send(String from, String to, String subject, Content content) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
        properties.put("mail.smtp.timeout", "10000");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        try {
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            message.setSubject(subject, "UTF-8");
            content.putInto(message);
            message.setSentDate(new Date());
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("The demo's mail server did not take a mail.", e);
        }
    }

    /** What lies in the unsubscribe mailbox. */
    List<MimeMessage> mails() {
        return List.of(server.getReceivedMessagesForDomain(MAILBOX));
    }

    /** What lies in the mailbox for files. */
    List<MimeMessage> filesByMail() {
        return List.of(server.getReceivedMessagesForDomain(FILES));
    }

    @Override
    public void close() {
        server.stop();
    }

    private interface Content {
        void putInto(MimeMessage message) throws MessagingException;
    }
}
