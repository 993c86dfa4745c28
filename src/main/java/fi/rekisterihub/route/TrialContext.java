package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * A Camel context that is thrown away: files are loaded into it and never started, so that nothing is connected to
 * and the live routes do not notice. Finds what Camel itself would refuse: unknown steps, components, options,
 * beans, properties and expressions.
 */
final class TrialContext implements AutoCloseable {

    private final DefaultCamelContext context;
    private final UnaryOperator<@Nullable String> settings;
    private final Set<String> seen = new HashSet<>();

    /**
     * @param registry where beans are looked up
     * @param properties placeholder to value, null when it is not set
     */
    TrialContext(Registry registry, UnaryOperator<@Nullable String> properties) {
        settings = properties;
        context = new DefaultCamelContext(registry);
        context.disableJMX();
        context.setAutoStartup(false);
        context.setSourceLocationEnabled(true);
        context.setAllowUseOriginalMessage(true);
        context.getPropertiesComponent().addPropertiesSource(new Placeholders(properties));
        context.start();
    }

    static TrialContext beside(CamelContext live) {
        return new TrialContext(
                live.getRegistry(),
                name -> live.getPropertiesComponent().resolveProperty(name).orElse(null));
    }

    /** What the components, languages and beans say of one file before it is loaded; nothing of a file that is no YAML. */
    List<Finding> rules(RouteText text, KameletBook kamelets) {
        DslWalk walk = DslWalk.of(new LintFile(text));
        LintFile file = new LintFile(text);
        if (file.root() == null) {
            return List.of();
        }
        new SettingRules(file, settings).check();
        new EndpointRules(file, kamelets, context).check();
        new SimpleRules(file, context).check(walk);
        new BeanRules(file, context).check(walk);
        return file.findings();
    }

    /** Loads in loading order and goes on after a bad file, so that every bad file is told of at once. */
    List<Finding> load(RouteTexts texts) {
        List<Finding> findings = new ArrayList<>();
        for (RouteText text : texts.all()) {
            try {
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(text.file(), text.text()));
                findings.addAll(componentsChosenBySettings(text));
            } catch (Exception refused) {
                findings.add(LoadFailure.finding(text, refused));
            }
        }
        return findings;
    }

    /** The lint sees only uris that are written out; what settings and parameters made of the others is seen here. */
    private List<Finding> componentsChosenBySettings(RouteText text) {
        return context.getEndpoints().stream()
                .filter(endpoint -> seen.add(endpoint.getEndpointUri()))
                .map(endpoint -> endpoint.getEndpointUri().replaceFirst(":.*", ""))
                .filter(component -> !AllowList.COMPONENTS.contains(component))
                .map(component -> LoadFailure.atBeginning(
                        text,
                        "A {{setting}} or parameter chooses the component '%s', which may not be used; known are %s."
                                .formatted(component, String.join(", ", new TreeSet<>(AllowList.COMPONENTS)))))
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }

    private record Placeholders(UnaryOperator<@Nullable String> properties) implements PropertiesSource {

        @Override
        public String getName() {
            return "hub";
        }

        @Override
        @SuppressWarnings("NullAway") // Camel's interface is not annotated: null means that the name is not set
        public String getProperty(String name) {
            return properties.apply(name);
        }
    }
}
