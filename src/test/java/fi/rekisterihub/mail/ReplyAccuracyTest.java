package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mail.LabelledReplies.Reply;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How well wishes are read in the synthetic replies. Of the half that rules were tuned on every mistake is printed, of the
 * half that is kept back nothing but counts.
 */
class ReplyAccuracyTest {

    @Test
    void entersWhatIsAskedAndOverlooksNothing() throws IOException {
        LabelledReplies first = LabelledReplies.read(LabelledReplies.FIRST);
        List<Reply> tuning = first.half(false);
        List<Reply> kept = first.half(true);
        print("Tuning half", LabelledReplies.FIRST, tuning);
        print("Half kept back", LabelledReplies.FIRST, kept);

        assertThat(first.all()).hasSizeGreaterThan(900);
        assertThat(tuning).hasSizeGreaterThan(400);
        for (List<Reply> half : List.of(tuning, kept)) {
            ReplyFigures figures = ReplyFigures.of("all", half);
            assertThat(figures.precision()).as("opt-outs that were wanted").isGreaterThanOrEqualTo(0.99);
            assertThat(figures.recall()).as("opt-outs entered without a person").isGreaterThanOrEqualTo(0.90);
            assertThat(figures.noticed()).as("asked, and not left alone").isGreaterThanOrEqualTo(0.995);
            assertThat(figures.troubled()).as("ordinary mail shown to a person").isLessThanOrEqualTo(0.25);
        }
    }

    /** Written after the rules, in words that they did not know then; tuned on since. */
    @Test
    void readsAlsoRarerWords() throws IOException {
        List<Reply> later = LabelledReplies.read(LabelledReplies.LATER).all();
        print("Later set", LabelledReplies.LATER, later);

        ReplyFigures figures = ReplyFigures.of("all", later);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(figures.noticed()).isGreaterThanOrEqualTo(0.995);
    }

    /** Written by authors who did not know the rules; counted blind once, and learnt from since. */
    @Test
    void readsAuthorsWhoDidNotKnowTheRules() throws IOException {
        List<Reply> blind = LabelledReplies.read(LabelledReplies.BLIND).all();
        print("Sets of other authors", LabelledReplies.BLIND, blind);

        ReplyFigures figures = ReplyFigures.of("all", blind);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.90);
        assertThat(figures.noticed()).isGreaterThanOrEqualTo(0.995);
    }

    /**
     * By three more authors, kept back as a whole. Not in the build: a figure that is looked at often is a reason to go on, and
     * then no blind one any more.
     */
    @Test
    @Tag("benchmark")
    void countsTheFreshSetOfOtherAuthors() throws IOException {
        List<Reply> fresh = LabelledReplies.read(LabelledReplies.FRESH).all();
        printFigures("Fresh set of other authors", LabelledReplies.FRESH, fresh);
    }

    private static void print(String title, String[] languages, List<Reply> replies) {
        printFigures(title, languages, replies);
        replies.stream().filter(reply -> !reply.keptBack()).forEach(ReplyAccuracyTest::printMistake);
    }

    private static void printFigures(String title, String[] languages, List<Reply> replies) {
        System.out.println(title);
        Stream.of(languages)
                .map(language -> ReplyFigures.of(
                        language,
                        replies.stream()
                                .filter(reply -> reply.language().equals(language))
                                .toList()))
                .forEach(System.out::println);
        System.out.println(ReplyFigures.of("all", replies));
    }

    private static void printMistake(Reply reply) {
        Intent intent = ReplyIntent.of(reply.text());
        if (intent.kind() != reply.label()) {
            String own = String.join(" / ", OwnText.of(reply.text().body()).lines());
            System.out.println("  %s %s, read as %s (%s): %s"
                    .formatted(reply.id(), reply.label(), intent.kind(), intent.reason(), own.strip()));
        }
    }
}
