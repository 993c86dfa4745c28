package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each reason's table of what mail systems say: {@code src/test/resources/mail/bounce-phrases*.txt}. */
class BouncePhrasesTest {

    private static final List<Path> PHRASES = List.of(
            Path.of("src/test/resources/mail/bounce-phrases.txt"),
            Path.of("src/test/resources/mail/bounce-phrases-other.txt"));

    private record Phrase(BounceReason reason, String words) {}

    @TestFactory
    Stream<DynamicTest> findsTheReasonInWhatServersSay() throws IOException {
        return phrases().stream()
                .map(phrase -> DynamicTest.dynamicTest(phrase.reason().word() + ": " + phrase.words(), () -> {
                    Verdict verdict = verdict(phrase.words());
                    assertThat(verdict.reason()).isEqualTo(phrase.reason().word());
                    assertThat(verdict.action())
                            .isEqualTo(phrase.reason().hard() ? MailAction.HARD_BOUNCE : MailAction.SOFT_BOUNCE);
                }));
    }

    @Test
    void hasATableForEveryReasonThatWordsCanGive() throws IOException {
        TreeSet<BounceReason> told = new TreeSet<>();
        phrases().forEach(phrase -> told.add(phrase.reason()));
        TreeSet<BounceReason> worded = new TreeSet<>();
        Wordings.shipped().all().forEach(wording -> worded.add(wording.reason()));
        assertThat(told).containsAll(worded);
    }

    /** Postfix gives 4.1.1 to a user that it knows to be unknown, and to one that it has not looked up yet. */
    @Test
    void putsOffTheUserThatIsLookedUpLater() {
        assertThat(verdict("450 4.1.1 nobody@example.com: User unknown in virtual alias table")
                        .action())
                .isEqualTo(MailAction.HARD_BOUNCE);
        assertThat(verdict("450 4.1.1 temporarily unable to verify user").action())
                .isEqualTo(MailAction.SOFT_BOUNCE);
        assertThat(verdict("450 4.1.1 unverified address: Address verification in progress")
                        .action())
                .isEqualTo(MailAction.SOFT_BOUNCE);
    }

    private static Verdict verdict(String words) {
        return new Diagnosis(Wordings.shipped(), found -> {})
                .of(new Failure("nobody@example.com", "failed", "", "smtp", words), "", "", "");
    }

    private static List<Phrase> phrases() throws IOException {
        List<Phrase> phrases = new ArrayList<>();
        for (Path file : PHRASES) {
            phrases.addAll(phrases(file));
        }
        return phrases;
    }

    private static List<Phrase> phrases(Path file) throws IOException {
        List<Phrase> phrases = new ArrayList<>();
        BounceReason reason = BounceReason.UNDEFINED;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith("[")) {
                reason = BounceReason.of(line.substring(1, line.length() - 1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                phrases.add(new Phrase(reason, line));
            }
        }
        return phrases;
    }
}
