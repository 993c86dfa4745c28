package fi.rekisterihub.route;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Loads the routes when everything they may call is there, and before the hub is ready. */
@Component
@Order(0)
@ConditionalOnProperty(name = "hub.routes.enabled", matchIfMissing = true)
final class RouteStart implements ApplicationRunner {

    private final RouteFolder folder;

    RouteStart(RouteFolder folder) {
        this.folder = folder;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        folder.start();
    }
}
