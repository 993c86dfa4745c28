package fi.rekisterihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptSentencesTest {

    /** What is kept of a parked row, a braked run, a delivery, a fetch or a notice, up to the end of the statement. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:new BadRecord|Outcome\\.parked|return Optional\\.of|new UnreadableDelivery|new SourceRefused|new ParkedRow"
                    + "|new AnswerWithoutEnd|new DeliveryFailure|throw anew|return again|\\bsay|\\.broken|problem =)\\W"
                    + "((?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^;\"]++)*+);",
            Pattern.DOTALL);

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void knowsWhatDiffersAndGivesACode() {
        String sentence = "The run would change 600 of 1000 (60.0 %); the limit is 5.0 %.";

        assertThat(KeptSentences.read(sentence))
                .contains(new KeptSentences.Said("brake-changes", List.of("600", "1000", "60.0", "5.0")));
        assertThat(KeptSentences.in("sv", sentence))
                .isEqualTo("Körningen skulle ändra 600 av 1000 (60,0 %). Gränsen är 5,0 %.");
        assertThat(KeptSentences.in("en", sentence)).isEqualTo(sentence);
    }

    @Test
    void translatesTheReasonWithinAReason() {
        assertThat(KeptSentences.in(
                        "fi",
                        "More than 100 rows cannot be used (the first, line 7: The phone number cannot be one in Finland"
                                + " or abroad.) The file is not what this feed sends."))
                .contains("Yli 100 riviä ei kelpaa (ensimmäinen rivi 7: Puhelinnumero ei voi olla");
    }

    @Test
    void leavesWordsOfPeopleAsTheyAre() {
        assertThat(KeptSentences.read("Tarkistettu soittamalla.")).isEmpty();
        assertThat(KeptSentences.in("sv", "Tarkistettu soittamalla $1 {0}."))
                .isEqualTo("Tarkistettu soittamalla $1 {0}.");
    }

    @Test
    void knowsEveryReasonForWhichTheHubParksARowOrBrakesARun() throws IOException {
        List<String> sentences = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().matches(".*(/cli/.*|/OperatorText|/Glance).*"))
                    .toList()) {
                collect(Files.readString(file), sentences);
            }
        }

        assertThat(sentences).hasSizeGreaterThan(100);
        assertThat(new TreeSet<>(sentences))
                .as("each stands in messages/sentences*.properties, in three languages")
                .allMatch(sentence -> KeptSentences.read(sentence).isPresent());
    }

    @Test
    void knowsEveryReasonForWhichASourceRests() throws IOException {
        String reasons = Files.readString(Path.of("src/main/java/fi/rekisterihub/intake/RestReason.java"));

        assertThat(Pattern.compile("[A-Z]\\(\"(.*)\"\\)")
                        .matcher(reasons)
                        .results()
                        .map(found -> found.group(1)))
                .hasSize(7)
                .allSatisfy(reason -> assertThat(
                                KeptSentences.read(reason + " (source 'prh'); it goes on at 2026-12-01T00:00:00Z."))
                        .get()
                        .extracting(KeptSentences.Said::arguments)
                        .isEqualTo(List.of("prh", "2026-12-01T00:00:00Z")));
    }

    @Test
    void translatesEveryOriginThatARouteNames() throws IOException {
        List<String> origins = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher origin = Pattern.compile("\\n\\s+origin: (.*)").matcher(Files.readString(file));
                origin.results().map(found -> found.group(1)).forEach(origins::add);
            }
        }

        assertThat(origins).isNotEmpty().allMatch(origin -> KeptSentences.read(origin)
                .isPresent());
    }

    private static void collect(String source, List<String> sentences) {
        Matcher written = WRITTEN.matcher(source);
        while (written.find()) {
            String joined = written.group(1).replaceAll("\"\\s*\\+\\s*\"", "");
            TEXT.matcher(joined)
                    .results()
                    .map(text -> text.group(1).replace("\\\"", "\""))
                    .filter(text -> text.matches("(?s)[A-Z%].* .*\\.\\s?"))
                    .map(text -> text.replace("the %s has", "the header has")
                            .replace("no CSV %s", "no CSV rows")
                            .replace("column %d)%s.", "column %d).")
                            .replace("%,d", "7")
                            .replaceAll("%(\\.1)?[dsf]", "7")
                            .replace("%%", "%"))
                    .forEach(sentences::add);
        }
    }
}
