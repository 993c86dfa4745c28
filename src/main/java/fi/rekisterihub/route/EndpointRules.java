package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whether a component knows its parameters and can use their values. Never tells a value: it may be a secret. */
final class EndpointRules {

    /** Kind to the values that fit it and what to say of others. */
    private static final Map<String, Kind> KINDS = Map.of(
            "boolean", new Kind(Pattern.compile("true|false"), "write true or false"),
            "integer", new Kind(Pattern.compile("-?\\d+"), "write a whole number"),
            "number", new Kind(Pattern.compile("-?\\d+(\\.\\d+)?"), "write a number"),
            "duration", new Kind(Pattern.compile("\\d+(ns|us|ms|s|m|h|d)|P.+"), "write a time such as 30s, 5m or 1d"));

    private record Kind(Pattern fits, String wanted) {}

    private final LintFile file;
    private final KameletBook kamelets;
    private final CamelContext camel;

    EndpointRules(LintFile file, KameletBook kamelets, CamelContext camel) {
        this.file = file;
        this.kamelets = kamelets;
        this.camel = camel;
    }

    void check() {
        everyEndpoint(file.root());
    }

    private void everyEndpoint(@Nullable Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::everyEndpoint);
        } else if (node instanceof MappingNode mapping) {
            Node uri = LintFile.at(node, "uri");
            if (uri instanceof ScalarNode scalar) {
                endpoint(scalar, LintFile.at(node, "parameters"));
            }
            mapping.getValue().forEach(tuple -> everyEndpoint(tuple.getValueNode()));
        }
    }

    private void endpoint(ScalarNode uri, @Nullable Node parameters) {
        String text = resolved(uri.getValue());
        if (text == null) {
            return;
        }
        String scheme = text.contains(":") ? text.substring(0, text.indexOf(':')) : "";
        if (AllowList.COMPONENTS.contains(scheme)) {
            if (scheme.equals("kamelet")) {
                ofKamelet(kamelets.find(text.substring("kamelet:".length())), parameters);
            } else {
                parameters(scheme, parameters);
            }
        } else if (uri.getValue().startsWith("{{")) {
            file.complain(
                    uri,
                    "The setting here does not begin with a component that may be used; write one of %s before the first ':'."
                            .formatted(String.join(", ", new TreeSet<>(AllowList.COMPONENTS))));
        }
    }

    private void ofKamelet(KameletBook.@Nullable Kamelet kamelet, @Nullable Node parameters) {
        LintFile.fields(parameters).forEach((name, tuple) -> {
            Kind kind = kamelet == null ? null : KINDS.get(kamelet.kinds().getOrDefault(name, ""));
            if (kind != null && tuple.getValueNode() instanceof ScalarNode value) {
                String text = resolved(value.getValue());
                if (text != null && !kind.fits().matcher(text).matches()) {
                    complain(name, value, kind.wanted());
                }
            }
        });
    }

    private void complain(String name, ScalarNode value, String wanted) {
        String whose = value.getValue().contains("{{") ? "The setting behind '%s'" : "'%s'";
        file.complain(value, (whose + " cannot be used: %s.").formatted(name, wanted));
    }

    private void parameters(String scheme, @Nullable Node parameters) {
        EndpointUriFactory known = camel.getCamelContextExtension().getEndpointUriFactory(scheme);
        if (known == null) {
            return;
        }
        PropertyConfigurer configurer = PluginHelper.getConfigurerResolver(camel)
                .resolvePropertyConfigurer(scheme + "-endpoint-configurer", camel);
        LintFile.fields(parameters).forEach((name, tuple) -> {
            if (known.propertyNames().contains(name)) {
                value(name, tuple.getValueNode(), configurer);
            } else if (!known.isLenientProperties() && !hasKnownPrefix(name, known)) {
                unknown(scheme, tuple, known);
            }
        });
    }

    private static boolean hasKnownPrefix(String name, EndpointUriFactory known) {
        Map<String, String> prefixes = known.multiValuePrefixes();
        return prefixes != null && prefixes.values().stream().anyMatch(name::startsWith);
    }

    private void unknown(String scheme, NodeTuple tuple, EndpointUriFactory known) {
        String name = LintFile.scalar(tuple.getKeyNode());
        file.complain(
                tuple.getKeyNode(),
                "The component '%s' has no parameter '%s'%s"
                        .formatted(scheme, name, NearestWord.hint(name, known.propertyNames())));
    }

    private void value(String name, Node value, @Nullable PropertyConfigurer configurer) {
        if (!(value instanceof ScalarNode scalar) || !(configurer instanceof PropertyConfigurerGetter types)) {
            return;
        }
        Class<?> type = types.getOptionType(name, true);
        String text = resolved(scalar.getValue());
        if (type == null || text == null || text.startsWith("#") || text.startsWith("RAW(") || !isPlain(type)) {
            return;
        }
        if (!fits(type, text)) {
            complain(name, scalar, ValueKind.wanted(type));
        }
    }

    /** Camel takes a time such as 30s wherever milliseconds are counted. */
    private boolean fits(Class<?> type, String text) {
        boolean number = type != boolean.class && type.isPrimitive() || Number.class.isAssignableFrom(type);
        return converts(type, text) || (number && converts(Duration.class, text));
    }

    private boolean converts(Class<?> type, String text) {
        try {
            camel.getTypeConverter().mandatoryConvertTo(type, text);
            return true;
        } catch (Exception unusable) {
            return false;
        }
    }

    /** Null when it is known only later: in a Kamelet, or when the setting is missing. */
    private @Nullable String resolved(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        try {
            return file.text().isKamelet() ? null : camel.resolvePropertyPlaceholders(text);
        } catch (IllegalArgumentException missing) {
            return null;
        }
    }

    private static boolean isPlain(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || Number.class.isAssignableFrom(type)
                || type == Boolean.class
                || type == Duration.class;
    }
}
