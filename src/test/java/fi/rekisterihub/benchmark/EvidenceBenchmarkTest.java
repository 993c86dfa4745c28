package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.evidence.BundleCheck;
import fi.rekisterihub.evidence.Export;
import fi.rekisterihub.evidence.ExportRequest;
import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.evidence.SelfCheck;
import fi.rekisterihub.support.TestHome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What sealing a million notices costs, and what it costs others meanwhile. */
@Tag("benchmark")
class EvidenceBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceBenchmarkTest.class);
    private static final int NOTICES = Integer.getInteger("hub.benchmark.notices", 1_000_000);
    private static final int OUTCOMES = 20_000;

    private static final String FILL = """
            with n as (
                insert into notice (id, register_id, kind, entity_id, cause)
                select gen_random_uuid(), 'sofor-asiakasrekisteri', 'rectified', g, 'change-set:' || g
                  from generate_series(1, %d) g returning id, entity_id)
            insert into notice_delivery (id, notice_id, entity_id, recipient, route, payload)
            select gen_random_uuid(), id, entity_id, 'asiakastieto', 'processor-asiakastieto',
                   jsonb_build_object('entity', 'person', 'fields', jsonb_build_object('phone', '+358 40 000 ' || entity_id))
              from n
            """.formatted(NOTICES);

    /** One notice with its delivery, as an opt-out of somebody queues it meanwhile. */
    private static final String MEANWHILE = """
            with n as (
                insert into notice (id, register_id, kind, entity_id, cause)
                values (gen_random_uuid(), 'sofor-asiakasrekisteri', 'opt-out', null, gen_random_uuid()::text) returning id)
            insert into notice_delivery (id, notice_id, recipient, route, payload)
            select gen_random_uuid(), id, 'brevo', 'provider-brevo', '{}' from n
            """;

    private static final String OUTCOME = """
            update notice_delivery set status = ?, attempts = 1, receipt = '250 queued' where id = ?::uuid
            """;

    @Test
    void sealsAMillionNoticesBesideTheDaysWork() throws Exception {
        Figures figures = new Figures();
        try (DurableServer database = new DurableServer();
                ConfigurableApplicationContext hub = start(database)) {
            figures.add("a delivery's outcome without an event, each", outcome(database, false), "ms");
            figures.add("a delivery's outcome with its event, each", outcome(database, true), "ms");
            database.execute("truncate notice, notice_delivery, notice_event", FILL);
            database.settle();
            figures.add(
                    "an opt-out's notice when nothing is sealed, 99 of 100 within",
                    quantile(database, () -> {
                        for (int i = 0; i < 400; i++) {
                            Thread.sleep(10); // the opt-outs come at a rate
                        }
                    }),
                    "ms");

            long begun = System.nanoTime();
            long[] sealed = new long[1];
            double meanwhile = quantile(
                    database, () -> sealed[0] = hub.getBean(Sealer.class).seal());
            double seconds = (System.nanoTime() - begun) / 1e9;
            assertThat(sealed[0]).isGreaterThanOrEqualTo(NOTICES);
            figures.add("notices sealed a second", sealed[0] / seconds, "1/s");
            figures.add("an opt-out's notice meanwhile, 99 of 100 within", meanwhile, "ms");
            figures.add(
                    "evidence, a notice",
                    (double)
                                    database.number(
                                            "select pg_total_relation_size('evidence_entry') + pg_total_relation_size('evidence_block')")
                            / sealed[0],
                    "bytes");

            figures.add(
                    "a bundle of a person, of a million entries",
                    export(hub, new ExportRequest(4_711L, null, null, null, false, List.of())),
                    "s");
            figures.add(
                    "a bundle of a recipient with a million entries",
                    export(hub, new ExportRequest(null, "asiakastieto", null, null, false, List.of())),
                    "s");
            begun = System.nanoTime();
            assertThat(hub.getBean(SelfCheck.class).check()).isEmpty();
            figures.add("self-check of a million entries", (System.nanoTime() - begun) / 1e9, "s");
        }
        figures.write(Path.of("target/benchmarks-evidence.json"));
        LOG.info("{}", figures.table());
    }

    private double export(ConfigurableApplicationContext hub, ExportRequest request) throws IOException {
        Path file = Files.createTempFile("evidence", ".md");
        long begun = System.nanoTime();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            hub.getBean(Export.class).prepare(request).orElseThrow().write(out);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        begun = System.nanoTime();
        assertThat(new BundleCheck(List.of(), Map.of(), entry -> {}).check(file))
                .isInstanceOf(BundleCheck.Result.Good.class);
        LOG.info("{}: {} bytes, checked in {} s", request.text(), Files.size(file), (System.nanoTime() - begun) / 1e9);
        Files.delete(file);
        return seconds;
    }

    /** Milliseconds of one update of one row, commit and all, with or without the trigger. */
    private double outcome(DurableServer database, boolean event) throws SQLException {
        database.execute(
                "truncate notice, notice_delivery restart identity", FILL.replace("1, " + NOTICES, "1, " + OUTCOMES));
        database.settle();
        try (Connection connection = database.connect();
                Statement set = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(OUTCOME)) {
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = set.executeQuery("select id from notice_delivery")) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            set.execute("set synchronous_commit = off");
            if (!event) {
                set.execute("set session_replication_role = replica");
            }
            long begun = 0;
            for (int number = 0; number < OUTCOMES; number++) {
                if (number == OUTCOMES / 5) {
                    begun = System.nanoTime();
                }
                update.setString(1, "sent");
                update.setString(2, ids.get(number));
                update.execute();
            }
            return (System.nanoTime() - begun) / 1e6 / (OUTCOMES * 4 / 5);
        }
    }

    private interface Work {
        void go() throws Exception;
    }

    /** How long opt-outs take that come all the while. */
    private static double quantile(DurableServer database, Work work) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Double> millis = new ArrayList<>();
        CompletableFuture<Void> optOuts = CompletableFuture.runAsync(() -> {
            try (Connection connection = database.connect();
                    PreparedStatement insert = connection.prepareStatement(MEANWHILE)) {
                while (!over.get()) {
                    long begun = System.nanoTime();
                    insert.execute();
                    millis.add((System.nanoTime() - begun) / 1e6);
                    Thread.sleep(10); // the opt-outs come at a rate
                }
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        work.go();
        over.set(true);
        optOuts.get();
        millis.sort(null);
        return millis.get((int) (millis.size() * 0.99));
    }

    private static ConfigurableApplicationContext start(DurableServer database) {
        return new SpringApplicationBuilder(RekisterihubApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--hub.home=" + TestHome.withRoutes(),
                        "--hub.intake.worker=false",
                        "--hub.identity.enabled=false",
                        "--hub.evidence.enabled=false",
                        "--hub.routes.enabled=false",
                        "--spring.datasource.url=" + database.url());
    }
}
