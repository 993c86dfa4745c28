package fi.rekisterihub.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Puts texts into the running Camel context and takes them out again. Not thread-safe: the folder locks. */
final class LiveRoutes {

    private final ModelCamelContext context;

    LiveRoutes(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /** Loads one file and starts its routes. When it fails, nothing of the file remains. */
    void load(RouteText text) throws Exception {
        Set<String> before = routeIds();
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(text.file(), text.text()));
        } catch (Exception failed) {
            for (RouteDefinition half : List.copyOf(context.getRouteDefinitions())) {
                if (!before.contains(half.getRouteId())) {
                    removeRoute(half.getRouteId());
                }
            }
            throw failed;
        }
    }

    /** Takes out what {@link #load} put in. In-flight exchanges get one second, as a swap must not wait for more. */
    void remove(RouteText text) throws Exception {
        if (text.isKamelet()) {
            context.removeRouteTemplateDefinitions(text.stem());
        } else if (text.isErrors()) {
            for (RouteConfigurationDefinition configuration : List.copyOf(context.getRouteConfigurationDefinitions())) {
                context.removeRouteConfiguration(configuration);
            }
        } else {
            removeRoute(text.stem());
            removeOrphanedKameletRoutes();
        }
    }

    private void removeRoute(String id) throws Exception {
        RouteDefinition definition = context.getRouteDefinition(id);
        for (String feeding : kameletRoutesFeeding(id)) {
            // Stopped first: a source that finds no consumer would block its thread for half a minute.
            context.getRouteController().stopRoute(feeding, 1, TimeUnit.SECONDS);
        }
        context.getRouteController().stopRoute(id, 1, TimeUnit.SECONDS);
        context.removeRoute(id);
        if (definition != null) {
            context.removeRouteDefinition(definition);
        }
    }

    private List<String> kameletRoutesFeeding(String id) {
        if (context.getRoute(id) == null || !(context.getRoute(id).getEndpoint() instanceof KameletEndpoint source)) {
            return List.of();
        }
        return List.of(source.getRouteId());
    }

    /** A Kamelet's inner route lives as long as some route's endpoint refers to it; Camel leaves it behind. */
    private void removeOrphanedKameletRoutes() throws Exception {
        List<String> orphans = orphans();
        while (!orphans.isEmpty()) {
            for (String orphan : orphans) {
                removeRoute(orphan);
            }
            orphans = orphans();
        }
    }

    private List<String> orphans() {
        Set<String> used = context.getEndpoints().stream()
                .filter(KameletEndpoint.class::isInstance)
                .map(KameletEndpoint.class::cast)
                .filter(endpoint -> !endpoint.getEndpointUri().matches("kamelet:(//)?(source|sink)\\b.*"))
                .map(KameletEndpoint::getRouteId)
                .collect(Collectors.toSet());
        List<String> orphans = new ArrayList<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            if (Boolean.TRUE.equals(route.isKamelet()) && !used.contains(route.getRouteId())) {
                orphans.add(route.getRouteId());
            }
        }
        return orphans;
    }

    private Set<String> routeIds() {
        return context.getRouteDefinitions().stream()
                .map(RouteDefinition::getRouteId)
                .collect(Collectors.toSet());
    }
}
