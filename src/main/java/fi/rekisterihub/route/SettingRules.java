package fi.rekisterihub.route;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Every {@code {{setting}}} without a default has to be set somewhere. */
final class SettingRules {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?![?!])([^{}:]+)}}");
    private static final Set<String> PROSE = Set.of("description", "note", "title");

    private final LintFile file;
    private final UnaryOperator<@Nullable String> settings;

    SettingRules(LintFile file, UnaryOperator<@Nullable String> settings) {
        this.file = file;
        this.settings = settings;
    }

    void check() {
        everyValue(file.text().isKamelet() ? LintFile.at(file.root(), "spec", "template") : file.root());
    }

    private void everyValue(@Nullable Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::everyValue);
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().stream()
                    .filter(tuple -> !isProse(tuple))
                    .forEach(tuple -> everyValue(tuple.getValueNode()));
        } else if (node instanceof ScalarNode value) {
            Matcher found = PLACEHOLDER.matcher(value.getValue());
            while (found.find()) {
                setting(value, found.group(1).strip());
            }
        }
    }

    private static boolean isProse(NodeTuple tuple) {
        return PROSE.contains(LintFile.scalar(tuple.getKeyNode()));
    }

    private void setting(Node place, String name) {
        boolean parameterOfTheKamelet = file.text().isKamelet() && !name.contains(".");
        if (!parameterOfTheKamelet && settings.apply(name) == null) {
            file.complain(
                    place,
                    "Nothing sets '%1$s': set it in config/application.yaml or the environment, or write a default here, {{%1$s:…}}."
                            .formatted(name));
        }
    }
}
