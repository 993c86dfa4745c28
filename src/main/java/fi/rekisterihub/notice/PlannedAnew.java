package fi.rekisterihub.notice;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has claims planned for what the tables hold now. A plan that was made while nothing waited is kept by its connection, and
 * would compare each of a hundred thousand new deliveries with every other.
 */
final class PlannedAnew {

    private static final String PLAN = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)
            """;

    private final JdbcClient jdbc;
    private final @Nullable TransactionTemplate transaction;

    /** @param transaction null where the tables are small, as in a test */
    PlannedAnew(JdbcClient jdbc, @Nullable TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    <T> T claim(Supplier<T> claim) {
        if (transaction == null) {
            return claim.get();
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(PLAN).query().singleRow();
            return claim.get();
        }));
    }
}
