package fi.rekisterihub.identity;

import fi.rekisterihub.match.LiveRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what is compared of the entities of a register. Whose data is restricted is not among them: it is not used. */
@Repository
class ComparedRows {

    private static final int FETCHED_AT_ONCE = 5_000;

    private static final String OF_REGISTER = "select id, %s from %s where register_id = ? and restricted_at is null";
    private static final String OF_IDS = OF_REGISTER + " and id = any(?)";
    private static final String HOW_MANY = "select count(*) from %s where register_id = ?";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ComparedRows(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    long howMany(String registerId, ComparedFields fields) {
        Long found = jdbc.queryForObject(HOW_MANY.formatted(fields.kind().word()), Long.class, registerId);
        return found == null ? 0 : found;
    }

    /** In no particular order, and never all of them in memory. */
    void each(String registerId, ComparedFields fields, Consumer<LiveRecord> taker) {
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(FETCHED_AT_ONCE);
        // The driver fetches by portions only inside a transaction.
        RowCallbackHandler each = row -> taker.accept(read(row, fields));
        transaction.executeWithoutResult(status -> streaming.query(sql(OF_REGISTER, fields), each, registerId));
    }

    List<LiveRecord> of(String registerId, ComparedFields fields, Collection<Long> ids) {
        return jdbc.query(
                sql(OF_IDS, fields),
                statement -> {
                    statement.setString(1, registerId);
                    statement.setArray(2, statement.getConnection().createArrayOf("bigint", ids.toArray()));
                },
                (row, n) -> read(row, fields));
    }

    private static String sql(String text, ComparedFields fields) {
        return text.formatted(String.join(", ", fields.columns()), fields.kind().word());
    }

    private static LiveRecord read(ResultSet row, ComparedFields fields) throws SQLException {
        List<@Nullable String> values = new ArrayList<>(fields.fields().size());
        for (int i = 0; i < fields.fields().size(); i++) {
            values.add(row.getString(i + 2));
        }
        return new LiveRecord(row.getLong("id"), values);
    }
}
