package fi.rekisterihub.demo;

import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.simulator.CrmCsv;
import fi.rekisterihub.simulator.World;
import java.io.ByteArrayInputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings the customers in once the companies are there, so that each finds the company that it works for. */
final class FirstLoad implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLoad.class);
    private static final int PATIENCE_SECONDS = 120;
    private static final String COMPANIES_ARE_THERE = """
            select count(*) > 0 from run where feed = 'prh-company' and status = 'done'
            """;

    private final World world;
    private final Deliveries deliveries;
    private final JdbcClient jdbc;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo-first-load");
        thread.setDaemon(true);
        return thread;
    });
    private int waited;

    FirstLoad(World world, Deliveries deliveries, JdbcClient jdbc) {
        this.world = world;
        this.deliveries = deliveries;
        this.jdbc = jdbc;
    }

    void begin() {
        var unused = clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            bringWhenReady();
        } catch (RuntimeException e) {
            LOG.info("The customer system's export could not be brought in; trying again.", e);
        }
    }

    private void bringWhenReady() {
        boolean ready = jdbc.sql(COMPANIES_ARE_THERE).query(Boolean.class).single();
        if (!ready && ++waited < PATIENCE_SECONDS) {
            return;
        }
        deliveries.fromFile(
                "crm-person", "crm-export.csv", new ByteArrayInputStream(SharedAddresses.addedTo(CrmCsv.of(world))));
        LOG.info("The customer system's export is on its way: {} lines.", world.customers());
        clock.shutdown();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
