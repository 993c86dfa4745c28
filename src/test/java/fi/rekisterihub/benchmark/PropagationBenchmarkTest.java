package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.simulator.ProviderSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long it takes until an opt-out was seen at five providers, and until ten thousand have gone to one that was away: the
 * shipped hub with its shipped rates and pauses, against simulators in the same process.
 */
@Tag("benchmark")
class PropagationBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(PropagationBenchmarkTest.class);
    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final List<String> FIVE = List.of("mailchimp", "brevo", "mailgun", "postmark", "sendgrid");
    private static final List<String> TAKES_MANY = List.of("mailgun", "sendgrid");
    private static final int OPT_OUTS = Integer.getInteger("hub.benchmark.optouts", 150);
    /** Of one opt-out Brevo needs two or three calls, and allows ten a second. */
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private static final int BACKLOG = Integer.getInteger("hub.benchmark.backlog", 10_000);

    private final Map<String, ProviderSimulator> providers = new LinkedHashMap<>();

    @Test
    void fiveProvidersAreSeenToHaveAnOptOutWithinSeconds() throws Exception {
        Figures figures = new Figures();
        try (DurableServer database = new DurableServer();
                SimulatorServer outside = SimulatorServer.onAnyPort();
                ConfigurableApplicationContext hub = start(database, outside)) {
            database.settle();
            PermissionLedger ledger = hub.getBean(PermissionLedger.class);
            for (int number = 0; number < OPT_OUTS; number++) {
                ledger.record(optOut(number));
                Thread.sleep(BETWEEN.toMillis()); // the rate at which people say so is part of what is measured
            }
            await("all seen")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> number(hub, "status = 'confirmed'") == (long) FIVE.size() * OPT_OUTS);

            double most = quantile(hub, 0.99);
            figures.add("an opt-out, recorded to seen at five providers, half within", quantile(hub, 0.5), "s");
            figures.add("an opt-out, recorded to seen at five providers, 99 of 100 within", most, "s");
            figures.write(Path.of("target/benchmarks-fan-out.json"));
            LOG.info("{}", figures.table());

            assertThat(most).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void tenThousandAreToldWithinAMinuteOfAProvidersReturn() throws Exception {
        Figures figures = new Figures();
        try (DurableServer database = new DurableServer();
                SimulatorServer outside = SimulatorServer.onAnyPort();
                ConfigurableApplicationContext hub = start(database, outside)) {
            for (String id : TAKES_MANY) {
                providers.get(id).trouble().status(1_000_000, 503);
                queue(hub, id);
                database.settle();
                await("that it is noticed")
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> database.number("select count(*) from source_meter where source = 'provider-" + id
                                        + "' and opened_at is not null")
                                == 1);

                providers.get(id).trouble().isOver();
                long back = System.nanoTime();
                await("all told")
                        .atMost(Duration.ofMinutes(5))
                        .until(() ->
                                number(hub, "recipient = '" + id + "' and status in ('sent', 'confirmed')") == BACKLOG);
                double seconds = (System.nanoTime() - back) / 1e9;

                assertThat(providers.get(id).suppresses(email(BACKLOG - 1))).isTrue();
                figures.add("%,d opt-outs told to %s after its return".formatted(BACKLOG, id), seconds, "s");
                figures.write(Path.of("target/benchmarks-backlog.json"));
                LOG.info("{}", figures.table());
                assertThat(seconds).isLessThanOrEqualTo(60);
            }
        }
    }

    private ConfigurableApplicationContext start(DurableServer database, SimulatorServer outside) throws IOException {
        List<String> routes = new ArrayList<>(List.of("_errors"));
        FIVE.forEach(id -> routes.add("provider-" + id));
        Path home = TestHome.withRoutes(routes.toArray(String[]::new));
        Path profile = home.resolve("mappings/registers/" + REGISTER + ".yaml");
        StringBuilder more = new StringBuilder();
        List<String> settings = new ArrayList<>(List.of(
                "--hub.home=" + home,
                "--hub.intake.worker=false",
                "--hub.identity.enabled=false",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + database.url()));
        String text = Files.readString(profile);
        for (String id : FIVE) {
            ProviderSimulator provider = ProviderSimulator.on(outside, id);
            providers.put(id, provider);
            provider.settings(outside.url()).forEach((name, value) -> {
                if (!name.endsWith(".every")) {
                    settings.add("--" + name + "=" + value);
                }
            });
            if (!text.contains("- id: " + id)) {
                more.append("""
                          - id: %1$s
                            name: %1$s
                            role: provider
                            country: FI
                            route: provider-%1$s
                            purpose: {fi: Uutiskirjeet, sv: Nyhetsbrev, en: Newsletters}
                            person-fields: [email]
                        """.formatted(id));
            }
        }
        Files.writeString(profile, text.replaceFirst("(?m)^  - id: mailchimp$", more + "  - id: mailchimp"));
        return new SpringApplicationBuilder(RekisterihubApplication.class).run(settings.toArray(String[]::new));
    }

    private static PermissionAct optOut(int number) {
        return PermissionAct.emailOptOut(
                "link:" + number, REGISTER, "link", Set.of(), email(number), Map.of(), Instant.now());
    }

    private static void queue(ConfigurableApplicationContext hub, String id) {
        Notices notices = new Notices(
                hub.getBean(DataSource.class), register -> List.of(Recipient.provider(id, "provider-" + id)));
        hub.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (int number = 0; number < BACKLOG; number++) {
                notices.optOut(
                        REGISTER,
                        null,
                        "backlog:%s:%d".formatted(id, number),
                        "link",
                        Map.of("email", email(number), "scope", "*"));
            }
        });
    }

    private static long number(ConfigurableApplicationContext hub, String condition) {
        return hub.getBean(JdbcClient.class)
                .sql("select count(*) from notice_delivery where " + condition)
                .query(Long.class)
                .single();
    }

    /** Of all providers together, in seconds. */
    private static double quantile(ConfigurableApplicationContext hub, double part) {
        return hub.getBean(JdbcClient.class)
                .sql("""
                        select percentile_cont(:part) within group (order by extract(epoch from d.confirmed_at - n.created_at))
                          from notice_delivery d join notice n on n.id = d.notice_id
                        """)
                .param("part", part)
                .query(Double.class)
                .single();
    }

    private static String email(int number) {
        return "reader%d@example.fi".formatted(number);
    }
}
