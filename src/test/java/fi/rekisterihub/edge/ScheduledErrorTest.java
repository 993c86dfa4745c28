package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.TestHome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Java itself throws, too little memory for one, ends a start of a route and not the route. */
class ScheduledErrorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void anErrorOfJavaLeavesTheScheduleToItsNextRun() throws Exception {
        try (ConfigurableApplicationContext hub = new SpringApplicationBuilder(RekisterihubApplication.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.datasource.url", FreshDatabase.url()))
                .run("--hub.home=" + TestHome.withRoutes("_errors"))) {
            JdbcClient jdbc = hub.getBean(JdbcClient.class);
            AtomicInteger starts = new AtomicInteger();
            hub.getBean(CamelContext.class).addRoutes(breaksOnce(starts));
            await().atMost(PATIENCE).until(() -> starts.get() == 1);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jdbc.sql("select failures, claimed_until, last_error from schedule"
                                            + " where name = 'breaks-once'")
                                    .query()
                                    .singleRow())
                            .containsEntry("failures", 1)
                            .containsEntry("claimed_until", null));
            hub.getBean(Schedules.class).runNow("breaks-once");

            await().atMost(PATIENCE).until(() -> starts.get() == 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jdbc.sql("select failures from schedule where name = 'breaks-once'")
                                    .query(Integer.class)
                                    .single())
                            .isZero());
        }
    }

    private static RouteBuilder breaksOnce(AtomicInteger starts) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:hub-schedule-source?name=breaks-once&every=1d")
                        .routeId("breaks-once")
                        .bean(new BreaksOnce(starts));
            }
        };
    }

    /** A bean, as every step of a route that is not Camel's own. */
    public static final class BreaksOnce {
        private final AtomicInteger starts;

        BreaksOnce(AtomicInteger starts) {
            this.starts = starts;
        }

        public void step() {
            if (starts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("as Java says it");
            }
        }
    }
}
