package fi.rekisterihub.retention;

import fi.rekisterihub.Finland;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** DOWN while something is due for more than a day. Readiness does not ask it: the hub serves on. */
@Component("retentionHealthIndicator")
class RetentionHealth implements HealthIndicator {

    private final Standings standings;

    RetentionHealth(Standings standings) {
        this.standings = standings;
    }

    @Override
    public Health health() {
        LocalDate today = Finland.today();
        List<Standing> trouble =
                standings.all().stream().filter(one -> one.trouble(today)).toList();
        if (trouble.isEmpty()) {
            return Health.up().build();
        }
        Health.Builder down = Health.down();
        trouble.forEach(one -> down.withDetail(
                one.registerId(),
                one.stale(today)
                        ? "The clocks were last looked at for %s.".formatted(one.day())
                        : "%d are due for more than a day and not purged.".formatted(one.late())));
        return down.build();
    }
}
