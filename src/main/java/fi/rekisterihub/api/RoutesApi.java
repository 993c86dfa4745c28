package fi.rekisterihub.api;

import fi.rekisterihub.route.RouteFolder;
import fi.rekisterihub.route.RouteState;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every route that runs or should. */
@RestController
@RequestMapping("/api/v1/routes")
class RoutesApi {

    private final RouteFolder routes;

    RoutesApi(RouteFolder routes) {
        this.routes = routes;
    }

    @GetMapping
    List<RouteState> list() {
        return routes.states();
    }
}
