package fi.rekisterihub.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.mail.MailClassifier;
import fi.rekisterihub.mail.MailReader;
import fi.rekisterihub.mail.MailVerdict;
import fi.rekisterihub.mail.NoMail;
import fi.rekisterihub.mail.TokenAddress;
import fi.rekisterihub.mail.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code classify-mail}: what the mailbox would do with mails, without a mailbox, a register or a database. */
@Command(
        name = "classify-mail",
        description = "Says what the mailbox would do with each mail: one line of JSON a file.",
        mixinStandardHelpOptions = true)
final class ClassifyMailCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;
    private final ObjectMapper json = new ObjectMapper();

    /** The hub's keys are not asked for, so an address with a token is known by its form. */
    private final MailClassifier classifier = new MailClassifier(TokenAddress::hasItsForm);

    @Parameters(arity = "1..*", paramLabel = "<file>", description = "a mail as it came, such as a saved .eml file")
    private List<Path> files = List.of();

    ClassifyMailCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        int exit = 0;
        for (Path file : files) {
            try {
                out.println(json.writeValueAsString(Line.of(file, classifier.classify(start(file)))));
            } catch (NoMail | IOException unreadable) {
                err.printf("%s cannot be read as a mail: %s%n", file, why(file, unreadable));
                exit = 1;
            }
        }
        return exit;
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(MailReader.LARGEST);
        }
    }

    private static String why(Path file, Exception unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file.";
        }
        if (Files.isDirectory(file)) {
            return "it is a folder. Give the files in it.";
        }
        return unreadable instanceof NoMail
                ? unreadable.getMessage() + " Give one mail, with its header, as it came."
                : "it could not be opened. See that you may read it.";
    }

    /** What is printed of one mail: the gravest of its recipients, and all of them when there are several. */
    @JsonPropertyOrder({"file", "action", "reason", "recipient", "confidence", "recipients"})
    record Line(
            String file,
            String action,
            String reason,
            @Nullable String recipient,
            double confidence,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OfRecipient> recipients) {

        static Line of(Path file, MailVerdict verdict) {
            Verdict gravest = verdict.gravest();
            List<OfRecipient> all = verdict.recipients().size() < 2
                    ? List.of()
                    : verdict.recipients().stream().map(OfRecipient::of).toList();
            return new Line(
                    file.toString(),
                    gravest.action().word(),
                    gravest.reason(),
                    gravest.recipient(),
                    gravest.confidence(),
                    all);
        }
    }

    record OfRecipient(
            String action, String reason, @Nullable String recipient, double confidence) {

        static OfRecipient of(Verdict verdict) {
            return new OfRecipient(
                    verdict.action().word(), verdict.reason(), verdict.recipient(), verdict.confidence());
        }
    }
}
