package fi.rekisterihub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docker-compose.yml says is true of this repository. It is not started: that would need Docker. */
class ComposeTest {

    private static final Path FILE = Path.of("docker-compose.yml");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(hub\\.[\\w.-]+)(:[^}]*)?}}");
    private static final Pattern HOST = Pattern.compile("://([^:/]+)");

    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        Map<String, Object> compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
        services = (Map<String, Map<String, Object>>) compose.get("services");
    }

    @Test
    void everyMountedFolderIsHere() {
        List<String> mounted = services.values().stream()
                .flatMap(service -> strings(service.get("volumes")))
                .filter(volume -> volume.startsWith("."))
                .map(volume -> volume.split(":", 2)[0])
                .toList();
        assertThat(mounted).hasSizeGreaterThan(2).allSatisfy(folder -> assertThat(Path.of(folder))
                .isDirectory());
    }

    @Test
    void everyFolderOfStubsIsMountedUnderItsApisName() throws IOException {
        Set<String> expected = new TreeSet<>();
        try (Stream<Path> walked = Files.walk(Path.of("src/test/resources/wiremock"), 2)) {
            walked.filter(folder -> List.of("mappings", "__files").contains(String.valueOf(folder.getFileName())))
                    .forEach(folder -> expected.add("./%s:/home/wiremock/%s/%s:ro"
                            .formatted(
                                    folder,
                                    folder.getFileName(),
                                    folder.getParent().getFileName())));
        }
        assertThat(strings(services.get("wiremock").get("volumes"))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyVariableOfTheHubSetsASettingThatSomethingReads() throws IOException {
        Map<String, String> nameOfVariable = new TreeMap<>();
        settings().forEach(setting -> nameOfVariable.put(variable(setting), setting));
        StandardEnvironment environment = environment();
        variables().forEach((variable, value) -> {
            assertThat(nameOfVariable).containsKey(variable);
            assertThat(environment.getProperty(nameOfVariable.get(variable)))
                    .as(variable)
                    .isEqualTo(value);
        });
    }

    /** Without a setting a route is switched off, not broken: a fresh home is in order. */
    @Test
    void noRouteBreaksForWantOfASetting() throws IOException {
        assertThat(placeholders(true)).isEmpty();
        assertThat(placeholders(false)).contains("hub.mailbox.enabled", "hub.processors.licence-registry.enabled");
    }

    @Test
    void switchesOnWhatItBringsItself() {
        StandardEnvironment environment = environment();
        assertThat(List.of(
                        "hub.mailbox.enabled",
                        "hub.sources.fonecta.enabled",
                        "hub.processors.licence-registry.enabled",
                        "hub.processors.print-house.enabled",
                        "hub.processors.event-office.enabled"))
                .allSatisfy(setting ->
                        assertThat(environment.getProperty(setting)).as(setting).isEqualTo("true"));
    }

    @Test
    void everyHostIsAServiceOrAnExample() {
        List<String> hosts = new ArrayList<>();
        variables().forEach((variable, value) -> {
            Matcher found = HOST.matcher(value);
            if (found.find()) {
                hosts.add(found.group(1));
            } else if (variable.endsWith("_HOST")) {
                hosts.add(value);
            }
        });
        assertThat(hosts).isNotEmpty().allSatisfy(host -> assertThat(
                        services.containsKey(host) || host.endsWith(".example") || host.equals("localhost"))
                .as(host)
                .isTrue());
        assertThat(services.keySet())
                .containsAll(((Map<?, ?>) services.get("hub").get("depends_on"))
                        .keySet().stream().map(String::valueOf).toList());
    }

    private static Map<String, String> variables() {
        Map<?, ?> written = (Map<?, ?>) services.get("hub").get("environment");
        return written.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }

    /** What Spring, and Camel through it, sees of the variables. */
    private static StandardEnvironment environment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables())));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    /** Spring's own rule for the name of a variable. */
    private static String variable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Set<String> settings() throws IOException {
        Set<String> names = placeholders(false);
        for (URL url : Collections.list(ComposeTest.class.getClassLoader().getResources(METADATA))) {
            try (InputStream metadata = url.openStream()) {
                for (JsonNode property : new ObjectMapper().readTree(metadata).path("properties")) {
                    names.add(property.path("name").asText());
                }
            }
        }
        return names;
    }

    /** @param needed only those without a default */
    private static Set<String> placeholders(boolean needed) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> walked = Files.walk(Path.of("routes"))) {
            for (Path file :
                    (Iterable<Path>) walked.filter(path -> path.toString().endsWith(".yaml"))::iterator) {
                Matcher found = PLACEHOLDER.matcher(Files.readString(file));
                while (found.find()) {
                    if (!needed || found.group(2) == null) {
                        names.add(found.group(1));
                    }
                }
            }
        }
        return names;
    }

    private static Stream<String> strings(Object list) {
        return list instanceof List<?> items ? items.stream().map(String::valueOf) : Stream.empty();
    }
}
