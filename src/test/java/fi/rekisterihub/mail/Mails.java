package fi.rekisterihub.mail;

import java.nio.charset.StandardCharsets;

/** Mails for tests, with only what matters in them. */
final class Mails {

    private Mails() {}

    static Verdict verdict(String mail) {
        return verdicts(mail).gravest();
    }

    static MailVerdict verdicts(String mail) {
        return verdicts(mail.getBytes(StandardCharsets.UTF_8));
    }

    static MailVerdict verdicts(byte[] mail) {
        try {
            return new MailClassifier(TokenAddress::hasItsForm).classify(mail);
        } catch (NoMail unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** A delivery report as most servers write it. */
    static String report(String fields) {
        return """
                From: MAILER-DAEMON@mx.example
                To: news@shop.example
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <dsn@mx.example>
                Auto-Submitted: auto-replied
                Content-Type: multipart/report; report-type=delivery-status; boundary="=b"

                --=b
                Content-Type: text/plain

                I'm sorry to have to inform you that your message could not be delivered.

                --=b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                %s

                --=b
                Content-Type: message/rfc822

                From: news@shop.example
                To: nobody@example.fi
                Subject: Mailbox full of offers
                Message-ID: <sent@shop.example>
                List-Unsubscribe: <https://hub.example/u/abc>, <mailto:unsubscribe+abcdef@hub.example>

                user unknown, unsubscribe, poistakaa minut
                --=b--
                """.formatted(fields.strip());
    }

    static String plain(String header, String body) {
        return header.strip() + "\n\n" + body;
    }
}
