package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.support.FreshDatabase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Thousands of runs of chance against the real classes and a real database. A seed that fails is printed with what was done
 * in it, and is run alone by {@code -Dhub.simulation.seed=<seed>}.
 */
@DisplayName("rule 1: whatever happens, no prohibition is lost or lifted by anybody but the person")
class PermissionSimulationTest {

    /** More failures than these tell nothing new. */
    private static final int SHOWN = 3;

    private static final Set<Integer> ANALYSED_AFTER = Set.of(10, 100, 1000);

    @Test
    void losesNoProhibition() throws InterruptedException {
        Long only = Long.getLong("hub.simulation.seed");
        LongStream first = LongStream.rangeClosed(1, Long.getLong("hub.simulation.seeds", 1000));
        run(only == null ? first : LongStream.of(only));
    }

    @Test
    @Tag("benchmark")
    void losesNoProhibitionInTenThousandOtherSeeds() throws InterruptedException {
        run(LongStream.rangeClosed(1_000_001, 1_010_000));
    }

    private static void run(LongStream seeds) throws InterruptedException {
        Map<Long, String> failed = new ConcurrentSkipListMap<>();
        long[] all = seeds.toArray();
        AtomicInteger done = new AtomicInteger();
        long begun = System.nanoTime();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(FreshDatabase.url());
            database.setMaximumPoolSize(8);
            // Here most of the time of a statement would go into planning it.
            database.setConnectionInitSql("set plan_cache_mode = force_generic_plan");
            for (long seed : all) {
                workers.execute(() -> {
                    if (failed.size() < SHOWN) {
                        run(database, seed, failed);
                        lookAtTables(database, done.incrementAndGet());
                    }
                });
            }
            workers.shutdown();
            assertThat(workers.awaitTermination(1, TimeUnit.HOURS)).isTrue();
        } finally {
            workers.shutdownNow();
        }
        System.out.printf(
                "Simulated %d of the seeds %d to %d in %d s; failed: %s%n",
                done.get(),
                all[0],
                all[all.length - 1],
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                failed.keySet());
        assertThat(failed.values()).as("seeds that failed: %s", failed.keySet()).isEmpty();
    }

    /** As a database in use does by itself each minute; until then its plans are those of empty tables. */
    private static void lookAtTables(DataSource database, int done) {
        if (ANALYSED_AFTER.contains(done)) {
            JdbcClient.create(database).sql("analyze").update();
        }
    }

    private static void run(HikariDataSource database, long seed, Map<Long, String> failed) {
        Simulation simulation = new Simulation(database, seed);
        try {
            simulation.run();
        } catch (RuntimeException | AssertionError wrong) {
            System.out.printf("Seed %d failed.%n", seed);
            failed.put(seed, "seed %d: %s%n  %s".formatted(seed, wrong, String.join("\n  ", simulation.told())));
        }
    }
}
