package fi.rekisterihub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.intake.SourceLimit;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The names below {@code hub} that mean something: those of the code, and those that a route asks for. */
final class KnownSettings {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(hub\\.[\\w.-]+)");
    /** What belongs to routes: a route that comes later may ask for it, so a name here is only warned of. */
    private static final Set<String> OF_ROUTES =
            Set.of("sources", "providers", "processors", "mailbox", "smtp", "reports");

    private static final Set<String> LIMITS = Arrays.stream(SourceLimit.class.getRecordComponents())
            .map(component -> component.getName().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> names = new TreeSet<>();
    private final List<ConfigurationPropertyName> exact = new ArrayList<>();
    private final List<ConfigurationPropertyName> open = new ArrayList<>();

    KnownSettings(Path home) throws IOException {
        for (URL url : Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
            try (InputStream metadata = url.openStream()) {
                for (JsonNode property : new ObjectMapper().readTree(metadata).path("properties")) {
                    add(property.path("name").asText(), property.path("type").asText());
                }
            }
        }
        for (String folder : List.of("routes", "routes/kamelets")) {
            addPlaceholders(home.resolve(folder));
        }
    }

    private void add(String name, String type) {
        if (!name.startsWith("hub.")) {
            return;
        }
        names.add(name);
        if (name.equals("hub.sources") || name.equals("hub.processors")) {
            return; // Routes own what is below it, apart from the limits.
        }
        boolean holdsMore = type.startsWith("java.util.Map") || type.startsWith("java.util.List");
        (holdsMore ? open : exact).add(ConfigurationPropertyName.of(name));
    }

    private void addPlaceholders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Matcher found = PLACEHOLDER.matcher(Files.readString(file));
                while (found.find()) {
                    add(found.group(1), "");
                }
            }
        }
    }

    boolean knows(ConfigurationPropertyName name) {
        return exact.contains(name)
                || isLimitOfASource(name)
                || open.stream().anyMatch(known -> known.equals(name) || known.isAncestorOf(name));
    }

    private static boolean isLimitOfASource(ConfigurationPropertyName name) {
        return name.getNumberOfElements() == 4
                && ConfigurationPropertyName.of("hub.sources").isAncestorOf(name)
                && LIMITS.contains(name.getLastElement(ConfigurationPropertyName.Form.UNIFORM));
    }

    static boolean mayBelongToALaterRoute(ConfigurationPropertyName name) {
        return name.getNumberOfElements() > 1
                && OF_ROUTES.contains(name.getElement(1, ConfigurationPropertyName.Form.UNIFORM));
    }

    Set<String> names() {
        return names;
    }
}
