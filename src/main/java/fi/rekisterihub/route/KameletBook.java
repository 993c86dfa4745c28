package fi.rekisterihub.route;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** The building blocks that there are, with the parameters that each defines. Immutable. */
final class KameletBook {

    /**
     * @param parameters every one it defines
     * @param secret those of them that are credentials
     * @param required those that have to be given
     * @param kinds what each takes: its format where it has one ({@code duration}), else its type
     */
    record Kamelet(Set<String> parameters, Set<String> secret, Set<String> required, Map<String, String> kinds) {}

    private final Map<String, Kamelet> kamelets;

    private KameletBook(Map<String, Kamelet> kamelets) {
        this.kamelets = kamelets;
    }

    static KameletBook of(List<LintFile> files) {
        Map<String, Kamelet> kamelets = new HashMap<>();
        for (LintFile file : files) {
            if (file.text().isKamelet()) {
                kamelets.put(file.text().stem(), kamelet(LintFile.at(file.root(), "spec", "definition")));
            }
        }
        return new KameletBook(Map.copyOf(kamelets));
    }

    private static Kamelet kamelet(@Nullable Node definition) {
        Map<String, NodeTuple> properties = LintFile.fields(LintFile.at(definition, "properties"));
        Map<String, String> kinds = new LinkedHashMap<>();
        properties.forEach((name, tuple) -> {
            String format = LintFile.scalar(LintFile.at(tuple.getValueNode(), "format"));
            kinds.put(name, format.isEmpty() ? LintFile.scalar(LintFile.at(tuple.getValueNode(), "type")) : format);
        });
        Set<String> secret = kinds.keySet().stream()
                .filter(name -> "password".equals(kinds.get(name)))
                .collect(Collectors.toSet());
        List<String> required = LintFile.items(LintFile.at(definition, "required")).stream()
                .map(LintFile::scalar)
                .toList();
        return new Kamelet(
                Set.copyOf(properties.keySet()), Set.copyOf(secret), Set.copyOf(required), Map.copyOf(kinds));
    }

    @Nullable
    Kamelet find(String name) {
        return kamelets.get(name);
    }

    Set<String> names() {
        return kamelets.keySet();
    }
}
