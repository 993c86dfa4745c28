package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The forms in which mail systems write a bounce without fields: {@code src/test/resources/mail/bounce-forms.txt}. */
class BounceFormsTest {

    private static final Path FORMS = Path.of("src/test/resources/mail/bounce-forms.txt");

    /** @param said one "address reason" for each recipient */
    private record Form(String system, List<String> said, String mail) {}

    @TestFactory
    Stream<DynamicTest> readsTheRecipientsAndTheReasonsOfEachForm() throws IOException {
        return forms().stream()
                .map(form -> DynamicTest.dynamicTest(form.system(), () -> assertThat(
                                Mails.verdicts(form.mail()).recipients())
                        .extracting(verdict -> verdict.recipient() + " " + verdict.reason())
                        .containsExactlyInAnyOrderElementsOf(form.said())));
    }

    private static List<Form> forms() throws IOException {
        List<Form> forms = new ArrayList<>();
        for (String block : Files.readString(FORMS, StandardCharsets.UTF_8).split("(?m)^==== ")) {
            if (block.isBlank() || block.startsWith("#")) {
                continue;
            }
            String[] head = block.split("\n", 3);
            forms.add(new Form(head[0].strip(), List.of(head[1].split("; ")), head[2]));
        }
        return forms;
    }
}
