package fi.rekisterihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents point at what is there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private static final Pattern PROMISE =
            Pattern.compile("\\| ((?:SA|SO|SM|SV|SK|M|F|V)\\d|rule \\d) \\|[^|]*\\|([^|]*)\\|");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(document + " → " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyTestThatProvesAControlExists() throws IOException {
        List<String> sources = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Matcher named = TEST.matcher(Files.readString(Path.of("SECURITY.md")));
        while (named.find()) {
            sources.add(named.group());
            String source = source(named.group(1));
            if (!source.contains("void " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }
        assertThat(sources).hasSizeGreaterThan(5);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPromiseIsProvedByATestThatCarriesItsId() throws IOException {
        Set<String> promised = new TreeSet<>();
        List<String> unproved = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/promises.md"))) {
            Matcher row = PROMISE.matcher(line);
            if (row.matches()) {
                promised.add(row.group(1));
                Matcher named = TEST.matcher(row.group(2));
                int tests = 0;
                while (named.find()) {
                    tests++;
                    if (!proves(row.group(1), source(named.group(1)), named.group(2))) {
                        unproved.add(row.group(1) + ": " + named.group());
                    }
                }
                if (tests == 0) {
                    unproved.add(row.group(1) + ": no test");
                }
            }
        }
        assertThat(unproved).isEmpty();
        assertThat(promised)
                .as("every promise of the first two registers, and the rules that follow from all")
                .containsAll(Stream.of(
                                IntStream.rangeClosed(1, 5).mapToObj("SV%d"::formatted),
                                IntStream.rangeClosed(1, 9).mapToObj("F%d"::formatted),
                                IntStream.rangeClosed(1, 6).mapToObj("rule %d"::formatted))
                        .flatMap(ids -> ids)
                        .toList());
    }

    /** Whether the id stands in the display name of the test or of its class. */
    private static boolean proves(String id, String source, String test) {
        int method = source.indexOf("void " + test + "(");
        int body = source.indexOf("class ");
        if (method < 0 || body < 0) {
            return false;
        }
        Pattern name = Pattern.compile("@DisplayName\\(\\s*\"[^\"]*\\b" + id + "\\b");
        int before = Math.max(source.lastIndexOf("    }\n", method), body);
        return name.matcher(source.substring(before, method)).find()
                || name.matcher(source.substring(0, body)).find();
    }

    @Test
    void everyDecisionIsInTheIndex() throws IOException {
        String index = Files.readString(Path.of("docs/decisions/README.md"));
        try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(Path.of(""), Path.of("docs"), Path.of("docs/decisions"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
            }
        }
        return found;
    }

    /** The text of the test class of that name, or nothing. */
    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().equals(test + ".java")) {
                    return Files.readString(file);
                }
            }
        }
        return "";
    }
}
