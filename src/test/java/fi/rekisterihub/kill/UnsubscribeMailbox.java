package fi.rekisterihub.kill;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** A mail server with the box to which opt-outs are sent, each by somebody else. */
final class UnsubscribeMailbox implements AutoCloseable {

    private static final String ADDRESS = "unsubscribe@example.fi";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
    private final GreenMailUser box;

    UnsubscribeMailbox() {
        server.start();
        box = server.setUser(ADDRESS, "unsubscribe", "salasana");
    }

    List<String> settings() {
        return List.of(
                "--hub.mailbox.enabled=true",
                "--hub.mailbox.protocol=imap",
                "--hub.mailbox.host=127.0.0.1",
                "--hub.mailbox.port=" + server.getImap().getPort(),
                "--hub.mailbox.username=unsubscribe",
                "--hub.mailbox.password=salasana",
                "--hub.mailbox.every=200",
                "--hub.mailbox.read-every=100");
    }

    void receive(int mails) throws MessagingException {
        for (int number = 1; number <= mails; number++) {
            box.deliver(optOut(number));
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private static MimeMessage optOut(int number) throws MessagingException {
        String raw = """
                From: person%1$d@example.fi\r
                To: %2$s\r
                Subject: unsubscribe\r
                Date: Fri, 20 Nov 2026 21:54:00 +0200\r
                Message-ID: <%1$d@mail.example.fi>\r
                Content-Type: text/plain; charset=utf-8\r
                \r
                Poistakaa minut postituslistalta.\r
                """.formatted(number, ADDRESS);
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
    }
}
