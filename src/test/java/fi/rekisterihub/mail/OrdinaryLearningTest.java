package fi.rekisterihub.mail;

import fi.rekisterihub.mail.LabelledReplies.Reply;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was learnt is tried on sets that it was not learnt from; the figures with the shipped weights are a fit. */
@Tag("benchmark")
class OrdinaryLearningTest {

    @Test
    void readsSetsThatItDidNotLearnFrom() throws IOException {
        List<Reply> examples = OrdinaryLearning.examples();
        Predicate<Reply> others = reply -> reply.language().endsWith("-blind");
        Predicate<Reply> lines = reply -> reply.language().equals("learning");
        print("Sets of other authors, learnt without them", examples, others);
        print("Own sets, learnt without them", examples, others.or(lines).negate());
    }

    private static void print(String title, List<Reply> examples, Predicate<Reply> tried) {
        OrdinaryMail learnt =
                OrdinaryLearning.from(examples.stream().filter(tried.negate()).toList());
        List<Reply> replies = examples.stream().filter(tried).toList();
        System.out.println(ReplyFigures.of(title, replies, learnt));
    }
}
