package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ClaimPlanTest {

    private static final String ROUTE = "processor-licence-registry";
    private static final int MANY = 4_000;

    /** Read as a whole for each other row, four thousand rows are sixteen million comparisons. */
    @Test
    void aPlanFromBeforeAnythingWaitedComparesNotEverythingWithEverything() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(FreshDatabase.unpooled(FreshDatabase.url()));
        pool.setMaximumPoolSize(1);
        pool.setConnectionInitSql("set plan_cache_mode = force_generic_plan");
        try (HikariDataSource database = new HikariDataSource(pool)) {
            JdbcClient jdbc = JdbcClient.create(database);
            jdbc.sql("vacuum analyze notice_delivery, notice").update();
            Outbox outbox = new Outbox(
                    jdbc,
                    new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2)),
                    Set::of,
                    new TransactionTemplate(new DataSourceTransactionManager(database)));
            for (int empty = 0; empty < 20; empty++) {
                assertThat(outbox.claim(ROUTE, 40)).isEmpty();
            }
            new Notices(
                            database,
                            register ->
                                    List.of(Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email"))))
                    .changed(
                            "sofor-asiakasrekisteri",
                            LongStream.rangeClosed(1, MANY)
                                    .mapToObj(number -> new ChangedEntity(
                                            number,
                                            EntityKind.PERSON,
                                            number,
                                            NoticeKind.RECTIFIED,
                                            Map.of("email", "uusi@example.fi")))
                                    .toList());

            long before = rowsRead(jdbc);
            assertThat(outbox.claim(ROUTE, 40)).hasSize(40);
            assertThat(rowsRead(jdbc) - before).isLessThan(10L * MANY);
        }
    }

    /** As the server has counted them; it tells with a delay of up to a second, so it is told to at once. */
    private static long rowsRead(JdbcClient jdbc) {
        jdbc.sql("select pg_stat_force_next_flush()").query().singleRow();
        return jdbc.sql(
                        "select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = 'notice_delivery'")
                .query(Long.class)
                .single();
    }
}
