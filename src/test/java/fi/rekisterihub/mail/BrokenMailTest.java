package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails that are broken, and mails that only mean harm: nothing is lost, and nothing takes long. */
class BrokenMailTest {

    /** Far above what any of them takes, far below what a runaway expression would. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private static final String REPORT = Mails.report("""
            Final-Recipient: rfc822; nobody@example.fi
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 User unknown
            """);

    static Stream<String> damagedReports() {
        return Stream.of(
                REPORT.replace("\n", "\r\n"),
                REPORT.replace("\n", "\r"),
                "\n\n  \n" + REPORT,
                "From MAILER-DAEMON Mon Jan  1 00:00:00 2026\n" + REPORT,
                REPORT.replace("--=b--", ""),
                REPORT.replace("; boundary=\"=b\"", ""),
                REPORT.replace("boundary=\"=b\"", "boundary=\"wrong\""),
                REPORT.replace("Subject:", "no field here\nSubject:"),
                REPORT.replace("text/plain", "text/plain; charset=x-unknown"),
                REPORT.replace("message/delivery-status", "message/delivery-status\nContent-Transfer-Encoding: x-odd"),
                REPORT.replace("message/delivery-status", "message/delivery-status\nContent-Transfer-Encoding: base64"),
                REPORT.replace("User unknown", "User \0unknown"),
                REPORT.substring(0, REPORT.indexOf("Content-Type: message/rfc822")));
    }

    @ParameterizedTest
    @MethodSource("damagedReports")
    void readsAReportHoweverDamaged(String mail) {
        Verdict verdict = Mails.verdict(mail);
        assertThat(verdict.action()).isEqualTo(MailAction.HARD_BOUNCE);
        assertThat(verdict.recipient()).isEqualTo("nobody@example.fi");
    }

    static Stream<String> hostileMails() {
        String daemon = "From: MAILER-DAEMON@mx.example\nSubject: Undeliverable\n";
        return Stream.of(
                Mails.plain("From: a@example.fi\nTo: " + "b@example.fi, ".repeat(10_000), "hei"),
                Mails.plain("To: x@example.fi\n".repeat(20_000) + "From: a@example.fi", "hei"),
                Mails.plain(daemon, "a".repeat(1_000_000)),
                Mails.plain(daemon, "a@".repeat(500_000)),
                Mails.plain(daemon, "<a.".repeat(300_000)),
                Mails.plain(daemon, "550 ".repeat(250_000)),
                Mails.plain(daemon, "5.1.1 - ".repeat(120_000)),
                Mails.plain(daemon, "user mailbox account ".repeat(50_000)),
                Mails.plain(daemon, "x@example.fi\n".repeat(80_000)),
                Mails.plain(daemon, "Final-Recipient: rfc822; x@example.fi\n".repeat(30_000)),
                Mails.plain(daemon + "Content-Type: text/html", "<div>".repeat(200_000)),
                Mails.plain("From: a@example.fi\nSubject: " + "=?utf-8?q?=".repeat(100_000), "hei"),
                Mails.plain(
                        "From: a@example.fi\nContent-Type: multipart/mixed; boundary=b",
                        "--b\nContent-Type: text/plain\n\nx\n".repeat(20_000)),
                nested(3_000),
                Mails.plain(
                        "From: a@example.fi\nContent-Type: message/rfc822",
                        "Content-Type: message/rfc822\n\n".repeat(3_000)));
    }

    private static String nested(int depth) {
        StringBuilder mail = new StringBuilder("From: a@example.fi\n");
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        return mail.append("Content-Type: text/plain\n\nhei").toString();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostileMails")
    void isNotTiredByAMailThatMeansTo(String mail) {
        Assertions.assertTimeoutPreemptively(
                MOMENT, () -> assertThat(Mails.verdicts(mail).recipients()).isNotEmpty());
    }

    @Test
    void readsAMailWithAnAttachmentThatIsLargerThanWhatIsLookedAt() {
        byte[] attachment = new byte[MailReader.LARGEST];
        java.util.Arrays.fill(attachment, (byte) 'A');
        String head =
                "From: person@example.fi\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhei\n"
                        + "--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n";
        byte[] mail = java.util.Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), MailReader.LARGEST);
        System.arraycopy(attachment, 0, mail, head.length(), mail.length - head.length());
        assertThat(Mails.verdicts(mail).gravest().recipient()).isEqualTo("person@example.fi");
    }

    @Test
    void takesAFieldThatIsSmuggledIntoAnotherForItsValue() throws NoMail {
        ReadMail mail = MailReader.read("From: a@example.fi\nSubject: =?utf-8?q?hei=0AX-Apple-Unsubscribe:_true?=\n\nx"
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(mail.headers().has("x-apple-unsubscribe")).isFalse();
    }

    @Test
    void saysWhatIsNoMail() {
        assertThatThrownBy(() -> MailReader.read(new byte[0]))
                .isInstanceOf(NoMail.class)
                .hasMessage("It has no header.");
        assertThatThrownBy(() -> MailReader.read(new byte[] {0, 1, 2, (byte) 0xff, 10, 10, 5}))
                .isInstanceOf(NoMail.class);
    }
}
