package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What stands under {@code parameters}: only what the Kamelet knows, all that it needs, and no secret in plain text. */
final class ParameterRules {

    /** Camel's own options of a Kamelet endpoint, which every Kamelet takes. */
    private static final Set<String> OF_EVERY_KAMELET =
            Set.of("bridgeErrorHandler", "noErrorHandler", "block", "timeout", "failIfNoConsumers");

    static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passwd|passphrase|secret|token|api-?key|access-?key|private-?key|credential|authorization)");
    private static final Pattern PLACEHOLDER = Pattern.compile("(RAW\\()?\\{\\{\\??[^{}:]+:?}}\\)?");

    private final LintFile file;
    private final KameletBook kamelets;

    ParameterRules(LintFile file, KameletBook kamelets) {
        this.file = file;
        this.kamelets = kamelets;
    }

    void check() {
        everyEndpoint(file.root());
    }

    private void everyEndpoint(@Nullable Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::everyEndpoint);
        } else if (node instanceof MappingNode mapping) {
            Map<String, NodeTuple> fields = LintFile.fields(node);
            if (fields.containsKey("uri")) {
                endpoint(fields.get("uri").getValueNode(), LintFile.at(node, "parameters"));
            }
            header(fields);
            mapping.getValue().forEach(tuple -> everyEndpoint(tuple.getValueNode()));
        }
    }

    private void endpoint(Node uri, @Nullable Node parameters) {
        String target = LintFile.scalar(uri);
        KameletBook.Kamelet kamelet = null;
        if (target.startsWith("kamelet:") && !target.matches("kamelet:(source|sink)")) {
            kamelet = known(uri, target.substring("kamelet:".length()).replaceFirst("[/?].*", ""));
        }
        Map<String, NodeTuple> given = LintFile.fields(parameters);
        for (Map.Entry<String, NodeTuple> entry : given.entrySet()) {
            boolean secret = SECRET.matcher(entry.getKey()).matches()
                    || (kamelet != null && kamelet.secret().contains(entry.getKey()));
            if (secret) {
                notPlain(entry.getKey(), entry.getValue().getValueNode());
            }
        }
        if (kamelet != null) {
            defined(kamelet, uri, given);
        }
    }

    private KameletBook.@Nullable Kamelet known(Node uri, String name) {
        KameletBook.Kamelet kamelet = kamelets.find(name);
        if (kamelet == null) {
            file.complain(uri, "There is no Kamelet '%s'%s".formatted(name, NearestWord.hint(name, kamelets.names())));
        }
        return kamelet;
    }

    private void defined(KameletBook.Kamelet kamelet, Node uri, Map<String, NodeTuple> given) {
        String name = LintFile.scalar(uri).substring("kamelet:".length());
        given.forEach((parameter, tuple) -> {
            if (!kamelet.parameters().contains(parameter) && !OF_EVERY_KAMELET.contains(parameter)) {
                file.complain(
                        tuple.getKeyNode(),
                        "The Kamelet '%s' has no parameter '%s'%s"
                                .formatted(name, parameter, NearestWord.hint(parameter, kamelet.parameters())));
            }
        });
        kamelet.required().stream()
                .filter(parameter -> !given.containsKey(parameter))
                .sorted()
                .forEach(parameter ->
                        file.complain(uri, "The Kamelet '%s' needs the parameter '%s'.".formatted(name, parameter)));
    }

    private void header(Map<String, NodeTuple> fields) {
        if (fields.containsKey("name")
                && fields.containsKey("constant")
                && SECRET.matcher(LintFile.scalar(fields.get("name").getValueNode()))
                        .matches()) {
            notPlain(
                    LintFile.scalar(fields.get("name").getValueNode()),
                    fields.get("constant").getValueNode());
        }
    }

    private void notPlain(String name, Node value) {
        String text = LintFile.scalar(value);
        if (!text.isEmpty()
                && !text.contains("${")
                && !PLACEHOLDER.matcher(text).matches()) {
            file.complain(
                    value,
                    "'%s' is a secret: write a {{setting}} without a default here and set it in config/ or the environment."
                            .formatted(name));
        }
    }
}
