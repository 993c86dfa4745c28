package fi.rekisterihub.intake;

import fi.rekisterihub.database.BinaryCopy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Key and hash of records of a delivery, in a temporary table beside {@code source_record}: PostgreSQL says which
 * differ, by one join, in any order of the rows and without a record in our memory.
 */
final class Stage implements AutoCloseable {

    // One join of a million short rows stays in memory with this much. The planner thinks that the records of a stream
    // stand in the table in the order of their keys, and would fetch each of a million by itself.
    private static final String OPEN = """
            set work_mem = '128MB';
            set enable_indexscan = off;
            set enable_indexonlyscan = off;
            set enable_mergejoin = off;
            create temporary table if not exists stage (key text collate "C" not null, hash uuid not null, ord bigint not null);
            create temporary table if not exists different (
                key text collate "C" not null, ord bigint not null, was uuid, entity_id bigint);
            create temporary table if not exists unmet (hash uuid not null);
            truncate stage, different, unmet
            """;
    private static final String CLOSE = """
            truncate stage, different, unmet;
            reset work_mem;
            reset enable_indexscan;
            reset enable_indexonlyscan;
            reset enable_mergejoin
            """;
    // What a later run has told since is newer than this delivery, which waited for a person or failed at first.
    private static final String COMPARE = """
            insert into different
            select s.key, s.ord, r.hash, r.entity_id
              from stage s left join source_record r on r.stream_id = ? and r.key = s.key
             where r.hash is distinct from s.hash and (r.run_id is null or r.run_id <= ?)
            """;
    // Of two rows with one key and other content at least one differs from what is known, so only those are looked at.
    private static final String REPEATED = """
            select ord, hash = last_hash as same from (
                select ord, hash,
                       last_value(hash) over w as last_hash, last_value(ord) over w as last_ord
                  from stage
                 where key in (select d.key from different d join stage s on s.key = d.key and s.ord <> d.ord)
                window w as (partition by key order by ord rows between unbounded preceding and unbounded following)
            ) repeated where ord <> last_ord
            """;
    private static final String SET_ASIDE = "delete from %s where ord = any(?)";
    private static final String DIFFERENT = "select ord, was, entity_id from different order by ord";
    private static final String ABSENT = """
            select r.key from source_record r
             where r.stream_id = %1$d and r.outcome <> 'x' and not exists (select from stage s where s.key = r.key)
            """;
    private static final String LISTED = "select count(*) from source_record where stream_id = ? and outcome <> 'x'";
    private static final String WITHOUT_USE =
            "select count(*) from source_record where stream_id = ? and outcome = 'p'";
    // A temporary table has no statistics by itself, and the register would be read whole for a handful of rows.
    private static final String COUNT_STAGED = "analyze stage";
    // Beside what is staged, the delivery has what was met by its hash. Those without use are always staged.
    private static final String ABSENT_UNLESS_MET = """
            select r.key from unmet u join source_record r on r.hash = u.hash
             where r.stream_id = %1$d and r.outcome not in ('p', 'x')
               and not exists (select from stage s where s.key = r.key)
             union all
            """ + ABSENT + " and r.outcome = 'p'";
    // When all that is known was met, none but those can be absent; there are few, and an index has them.
    private static final String ABSENT_WHEN_ALL_WERE_MET = ABSENT + " and r.outcome = 'p'";
    private static final String UNUSABLE = """
            select count(*) from stage s join source_record r on r.stream_id = ? and r.key = s.key
             where r.hash = s.hash and r.outcome = 'p'
            """;

    private final Connection connection;
    private final int stream;
    private final long runId;

    Stage(Connection connection, int stream, long runId) {
        this.connection = connection;
        this.stream = stream;
        this.runId = runId;
    }

    void open() throws SQLException {
        execute(OPEN);
    }

    /** Takes all rows of the delivery, or none. The connection is not used before the first is added. */
    void fill(Delivery delivery) throws SQLException {
        Rows rows = new Rows();
        try {
            delivery.addTo(rows);
            rows.finish();
        } finally {
            rows.cancel();
        }
    }

    void compare() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(COMPARE)) {
            insert.setInt(1, stream);
            insert.setLong(2, runId);
            insert.executeUpdate();
        }
    }

    /** Rows whose key stands again further down in the same delivery. */
    List<Repeated> repeated() throws SQLException {
        List<Repeated> repeated = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(REPEATED)) {
            while (row.next()) {
                repeated.add(new Repeated(row.getLong(1), row.getBoolean(2)));
            }
        }
        return repeated;
    }

    void setAside(List<Repeated> rows) throws SQLException {
        Object[] ordinals = rows.stream().map(Repeated::ordinal).toArray();
        for (String table : new String[] {"stage", "different"}) {
            try (PreparedStatement delete = connection.prepareStatement(SET_ASIDE.formatted(table))) {
                delete.setArray(1, connection.createArrayOf("bigint", ordinals));
                delete.executeUpdate();
            }
        }
    }

    /** @throws KeysRepeat when a record that differs also stands in the delivery as it was known */
    Differences differences(KnownHashes known) throws SQLException, KeysRepeat {
        Differences found = new Differences();
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (PreparedStatement query = connection.prepareStatement(DIFFERENT)) {
            query.setFetchSize(10_000);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    UUID was = row.getObject(2, UUID.class);
                    if (was != null && known.wasMet(was.getMostSignificantBits(), was.getLeastSignificantBits())) {
                        throw new KeysRepeat();
                    }
                    // 0 for none, as for null.
                    found.add(row.getLong(1), was != null, row.getLong(3));
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(before);
        }
        return found;
    }

    /** Rows of the delivery that are known and could not be used. */
    long unusable() throws SQLException {
        return number(UNUSABLE);
    }

    /** How many records are known that no list has left. */
    long listed(KnownHashes known) throws SQLException {
        return known.isEmpty() ? number(LISTED) : known.size() + number(WITHOUT_USE);
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, stream);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Known records that the delivery does not have. */
    List<String> absentKeys(KnownHashes known) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(absent(known).formatted(stream))) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }

    private String absent(KnownHashes known) throws SQLException {
        if (known.isEmpty()) {
            return ABSENT;
        }
        if (known.areAllMet()) {
            return ABSENT_WHEN_ALL_WERE_MET;
        }
        copyUnmet(known);
        return ABSENT_UNLESS_MET;
    }

    private void copyUnmet(KnownHashes known) throws SQLException {
        execute("truncate unmet");
        BinaryCopy copy = BinaryCopy.into(connection, "unmet (hash)");
        try {
            known.forEachUnmet((high, low) -> copy.row(1).uuid(high, low));
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            execute(CLOSE);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Adds the rows of a delivery. */
    interface Delivery {
        void addTo(Rows rows) throws SQLException;
    }

    /** Takes the staged rows one by one. */
    final class Rows {
        private @Nullable BinaryCopy copy;

        private Rows() {}

        void add(String key, RecordHash hash, long ordinal) {
            add(key, hash.high(), hash.low(), ordinal);
        }

        void add(String key, long high, long low, long ordinal) {
            try {
                BinaryCopy begun = copy;
                if (begun == null) {
                    begun = BinaryCopy.into(connection, "stage (key, hash, ord)");
                    copy = begun;
                }
                begun.row(3).text(key).uuid(high, low).bigint(ordinal);
            } catch (SQLException e) {
                throw new IllegalStateException("The database did not take the staged keys.", e);
            }
        }

        private void finish() throws SQLException {
            if (copy != null) {
                copy.finish();
                execute(COUNT_STAGED);
            }
        }

        private void cancel() throws SQLException {
            if (copy != null) {
                copy.cancel();
            }
        }
    }

    /** One key stands in the delivery with known and with other content: which comes last must be found out. */
    static final class KeysRepeat extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** @param same whether it says the same as the last row with its key */
    record Repeated(long ordinal, boolean same) {}
}
