package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kind of mail is which, and that no machine's mail is taken for a wish. */
class MailClassifierTest {

    @Test
    void readsTheRecipientAndTheReasonOfAReport() {
        Verdict verdict = Mails.verdict(Mails.report("""
                Final-Recipient: rfc822; nobody@example.fi
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.fi>: Recipient address rejected: User unknown
                """));

        assertThat(verdict.action()).isEqualTo(MailAction.HARD_BOUNCE);
        assertThat(verdict.reason()).isEqualTo("user-unknown");
        assertThat(verdict.recipient()).isEqualTo("nobody@example.fi");
        assertThat(verdict.confidence()).isGreaterThan(0.9);
    }

    @Test
    void tellsTheRecipientsOfOneReportApart() {
        MailVerdict verdict = Mails.verdicts(Mails.report("""
                Final-Recipient: rfc822; full@example.fi
                Action: failed
                Status: 5.2.2
                Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

                Original-Recipient: rfc822; old@example.fi
                Final-Recipient: rfc822; new@elsewhere.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown
                """));

        assertThat(verdict.recipients())
                .extracting(Verdict::action, Verdict::recipient)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MailAction.SOFT_BOUNCE, "full@example.fi"),
                        org.assertj.core.groups.Tuple.tuple(MailAction.HARD_BOUNCE, "old@example.fi"));
        assertThat(verdict.gravest().recipient()).isEqualTo("old@example.fi");
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, other, delivered",
        "relayed, other, delivered",
        "expanded, other, delivered",
        "delayed, soft-bounce, delayed"
    })
    void believesTheActionOfAReport(String action, String kind, String reason) {
        Verdict verdict = Mails.verdict(Mails.report("""
                Final-Recipient: rfc822; nobody@example.fi
                Action: %s
                Status: 5.1.1
                """.formatted(action)));
        assertThat(verdict.action().word()).isEqualTo(kind);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    @Test
    void takesAnUnknownUserAfterTheTextForAFilter() {
        String words = "550 Unknown user nobody@example.fi (in reply to end of DATA command)";
        assertThat(Mails.verdict(Mails.report("""
                        Final-Recipient: rfc822; nobody@example.fi
                        Action: failed
                        Status: 5.0.0
                        Diagnostic-Code: smtp; %s
                        """.formatted(words))).reason()).isEqualTo("filtered");
    }

    @Test
    void readsABounceThatHasNoFields() {
        MailVerdict verdict = Mails.verdicts("""
                Return-Path: <>
                From: Mail Delivery System <Mailer-Daemon@mx.example>
                To: news@shop.example
                Subject: Mail delivery failed: returning message to sender
                Auto-Submitted: auto-replied

                This message was created automatically by mail delivery software.
                The following address(es) failed:

                  gone@example.fi
                    host mx.example.fi [192.0.2.1]:
                    550 5.1.1 <gone@example.fi>: no such user
                  full@example.fi
                    host mx.example.fi [192.0.2.1]:
                    552 5.2.2 mailbox is over its quota

                ------ This is a copy of the message, including all the headers. ------

                Return-path: <news@shop.example>
                To: gone@example.fi
                Subject: unsubscribe here
                """);
        assertThat(verdict.recipients())
                .extracting(Verdict::recipient, Verdict::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gone@example.fi", "user-unknown"),
                        org.assertj.core.groups.Tuple.tuple("full@example.fi", "mailbox-full"));
    }

    @ParameterizedTest
    @CsvSource({
        "abuse, complaint, abuse",
        "fraud, complaint, fraud",
        "other, complaint, abuse",
        "opt-out, opt-out, feedback-opt-out",
        "opt-out-list, opt-out, feedback-opt-out",
        "not-spam, other, not-spam",
        "auth-failure, other, authentication-report"
    })
    void tellsComplaintsByTheirType(String type, String action, String reason) {
        Verdict verdict = Mails.verdict("""
                From: feedback@provider.example
                To: abuse@shop.example
                Subject: Abuse report
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: text/plain

                This is an abuse report.
                --b
                Content-Type: message/feedback-report

                Feedback-Type: %s
                Version: 1
                Original-Rcpt-To: <person@example.fi>
                --b
                Content-Type: message/rfc822

                From: news@shop.example
                To: undisclosed@provider.example

                text
                --b--
                """.formatted(type));
        assertThat(verdict.action().word()).isEqualTo(action);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.recipient()).isEqualTo("person@example.fi");
    }

    @Test
    void readsHotmailsComplaintAndAmazonsJson() {
        assertThat(Mails.verdict("""
                        From: staff@hotmail.com
                        Subject: complaint about message from 192.0.2.1
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: message/rfc822

                        X-HmXmrOriginalRecipient: person@example.fi
                        From: news@shop.example

                        text
                        --b--
                        """)).isEqualTo(new Verdict(MailAction.COMPLAINT, "abuse", "person@example.fi", 0.9));
        String json = "{\"notificationType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":[{\"emailAddress\":"
                + "\"person@example.fi\"}],\"complaintFeedbackType\":\"abuse\"}}";
        assertThat(Mails.verdict(Mails.plain("From: no-reply@sns.example\nSubject: AWS Notification Message", json))
                        .action())
                .isEqualTo(MailAction.COMPLAINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "X-Autoreply: yes",
                "X-Autorespond: vacation",
                "X-Apple-Action: VACATION/1",
                "Precedence: auto_reply",
                "Subject: Automaattinen vastaus: Uutiskirje",
                "Subject: Autosvar: Nyhetsbrev",
                "Subject: Automatic reply: Newsletter",
                "Subject: Out of Office"
            })
    void takesNoAutomaticReplyForAnOptOut(String sign) {
        String mail = Mails.plain(
                "From: person@example.fi\nTo: unsubscribe+abcdefgh@hub.example\n" + sign,
                "Olen lomalla.\n> unsubscribe\n> Poistakaa minut listalta");
        assertThat(Mails.verdict(mail).action()).isEqualTo(MailAction.AUTO_REPLY);
        assertThat(Mails.verdict(mail.replace("lomalla.", "lomalla. unsubscribe"))
                        .action())
                .isIn(MailAction.AUTO_REPLY, MailAction.REVIEW);
    }

    @Test
    void takesApplesAutomaticMailForTheOptOutThatItIs() {
        String mail = Mails.plain(
                "From: person@example.fi\nTo: unsubscribe@hub.example\nAuto-Submitted: auto-replied\nX-Apple-Unsubscribe: true",
                "");
        assertThat(Mails.verdict(mail))
                .isEqualTo(new Verdict(MailAction.OPT_OUT, "apple-unsubscribe", "person@example.fi", 0.99));
    }

    @Test
    void leavesAMailWhoseWordsStandBelowAVeryLargePictureToAPerson() {
        String picture = "<img src=\"data:image/png;base64," + "A".repeat(600_000) + "\">";
        String mail = Mails.plain(
                "From: person@example.fi\nTo: unsubscribe@hub.example\nSubject: Re: News\nContent-Type: text/html",
                "<html><body>" + picture + "<p>Take me off your list</p></body></html>");
        assertThat(Mails.verdict(mail).reason()).isEqualTo("too-long");
    }

    @Test
    void leavesMailThatGoesInCirclesAlone() {
        String mail = Mails.plain(
                "Received: from a by b\n".repeat(60) + "From: person@example.fi\nX-Apple-Unsubscribe: true", "x");
        assertThat(Mails.verdict(mail).reason()).isEqualTo("mail-loop");
    }

    @Test
    void doesNotActOnABounceThatAPersonForwards() {
        String forwarded = Mails.plain(
                "From: person@example.fi\nTo: help@shop.example\nSubject: Fwd: Undelivered Mail Returned to Sender",
                "What is this?\n\nFinal-Recipient: rfc822; victim@example.fi\nAction: failed\nStatus: 5.1.1\n");
        assertThat(Mails.verdict(forwarded).action()).isNotIn(MailAction.HARD_BOUNCE, MailAction.SOFT_BOUNCE);
    }
}
