package fi.rekisterihub.intake;

import fi.rekisterihub.database.BinaryCopy;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of a delivery beside the last known content. First pass: key and hash of every record go by COPY into a
 * temporary table and are joined with {@code source_record}. Second pass: only what differs is read again and handed
 * on. Memory holds a few numbers for each differing record, never the records.
 */
final class Comparison {

    private static final int MOST_PARKED = 20_000;

    private static final String STAGE = """
            create temporary table if not exists stage (key text collate "C" not null, hash uuid not null, ord bigint not null)
            """;
    private static final String KEYS_THAT_REPEAT = """
            select ord, hash = last_hash as same from (
                select ord, hash,
                       last_value(hash) over w as last_hash, last_value(ord) over w as last_ord
                  from stage where key in (select key from stage group by key having count(*) > 1)
                window w as (partition by key order by ord rows between unbounded preceding and unbounded following)
            ) repeated where ord <> last_ord
            """;
    // What a later run has told since is newer than this delivery, which waited for a person or failed at first.
    private static final String DIFFERENT = """
            select s.ord, r.key is not null as known, r.entity_id
              from stage s left join source_record r on r.stream_id = ? and r.key = s.key
             where r.hash is distinct from s.hash and (r.run_id is null or r.run_id <= ?)
             order by s.ord
            """;
    private static final String DONE_BY_THIS_RUN = """
            select count(*) from stage s join source_record r on r.stream_id = ? and r.key = s.key
             where r.hash = s.hash and r.run_id = ?
            """;
    private static final String ABSENT = """
            select r.key from source_record r
             where r.stream_id = ? and r.outcome <> 'x' and not exists (select from stage s where s.key = r.key)
            """;
    private static final String UNUSABLE = """
            select count(*) from stage s join source_record r on r.stream_id = ? and r.key = s.key
             where r.hash = s.hash and r.outcome = 'p'
            """;

    private final Connection connection;
    private final RecordReader reader;
    private final Mapping mapping;
    private final int stream;
    private final long runId;
    private final MessageDigest digest = sha256();
    private final byte[] epoch;

    private long rows;
    private long repeatedAlike;
    private final List<ParkedRow> parked = new ArrayList<>();
    private Differences differences = new Differences();

    /**
     * @param runId what later runs have told is left alone
     * @param epoch what a hash depends on besides the record: mapping and profile
     */
    Comparison(Connection connection, RecordReader reader, Mapping mapping, int stream, long runId, String epoch) {
        this.connection = connection;
        this.reader = reader;
        this.mapping = mapping;
        this.stream = stream;
        this.runId = runId;
        this.epoch = (epoch + '\u001e' + reader.dialect() + '\u001e').getBytes(StandardCharsets.UTF_8);
    }

    void compare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set work_mem = '128MB'");
            statement.execute(STAGE);
            statement.execute("truncate stage");
        }
        stage();
        setRepeatedAside();
        differences = readDifferences();
    }

    long rows() {
        return rows;
    }

    /** Rows that could not be read, or whose key stands again below with other content. */
    List<ParkedRow> parked() {
        return parked;
    }

    long different() {
        return differences.size();
    }

    long differentAndKnown() {
        return differences.known();
    }

    /** Rows whose content is the last known one. */
    long unchanged(boolean resumed) throws SQLException {
        long same = rows - parked.size() - differences.size();
        return resumed ? same - count(DONE_BY_THIS_RUN, runId) : same;
    }

    long repeatedAlike() {
        return repeatedAlike;
    }

    /**
     * Whether every row of the delivery was understood. Asked after the rows were applied: one that was not may be
     * the very one that seems to be absent.
     */
    boolean understood() throws SQLException {
        return parked.stream().allMatch(row -> row.key() != null) && count(UNUSABLE) == 0;
    }

    List<String> absentKeys() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ABSENT)) {
            query.setInt(1, stream);
            List<String> keys = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
            return keys;
        }
    }

    /** Second pass: maps what differs and hands it on, in the order of the delivery. */
    void forEachDifferent(java.util.function.Consumer<ChangedRecord> consumer) {
        Differences.Cursor cursor = differences.cursor();
        reader.read((ordinal, line, raw, fields, bad) -> {
            if (cursor.moveTo(ordinal)) {
                String text = raw.get();
                String key = mapping.key(fields);
                consumer.accept(new ChangedRecord(
                        line, key, hash(text), cursor.known(), cursor.entityId(), text, mapping.read(fields)));
            }
        });
    }

    private void stage() throws SQLException {
        BinaryCopy copy = BinaryCopy.into(connection, "stage (key, hash, ord)");
        try {
            reader.read((ordinal, line, raw, fields, bad) -> {
                rows++;
                stageOne(copy, ordinal, line, raw, fields, bad);
            });
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private void stageOne(
            BinaryCopy copy,
            long ordinal,
            long line,
            Supplier<String> raw,
            Map<String, ?> fields,
            @Nullable BadRecord bad) {
        try {
            if (bad != null) {
                throw bad;
            }
            String key = mapping.key(fields);
            copy.row(3).text(key).uuid(hash(raw.get())).bigint(ordinal);
        } catch (BadRecord unreadable) {
            parked.add(new ParkedRow(ordinal, line, null, raw.get(), unreadable.field(), unreadable.reason()));
            if (parked.size() > MOST_PARKED) {
                throw new UnreadableDelivery(
                        "More than %d rows cannot be read (the first, line %d: %s) The file is not what this feed sends."
                                .formatted(
                                        MOST_PARKED,
                                        parked.get(0).line(),
                                        parked.get(0).reason()),
                        unreadable);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database did not take the staged keys.", e);
        }
    }

    /** The last of several rows with one key counts; the others are parked, or nothing when they say the same. */
    private void setRepeatedAside() throws SQLException {
        List<Long> others = new ArrayList<>();
        List<Long> differing = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(KEYS_THAT_REPEAT)) {
            while (row.next()) {
                others.add(row.getLong(1));
                if (!row.getBoolean(2)) {
                    differing.add(row.getLong(1));
                }
            }
        }
        if (others.isEmpty()) {
            return;
        }
        repeatedAlike = others.size() - differing.size();
        try (PreparedStatement delete = connection.prepareStatement("delete from stage where ord = any(?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", others.toArray()));
            delete.executeUpdate();
        }
        park(differing);
    }

    private void park(List<Long> ordinals) {
        if (ordinals.isEmpty()) {
            return;
        }
        java.util.Set<Long> wanted = new java.util.HashSet<>(ordinals);
        reader.read((ordinal, line, raw, fields, bad) -> {
            if (wanted.contains(ordinal)) {
                parked.add(new ParkedRow(
                        ordinal,
                        line,
                        mapping.key(fields),
                        raw.get(),
                        "key",
                        "The key stands again further down with other content; the last row was used."));
            }
        });
    }

    private Differences readDifferences() throws SQLException {
        Differences found = new Differences();
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (PreparedStatement query = connection.prepareStatement(DIFFERENT)) {
            query.setInt(1, stream);
            query.setLong(2, runId);
            query.setFetchSize(10_000);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long entity = row.getLong(3);
                    found.add(row.getLong(1), row.getBoolean(2), row.wasNull() ? 0 : entity);
                }
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(before);
        }
        return found;
    }

    private long count(String sql, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, stream);
            for (int i = 0; i < values.length; i++) {
                query.setObject(2 + i, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The first 128 bits of SHA-256: a sender cannot craft two records that look the same to us. */
    private UUID hash(String raw) {
        digest.update(epoch);
        digest.update(raw.getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row that could not be used, with all that is needed to mend it. */
    record ParkedRow(
            long ordinal,
            long line,
            @Nullable String key,
            String raw,
            @Nullable String field,
            String reason) {}
}
