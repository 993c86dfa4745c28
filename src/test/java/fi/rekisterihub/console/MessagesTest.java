package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    private static final Path FOLDER = Path.of("src/main/resources/messages");

    @ParameterizedTest
    @CsvSource({
        "answers,_sv",
        "answers,_en",
        "erasure,_sv",
        "erasure,_en",
        "console,_sv",
        "console,_en",
        "description,_sv",
        "description,_en",
        "holdings,_sv",
        "holdings,_en",
        "intake,_sv",
        "intake,_en",
        "identity,_sv",
        "identity,_en",
        "terms,_sv",
        "terms,_en",
        "sentences,_sv",
        "sentences,_en",
        "evidence,_sv",
        "evidence,_en",
        "retention,_sv",
        "retention,_en",
        "links,_sv",
        "links,_en",
        "report,_sv",
        "report,_en",
        "rights,_sv",
        "rights,_en",
        "subject,_sv",
        "subject,_en"
    })
    void saysEverythingInEveryLanguage(String bundle, String language) throws IOException {
        Properties finnish = read(bundle, "");
        Properties other = read(bundle, language);

        assertThat(other.stringPropertyNames()).isEqualTo(finnish.stringPropertyNames());
        assertThat(other.values()).noneMatch(text -> text.toString().isBlank());
        for (String key : finnish.stringPropertyNames()) {
            assertThat(parameters(other.getProperty(key))).as(key).isEqualTo(parameters(finnish.getProperty(key)));
        }
    }

    /** Without arguments a text is shown as it stands: an apostrophe that is doubled for arguments would be two. */
    @Test
    void noApostropheIsDoubledWhereThereAreNoArguments() throws IOException {
        List<String> doubled = new ArrayList<>();
        String settings = Files.readString(Path.of("src/main/resources/application.yaml"));
        Matcher names = Pattern.compile("basename: (\\S+)").matcher(settings);
        assertThat(names.find()).isTrue();
        for (String name : names.group(1).split(",")) {
            for (String language : List.of("", "_sv", "_en")) {
                String bundle = name.substring(name.indexOf('/') + 1);
                read(bundle, language).forEach((key, text) -> {
                    if (text.toString().contains("''") && !text.toString().contains("{")) {
                        doubled.add(bundle + language + ": " + key);
                    }
                });
            }
        }
        assertThat(doubled).isEmpty();
    }

    /** All bundles are one to who asks: of two texts under one name one would be shown in the place of the other. */
    @Test
    void noNameStandsInTwoBundles() throws IOException {
        String settings = Files.readString(Path.of("src/main/resources/application.yaml"));
        Matcher names = Pattern.compile("basename: (\\S+)").matcher(settings);
        assertThat(names.find()).isTrue();
        Map<String, String> first = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String name : names.group(1).split(",")) {
            String bundle = name.substring(name.indexOf('/') + 1);
            for (String key : read(bundle, "_en").stringPropertyNames()) {
                String before = first.put(key, bundle);
                if (before != null) {
                    twice.add(key + " in " + before + " and " + bundle);
                }
            }
        }
        assertThat(first).hasSizeGreaterThan(500);
        assertThat(twice).isEmpty();
    }

    private static java.util.Set<String> parameters(String text) {
        return java.util.regex.Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Properties read(String bundle, String language) throws IOException {
        Properties texts = new Properties();
        try (Reader file =
                Files.newBufferedReader(FOLDER.resolve(bundle + language + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(file);
        }
        return texts;
    }
}
