package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How fast notices reach a processor by HTTP, held against a bare client that posts the same bodies, over as many connections,
 * to the same simulator directly before or after: the shipped route on a database of which every commit reaches the disk,
 * claiming, signing and recording each notice.
 */
@Tag("benchmark")
class NoticeBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeBenchmarkTest.class);
    private static final String ROUTE = "processor-licence-registry";
    private static final int NOTICES = Integer.getInteger("hub.benchmark.notices", 4_000);
    private static final int ROUNDS = Integer.getInteger("hub.benchmark.rounds", 5);
    private static final int WARM_UP = 2;
    /** What the route sends at the same time. */
    private static final int AT_ONCE = 10;

    private long changeSet;

    /** @param millis how long the processor takes to answer */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20})
    void comesUpToABareClient(int millis) throws Exception {
        SideBySide seconds = new SideBySide();
        try (DurableServer database = new DurableServer();
                QuickProcessor processor = new QuickProcessor(millis);
                ConfigurableApplicationContext hub = start(database, processor)) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                database.settle();
                double ours = notices(hub, processor);
                double theirs = processor.bareClient(AT_ONCE);
                if (round >= WARM_UP) {
                    seconds.add(ours, theirs);
                }
            }
        }
        Figures figures = new Figures();
        figures.add("notices a second, answered in %d ms".formatted(millis), NOTICES / seconds.ours(), "/s");
        figures.add(
                "%,d notices, answered in %d ms".formatted(NOTICES, millis),
                "s",
                "a bare client with as many connections",
                seconds);
        figures.write(Path.of("target/benchmarks-notices-%d.json".formatted(millis)));
        LOG.info("{}", figures.table());
        assertThat(1 / seconds.ratio()).as("of the throughput of a bare client").isGreaterThanOrEqualTo(0.7);
    }

    private double notices(ConfigurableApplicationContext hub, QuickProcessor processor) {
        processor.forget();
        List<ChangedEntity> changes = LongStream.rangeClosed(1, NOTICES)
                .mapToObj(number -> new ChangedEntity(
                        ++changeSet,
                        EntityKind.PERSON,
                        changeSet,
                        NoticeKind.RECTIFIED,
                        Map.of("email", "uusi" + number + "@example.fi", "familyName", "Esimerkki")))
                .toList();
        Notices notices = new Notices(
                hub.getBean(DataSource.class),
                register -> List.of(
                        Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email", "familyName"))));
        hub.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> notices.changed("sofor-asiakasrekisteri", changes));
        await("all")
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(5))
                .until(() -> processor.taken() == NOTICES);
        assertThat(processor.repeated()).isZero();
        return processor.seconds();
    }

    private static ConfigurableApplicationContext start(DurableServer database, QuickProcessor processor) {
        return new SpringApplicationBuilder(RekisterihubApplication.class)
                .run(
                        "--hub.home=" + TestHome.withRoutes("_errors", ROUTE),
                        "--hub.intake.worker=false",
                        "--hub.identity.enabled=false",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.datasource.url=" + database.url(),
                        "--hub.processors.licence-registry.enabled=true",
                        "--hub.processors.licence-registry.every=50",
                        "--hub.processors.licence-registry.url=" + processor.url());
    }
}
