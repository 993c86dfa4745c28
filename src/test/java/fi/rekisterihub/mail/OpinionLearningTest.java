package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mail.LabelledReplies.Reply;
import fi.rekisterihub.mail.OpinionLearning.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was learnt is tried on authors that it was not learnt from; the figures with the shipped weights are a fit. */
@Tag("benchmark")
class OpinionLearningTest {

    private static final List<String> AUTHORS =
            List.of("tf1", "tf2", "ts1", "ts2", "te1", "te2", "f3", "s3", "e3", "next");

    @Test
    void theShippedFileIsWhatTheExamplesTeach() throws IOException {
        assertThat(Files.readAllLines(OpinionLearning.FILE))
                .isEqualTo(OpinionLearning.lines(OpinionLearning.weights(OpinionLearning.examples())));
    }

    /** One author at a time is left out of the learning and read with what the others taught. */
    @Test
    void readsAuthorsThatItDidNotLearnFrom() throws IOException {
        List<Example> examples = OpinionLearning.examples();
        List<ReplyFigures> figures = new ArrayList<>();
        for (String author : AUTHORS) {
            LearntOpinion learnt = OpinionLearning.from(examples.stream()
                    .filter(example -> !author.equals(author(example.reply())))
                    .toList());
            List<Reply> replies = examples.stream()
                    .map(Example::reply)
                    .filter(reply -> author.equals(author(reply)))
                    .toList();
            Stream.of("finnish", "swedish", "english")
                    .map(language -> replies.stream()
                            .filter(reply -> reply.language().startsWith(language))
                            .toList())
                    .filter(some -> !some.isEmpty())
                    .map(some -> ReplyFigures.of(author + " " + some.get(0).language(), some, learnt))
                    .forEach(figures::add);
        }
        figures.forEach(System.out::println);
        Stream.of("finnish", "swedish", "english")
                .map(language -> ReplyFigures.sum(
                        language,
                        figures.stream()
                                .filter(some -> some.name().contains(language))
                                .toList()))
                .forEach(System.out::println);
        System.out.println(ReplyFigures.sum("all", figures));
    }

    private static String author(Reply reply) {
        return reply.language().endsWith("-next")
                ? "next"
                : reply.id().substring(0, Math.max(0, reply.id().indexOf('-')));
    }
}
