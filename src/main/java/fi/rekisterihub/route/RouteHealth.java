package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * DOWN when a file of {@code routes/} or {@code mappings/} is bad. Readiness does not ask it: the hub serves on with
 * the rest, and taking it out of service would stop the healthy routes too.
 */
@Component("routesHealthIndicator")
final class RouteHealth implements HealthIndicator {

    private final RouteFolder folder;

    RouteHealth(RouteFolder folder) {
        this.folder = folder;
    }

    @Override
    public Health health() {
        List<Finding> bad = folder.bad();
        if (bad.isEmpty()) {
            return Health.up().withDetail("routes", folder.states().size()).build();
        }
        Health.Builder down = Health.down();
        bad.forEach(finding -> down.withDetail(finding.file(), finding.toString()));
        return down.build();
    }
}
