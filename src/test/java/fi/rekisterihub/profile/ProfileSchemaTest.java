package fi.rekisterihub.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.OperatorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema by which editors complete and check profiles, held against the reader that the hub runs. */
class ProfileSchemaTest {

    private static final Path FOLDER = Path.of("mappings/registers");
    private static final Path SCHEMA = FOLDER.resolve("profile.schema.json");
    private static final String SOFOR = "sofor-asiakasrekisteri.yaml";
    private static final Pattern ONLY = Pattern.compile("\\.only\\(([^)]*)\\)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"");

    static Stream<Path> profiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @DisplayName("rule 5: a shipped profile is as the schema says, and names it for editors")
    void isAsTheSchemaSays(Path profile) throws IOException {
        String yaml = Files.readString(profile);

        assertThat(yaml).startsWith("# yaml-language-server: $schema=" + SCHEMA.getFileName() + "\n");
        assertThat(faults(yaml)).isEmpty();
    }

    @Test
    void readerAndSchemaKnowTheSameNames() throws IOException {
        Set<Set<String>> inSchema = new LinkedHashSet<>();
        each(schema(), "", (path, node) -> {
            if (node.has("properties")) {
                inSchema.add(names(node.get("properties")));
                assertThat(node.path("additionalProperties").asBoolean(true))
                        .as(path)
                        .isFalse();
            }
        });
        Set<Set<String>> inReader = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/fi/rekisterihub/profile"))) {
            for (Path file : files.toList()) {
                Matcher only = ONLY.matcher(Files.readString(file));
                while (only.find()) {
                    inReader.add(new TreeSet<>(WORD.matcher(only.group(1))
                            .results()
                            .map(word -> word.group(1))
                            .toList()));
                }
            }
        }

        assertThat(inReader).hasSizeGreaterThan(12).containsExactlyInAnyOrderElementsOf(inSchema);
    }

    @Test
    void readerAndSchemaKnowTheSameWords() throws IOException {
        assertThat(words("/properties/requests/properties/ways/items")).isEqualTo(RequestsReader.WAYS);
        assertThat(words("/properties/permissions/items/properties/channels/items"))
                .isEqualTo(PurposesReader.CHANNELS);
        assertThat(words("/properties/purposes/items/properties/basis")).isEqualTo(PurposesReader.BASES);
        assertThat(words("/properties/sources/items/properties/kind")).isEqualTo(SourcesReader.KINDS);
        assertThat(words("/properties/recipients/items/properties/role")).isEqualTo(RecipientsReader.ROLES);
        assertThat(words("/properties/recipients/items/properties/contacts-by/items"))
                .isEqualTo(PurposesReader.CONTACT_CHANNELS);
        assertThat(words("/properties/retention/items/properties/anchors/items"))
                .isEqualTo(RetentionReader.ANCHORS);
        assertThat(words("/properties/retention/items/properties/holds/items")).isEqualTo(RetentionReader.HOLDS);
        assertThat(words("/properties/four-eyes/items"))
                .isEqualTo(Arrays.stream(FourEyes.values()).map(FourEyes::word).toList());
    }

    @Test
    void everyPropertyHasATitleAndADescriptionForCompletion() throws IOException {
        List<String> bare = new ArrayList<>();
        each(schema(), "", (path, node) -> {
            JsonNode properties = node.path("properties");
            properties.fieldNames().forEachRemaining(name -> {
                if (!properties.get(name).hasNonNull("title")
                        || !properties.get(name).hasNonNull("description")) {
                    bare.add(path + "/" + name);
                }
            });
        });

        assertThat(bare).isEmpty();
    }

    @Test
    void theDefaultsAreThoseOfTheReader() throws IOException {
        Profile bare = read("""
                id: x
                name: {fi: a, sv: b, en: c}
                controller: {name: a, contact: a@b.example}
                purposes: [{id: p, basis: contract, text: {fi: a, sv: b, en: c}}]
                groups: [{id: g, entity: person, fields: [city], text: {fi: a, sv: b, en: c}}]
                sources: [{feed: person, kind: person, text: {fi: a, sv: b, en: c}}]
                """).orElseThrow();
        RequestRule law = bare.requests();

        assertThat(text("/properties/language/default")).isEqualTo(bare.language());
        assertThat(text("/properties/profiling/default")).isEqualTo("" + bare.profiling());
        assertThat(text("/properties/automated-decisions/default")).isEqualTo("" + bare.automatedDecisions());
        assertThat(text("/properties/third-countries/default")).isEqualTo(bare.thirdCountries() ? "on-basis" : "none");
        assertThat(text("/properties/requests/properties/answer-within/default"))
                .isEqualTo(law.answerWithin().toString());
        assertThat(text("/properties/requests/properties/free-inspections/default"))
                .isEqualTo("" + law.freeInspections());
        assertThat(text("/properties/requests/properties/restrict-while-deciding/default"))
                .isEqualTo("" + law.restrictWhileDeciding());
        assertThat(text("/properties/requests/properties/verify-identity/default"))
                .isEqualTo("" + law.verifyIdentity());
    }

    @ParameterizedTest
    @DisplayName("rule 5: what the schema turns down the reader turns down too")
    @CsvSource(
            delimiter = '|',
            value = {
                "default: opt-in           | default: optin",
                "basis: consent            | basis: agreement",
                "language: fi              | langauge: fi",
                "kind: bought              | kind: purchased",
                "after: P3Y                | after: 3 years",
                "anchors: [collected]      | anchors: [gathered]",
                "entity: company           | entity: firm",
                "third-countries: on-basis | third-countries: yes",
                "answer-within: P1M        | answer-within: soon",
                "fields: [businessId       | fields: [Business-ID",
                "      sv: Kundbrev        | ''"
            })
    void aWrongProfileFailsInBoth(String old, String by) throws IOException {
        String good = Files.readString(FOLDER.resolve(SOFOR));
        String searched = old.startsWith("sv:") ? "          sv: Kundbrev\n" : old;
        assertThat(good).contains(searched);
        String wrong = good.replace(searched, by);

        assertThat(faults(wrong)).as("the schema").isNotEmpty();
        OperatorFile file = new OperatorText(FOLDER + "/" + SOFOR, wrong).parse();
        ProfileReader.read(file, "");
        assertThat(file.findings())
                .as("the reader")
                .isNotEmpty()
                .extracting(Finding::line)
                .allMatch(line -> line > 1);
    }

    private static java.util.Optional<Profile> read(String yaml) {
        return ProfileReader.read(new OperatorText("mappings/registers/x.yaml", yaml).parse(), "");
    }

    private static List<String> faults(String yaml) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
        return schema.validate(new YAMLMapper().readTree(yaml)).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(SCHEMA.toFile());
    }

    private static String text(String pointer) throws IOException {
        return schema().at(pointer).asText();
    }

    private static List<String> words(String pointer) throws IOException {
        return StreamSupport.stream(schema().at(pointer).path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void each(JsonNode node, String path, BiConsumer<String, JsonNode> visit) {
        if (node.isObject()) {
            visit.accept(path, node);
        }
        node.fields().forEachRemaining(entry -> each(entry.getValue(), path + "/" + entry.getKey(), visit));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            each(node.get(i), path + "/" + i, visit);
        }
    }
}
