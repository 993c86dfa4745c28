package fi.rekisterihub.console;

import fi.rekisterihub.identity.PairReader;
import fi.rekisterihub.identity.PairReader.AskedPair;
import fi.rekisterihub.identity.Together;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Whom a person or company may be one with, on their own page: who looks at one should not have to know of the queue. */
@Component
class QuestionSection {

    private static final int MOST = 5;

    private final PairReader pairs;
    private final Called called;

    QuestionSection(PairReader pairs, Called called) {
        this.pairs = pairs;
        this.called = called;
    }

    void show(Together together, Model model) {
        List<AskedPair> asked = pairs.about(together.parts(), MOST);
        model.addAttribute("asked", asked);
        model.addAttribute(
                "called",
                called.ofAll(Stream.concat(
                                together.parts().stream(), asked.stream().map(one -> one.besides(together.parts())))
                        .toList()));
    }
}
