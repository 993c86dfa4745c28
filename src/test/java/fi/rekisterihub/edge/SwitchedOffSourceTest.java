package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.intake.Freshness;
import fi.rekisterihub.intake.SourceViews;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A source whose route is switched off, with the shipped route and the Kamelet whose timer runs all the same. */
class SwitchedOffSourceTest {

    @Test
    void claimsNothingSaysThatItIsOffAndHowToSwitchItOnAndGoesOnWhenItIsOn() throws Exception {
        try (SourceHub hub = SourceHub.with(Map.of(), Map.of("hub.sources.prh.notices.url", "http://localhost:1"))) {
            hub.start("prh-notices");
            await().until(() -> SourceViews.freshness(hub.bench, "prh-notices") == Freshness.OFF);

            assertThat(SourceViews.off(hub.bench, "prh-notices")).isEqualTo("hub.sources.prh.notices.enabled");
            assertThat(SourceViews.scheduled(hub.bench, "prh-notices")).isFalse();
            assertThat(hub.bench.schedules.runNow("prh-notices"))
                    .as("a start that would never come is not promised")
                    .isFalse();
            await().during(Duration.ofMillis(1200))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !SourceViews.everFetched(hub.bench, "prh-notices"));

            hub.context.getRouteController().startRoute("prh-notices");

            await().until(() -> SourceViews.everFetched(hub.bench, "prh-notices"));
            assertThat(SourceViews.off(hub.bench, "prh-notices")).isNull();
        }
    }
}
