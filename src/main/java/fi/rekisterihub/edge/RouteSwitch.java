package fi.rekisterihub.edge;

import org.apache.camel.CamelContext;

/** Whether a route is switched off. The timer of a source belongs to its Kamelet and runs all the same. */
public final class RouteSwitch {

    private RouteSwitch() {}

    public static boolean isOff(CamelContext camel, String routeId) {
        return camel.getRoute(routeId) != null
                && !camel.getRouteController().getRouteStatus(routeId).isStarted();
    }
}
