package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mail.Intent.Kind;
import fi.rekisterihub.mail.LabelledReplies.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How well wishes are read in the synthetic replies. Of the half that rules were tuned on every mistake is printed, of the
 * half that is kept back nothing but counts.
 */
class ReplyAccuracyTest {

    private static final String[] FIRST = {"finnish", "swedish", "english", "mixed"};
    private static final String[] BLIND = {"finnish-blind", "swedish-blind", "english-blind"};
    private static final String[] LATER = {"finnish-later", "swedish-later", "english-later"};

    @Test
    void entersWhatIsAskedAndOverlooksNothing() throws IOException {
        LabelledReplies first = LabelledReplies.read(FIRST);
        List<Reply> tuning = first.half(false);
        List<Reply> kept = first.half(true);
        print("Tuning half", FIRST, tuning);
        print("Half kept back", FIRST, kept);

        assertThat(first.all()).hasSizeGreaterThan(900);
        assertThat(tuning).hasSizeGreaterThan(400);
        for (List<Reply> half : List.of(tuning, kept)) {
            Figures figures = Figures.of("all", half);
            assertThat(figures.precision()).as("opt-outs that were wanted").isGreaterThanOrEqualTo(0.99);
            assertThat(figures.recall()).as("opt-outs entered without a person").isGreaterThanOrEqualTo(0.90);
            assertThat(figures.noticed()).as("asked, and not left alone").isGreaterThanOrEqualTo(0.995);
            assertThat(figures.troubled()).as("ordinary mail shown to a person").isLessThanOrEqualTo(0.15);
        }
    }

    /** Written after the rules, in words that they did not know then; tuned on since. */
    @Test
    void readsAlsoRarerWords() throws IOException {
        List<Reply> later = LabelledReplies.read(LATER).all();
        print("Later set", LATER, later);

        Figures figures = Figures.of("all", later);
        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(figures.noticed()).isGreaterThanOrEqualTo(0.995);
    }

    /** Written by authors who did not know the rules; the half that may be read. */
    @Test
    void readsAuthorsWhoDidNotKnowTheRules() throws IOException {
        List<Reply> tuning = LabelledReplies.read(BLIND).half(false);
        print("Sets of other authors, tuning half", BLIND, tuning);
    }

    /** Not in the build: a figure that is looked at often is a reason to go on, and then no blind one any more. */
    @Test
    @Tag("benchmark")
    void countsTheHalfOfOtherAuthorsThatIsKeptBack() throws IOException {
        List<Reply> kept = LabelledReplies.read(BLIND).half(true);
        print("Sets of other authors, half kept back", BLIND, kept);
    }

    private static void print(String title, String[] languages, List<Reply> replies) {
        System.out.println(title);
        Stream.of(languages)
                .map(language -> Figures.of(
                        language,
                        replies.stream()
                                .filter(reply -> reply.language().equals(language))
                                .toList()))
                .forEach(System.out::println);
        System.out.println(Figures.of("all", replies));
        replies.stream().filter(reply -> !reply.keptBack()).forEach(ReplyAccuracyTest::printMistake);
    }

    private static void printMistake(Reply reply) {
        Intent intent = ReplyIntent.of(reply.text());
        if (intent.kind() != reply.label()) {
            String own = String.join(" / ", OwnText.of(reply.text().body()).lines());
            System.out.println("  %s %s, read as %s (%s): %s"
                    .formatted(reply.id(), reply.label(), intent.kind(), intent.reason(), own.strip()));
        }
    }

    /** Counts of a part of the set. */
    private record Figures(
            String name, long entered, long right, long wanted, long seen, long asking, long shown, long ordinary) {

        static Figures of(String name, List<Reply> replies) {
            List<Reply> asking = replies.stream()
                    .filter(reply -> reply.label() != Kind.OTHER)
                    .toList();
            List<Reply> ordinary = replies.stream()
                    .filter(reply -> reply.label() == Kind.OTHER)
                    .toList();
            List<Reply> wanted = replies.stream()
                    .filter(reply -> reply.label() == Kind.OPT_OUT)
                    .toList();
            return new Figures(
                    name,
                    count(replies, Kind.OPT_OUT),
                    count(wanted, Kind.OPT_OUT),
                    wanted.size(),
                    asking.size() - count(asking, Kind.OTHER),
                    asking.size(),
                    count(ordinary, Kind.REVIEW),
                    ordinary.size());
        }

        private static long count(List<Reply> replies, Kind kind) {
            return replies.stream()
                    .filter(reply -> ReplyIntent.of(reply.text()).kind() == kind)
                    .count();
        }

        double precision() {
            return (double) right / entered;
        }

        double recall() {
            return (double) right / wanted;
        }

        double noticed() {
            return (double) seen / asking;
        }

        double troubled() {
            return (double) shown / ordinary;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "  %-14s entered %3d, right %3d: precision %.3f; of %3d: recall %.3f; noticed %3d of %3d: %.4f;"
                            + " ordinary shown to a person %2d of %3d: %.2f",
                    name,
                    entered,
                    right,
                    precision(),
                    wanted,
                    recall(),
                    seen,
                    asking,
                    noticed(),
                    shown,
                    ordinary,
                    troubled());
        }
    }
}
