package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail that came back does to the person it was sent to, and what a forged one cannot do. */
class ReturnedMailsTest {

    private final PermissionBench bench = new PermissionBench();
    private final String email = People.freshEmail();
    private final long person = bench.people.add(email);

    private static final String UNKNOWN = "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown";
    private static final String FULL = "Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full";

    private String headers(long personId, String address) {
        return bench.linkTokens
                .headers(new LinkSubject(People.REGISTER, personId, address, "*", "", Instant.EPOCH))
                .get("List-Unsubscribe");
    }

    private static String report(String recipient, String fields, String original) {
        return """
                From: MAILER-DAEMON@mx.example
                To: news@example.fi
                Subject: Undelivered Mail
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; %s
                Action: failed
                %s

                --b
                Content-Type: text/rfc822-headers

                From: news@example.fi
                %s
                --b--
                """.formatted(recipient, fields, original);
    }

    private static String complaint(String recipient, String original) {
        return """
                From: feedback@provider.example
                Subject: complaint
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Rcpt-To: %s

                --b
                Content-Type: text/rfc822-headers

                From: news@example.fi
                %s
                --b--
                """.formatted(recipient, original);
    }

    private List<String> arrive(String... mails) {
        for (String mail : mails) {
            bench.inbox.accept(MailReplies.SOURCE, Hashes.hex(mail), "message/rfc822", Map.of(), new byte[] {1});
            bench.inbox.claim(MailReplies.SOURCE, 1).forEach(item -> bench.replies.apply(item, MailBodies.read(mail)));
        }
        return bench.outcomes();
    }

    @Test
    void marksAnAddressThatNobodyHasAndProhibitsNothing() {
        assertThat(arrive(report(email, UNKNOWN, "Message-ID: <1@x>")))
                .containsExactly("done: entered hard-bounce: user-unknown");

        assertThat(bench.deliverability.ofPerson(person)).get().matches(found -> found.hard());
        assertThat(bench.events()).isZero();
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void marksAnAddressAfterThreeMessagesThatCameBackForAnotherReason() {
        arrive(report(email, FULL, "Message-ID: <1@x>"), report(email, FULL, "Message-ID: <2@x>"));
        assertThat(bench.deliverability.ofPerson(person)).isEmpty();
        arrive(report(email, FULL, "Message-ID: <3@x>"));
        assertThat(bench.deliverability.ofPerson(person)).get().matches(found -> !found.hard());
    }

    @Test
    void countsOneMessageOnceHoweverManyWarningsItMakes() {
        arrive(
                report(email, FULL, "Message-ID: <1@x>"),
                report(email, FULL + "\nLast-Attempt-Date: later", "Message-ID: <1@x>"),
                report(email, FULL + "\nLast-Attempt-Date: last", "Message-ID: <1@x>"),
                report(email, "Status: 4.4.1", "Message-ID: <2@x>").replace("failed", "delayed"),
                report(email, "Status: 4.4.1", "Message-ID: <3@x>").replace("failed", "delayed"));
        assertThat(bench.deliverability.ofPerson(person)).isEmpty();
        assertThat(bench.outcomes()).last().isEqualTo("done: ignored: it is still being delivered");
    }

    @Test
    void countsABounceOfAForwardedMailForTheAddressThatWasWrittenTo() {
        arrive(report("elsewhere@other.example", UNKNOWN, "List-Unsubscribe: " + headers(person, email)));
        assertThat(bench.deliverability.ofPerson(person)).isPresent();
    }

    @Test
    @DisplayName("Attack: a forged bounce of an address that is not ours does nothing")
    void leavesABounceOfAStrangerToAPerson() {
        assertThat(arrive(
                        report("stranger@other.example", UNKNOWN, "Message-ID: <1@x>"),
                        report("stranger@other.example", FULL, "Message-ID: <2@x>")))
                .containsExactly(
                        "review: It is a bounce of an address that is not in the register and carries no token.",
                        "done: ignored soft-bounce: mailbox-full, of an address that is not in the register");
    }

    @Test
    void takesAComplaintWithATokenForTheOptOutThatItIs() {
        assertThat(arrive(complaint("redacted@provider.example", "List-Unsubscribe: " + headers(person, email))))
                .containsExactly("done: opt-out recorded for a complaint: abuse");

        assertThat(bench.mayEmail(person)).isFalse();
        assertThat(bench.told()).extracting(PermissionBench.Told::recipient).containsExactly("brevo", "mailchimp");
    }

    @ParameterizedTest
    @DisplayName("Attack: a forged complaint prohibits nothing")
    @ValueSource(
            strings = {"", "List-Unsubscribe: <https://hub.example.fi/u/AAAA>, <mailto:unsubscribe+aaaa@example.fi>"})
    void leavesAComplaintWithoutATokenToAPerson(String original) {
        assertThat(arrive(complaint(email, original)))
                .singleElement()
                .asString()
                .startsWith("review: ");
        assertThat(bench.events()).isZero();
    }

    @Test
    void entersEachRecipientOfOneReport() {
        String other = People.freshEmail();
        long second = bench.people.add(other);
        String mail = report(
                email,
                UNKNOWN + "\n\nFinal-Recipient: rfc822; " + other + "\nAction: failed\n" + UNKNOWN,
                "Message-ID: <1@x>");

        assertThat(arrive(mail)).containsExactly("done: 2 recipients of one report entered or ignored");
        assertThat(bench.deliverability.ofPerson(person)).isPresent();
        assertThat(bench.deliverability.ofPerson(second)).isPresent();
    }

    @Test
    void purgesTheOriginalOfWhatIsSettledAndOfNothingElse() {
        arrive(report(email, UNKNOWN, "Message-ID: <1@x>"), complaint(email, ""));
        MailOriginals originals =
                new MailOriginals(bench.inbox, Duration.ofDays(90), () -> new MailTimes(List.of(), List.of()));
        assertThat(originals.purge()).isZero();

        bench.jdbc.sql("update inbox set done_at = now() - interval '91 days'").update();
        assertThat(originals.purge()).isEqualTo(1);

        assertThat(bench.jdbc
                        .sql("select status || ' ' || length(body) from inbox order by id")
                        .query(String.class)
                        .list())
                .containsExactly("done 0", "review 1");
        assertThat(bench.outcomes()).first().isEqualTo("done: entered hard-bounce: user-unknown");
    }
}
