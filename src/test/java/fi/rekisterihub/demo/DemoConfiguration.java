package fi.rekisterihub.demo;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.RunControl;
import fi.rekisterihub.register.Identities;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the demo adds to the hub. Deliberately without an annotation: a component scan of the tests must never find it.
 */
public final class DemoConfiguration {

    @Bean(destroyMethod = "close")
    Outside outside(HubHome home) {
        return Outside.start(home.data());
    }

    @Bean(destroyMethod = "close")
    FirstLoad firstLoad(Outside outside, Deliveries deliveries, JdbcClient jdbc) {
        return new FirstLoad(outside.world(), deliveries, jdbc);
    }

    @Bean(destroyMethod = "close")
    FirstAnswers firstAnswers(JdbcClient jdbc, RunControl runs) {
        return new FirstAnswers(jdbc, runs);
    }

    @Bean(destroyMethod = "close")
    Traffic traffic(Outside outside, Environment environment, Identities identities, JdbcClient jdbc) {
        return new Traffic(outside, HubAddress.of(environment), new PopulationNews(outside, identities, jdbc));
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> beginDemo(
            FirstLoad firstLoad, FirstAnswers firstAnswers, Traffic traffic, Environment environment) {
        return ready -> {
            firstLoad.begin();
            firstAnswers.begin();
            traffic.begin();
            Banner.print(HubAddress.of(environment).base());
        };
    }
}
