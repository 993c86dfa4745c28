package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mail.Intent.Kind;
import fi.rekisterihub.mail.LabelledReplies.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How well the synthetic replies are read as whole mails, with the rules that tell machines before the rules that read wishes. */
class WholeReplyAccuracyTest {

    private static final MailClassifier CLASSIFIER = new MailClassifier(address -> address.startsWith("unsub+"));
    private static final Pattern NAMED_SO =
            Pattern.compile("^Auto(?:maattinen (?:vastaus|ilmoitus)|matiskt svar|svar|matic reply)\\b");

    @Test
    void entersWhatIsAskedInWholeMailsAndOverlooksNothing() throws IOException {
        LabelledReplies first = LabelledReplies.read(LabelledReplies.FIRST);
        for (ReplyFigures figures : List.of(
                figures("tuning half", first.half(false)),
                figures("half kept back", first.half(true)),
                figures("later set", LabelledReplies.read(LabelledReplies.LATER).all()),
                figures(
                        "other authors",
                        LabelledReplies.read(LabelledReplies.BLIND).all()))) {
            assertThat(figures.precision()).as("opt-outs that were wanted").isGreaterThanOrEqualTo(0.99);
            assertThat(figures.recall()).as("opt-outs entered without a person").isGreaterThanOrEqualTo(0.90);
            assertThat(figures.noticed()).as("asked, and not left alone").isGreaterThanOrEqualTo(0.995);
        }
        // Of these, words of their own are entered less often than is wanted; see below that the whole mail loses none.
        for (ReplyFigures figures : List.of(
                figures(
                        "next authors",
                        LabelledReplies.read(LabelledReplies.NEXT).all()),
                figures("taught", LabelledReplies.read(LabelledReplies.TAUGHT).all()))) {
            assertThat(figures.precision()).isGreaterThanOrEqualTo(0.99);
            assertThat(figures.noticed()).isGreaterThanOrEqualTo(0.995);
        }
    }

    /**
     * Somebody asked for something in it, by its label, and the rules of wishes alone do not leave it alone. What its subject
     * names an answer of a machine is one.
     */
    @Test
    void takesNothingThatSomebodyAskedForAMachinesMail() throws IOException {
        List<String> taken = new ArrayList<>();
        for (Reply reply : LabelledReplies.read(LabelledReplies.ALL).all()) {
            Kind words = ReplyIntent.of(reply.text()).kind();
            boolean asked = reply.label() != Kind.OTHER && words != Kind.OTHER;
            boolean lessThanItsWords = kind(reply) == Kind.OTHER || words == Kind.OPT_OUT && kind(reply) != words;
            if (asked
                    && lessThanItsWords
                    && !NAMED_SO.matcher(reply.text().subject()).find()) {
                taken.add(reply.keptBack() ? "one of the half kept back" : reply.id());
            }
        }
        assertThat(taken).isEmpty();
    }

    private static ReplyFigures figures(String name, List<Reply> replies) {
        ReplyFigures figures = ReplyFigures.of(name, replies, WholeReplyAccuracyTest::kind);
        System.out.println("Whole mails\n" + figures);
        replies.stream().filter(reply -> !reply.keptBack()).forEach(WholeReplyAccuracyTest::printWhatTheWholeMailLoses);
        return figures;
    }

    private static void printWhatTheWholeMailLoses(Reply reply) {
        Kind whole = kind(reply);
        if (whole != reply.label() && whole != ReplyIntent.of(reply.text()).kind()) {
            System.out.println("  %s %s, read as %s".formatted(reply.id(), reply.label(), verdict(reply)));
        }
    }

    private static Kind kind(Reply reply) {
        return switch (verdict(reply).action()) {
            case OPT_OUT -> Kind.OPT_OUT;
            case REVIEW -> Kind.REVIEW;
            default -> Kind.OTHER;
        };
    }

    private static Verdict verdict(Reply reply) {
        try {
            return CLASSIFIER
                    .classify(mail(reply).getBytes(StandardCharsets.UTF_8))
                    .gravest();
        } catch (NoMail unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String mail(Reply reply) {
        ReplyText text = reply.text();
        return """
                Return-Path: <person@example.fi>
                Received: from mx.example.fi by mail.hub.example; Mon, 3 Aug 2026 09:00:00 +0300
                From: Erkki Esimerkki <person@example.fi>
                To: %s
                Subject: %s
                Message-ID: <%s@mail.example.fi>
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                """.formatted(
                        text.addressedByToken() ? "unsub+abcdefgh@hub.example" : "news@hub.example",
                        text.subject(),
                        reply.id(),
                        text.isReply() ? "In-Reply-To: <sent@hub.example>\n" : "",
                        text.body());
    }
}
