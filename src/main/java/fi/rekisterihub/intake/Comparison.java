package fi.rekisterihub.intake;

import fi.rekisterihub.content.RawRecord;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.RecordKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of a delivery beside the last known content. First pass: what is among the {@link KnownHashes} is as it was;
 * key and hash of every other record go into the {@link Stage} and are joined there with {@code source_record}. It begins
 * while the hashes are still on their way. Second pass: only what differs is read again, mapped and handed on. Memory
 * holds a few numbers for each record, never the records.
 */
final class Comparison implements AutoCloseable {

    private static final int MOST_PARKED = 20_000;

    private final Connection connection;
    private final RecordReader reader;
    private final Mapping mapping;
    private final int stream;
    private final Stage stage;
    private final RecordHash hash;

    private long rows;
    private final List<ParkedRow> parked = new ArrayList<>();
    private Differences differences = new Differences();
    private KnownHashes known = KnownHashes.NONE;
    private @Nullable KnownSoon soon;
    private EarlyRows early = EarlyRows.NONE;

    /**
     * @param runId what later runs have told is left alone
     * @param epoch what a hash depends on besides the record: mapping and profile
     */
    Comparison(Connection connection, RecordReader reader, Mapping mapping, int stream, long runId, String epoch) {
        this.connection = connection;
        this.reader = reader;
        this.mapping = mapping;
        this.stream = stream;
        this.stage = new Stage(connection, stream, runId);
        this.hash = new RecordHash(epoch + '\u001e' + reader.dialect());
    }

    void compare() throws SQLException {
        compare(KnownHashes.mostInThisHeap(), EarlyRows.inThisHeap());
    }

    /**
     * @param most how many known hashes may be held
     * @param rows takes what is read before they are there
     */
    void compare(int most, EarlyRows rows) throws SQLException {
        early = rows;
        stage.open();
        try (KnownSoon coming = new KnownSoon(connection, stream, most)) {
            soon = coming;
            differences = compared();
        } catch (Stage.KeysRepeat rare) {
            known = KnownHashes.NONE;
            differences = comparedByKeys();
        }
    }

    private Differences comparedByKeys() throws SQLException {
        try {
            stage.open();
            return compared();
        } catch (Stage.KeysRepeat impossible) {
            throw new IllegalStateException("Records were met although none was held.", impossible);
        }
    }

    private Differences compared() throws SQLException, Stage.KeysRepeat {
        rows = 0;
        parked.clear();
        stage.fill(staged -> {
            reader.read((ordinal, line, raw, fields, bad) -> {
                rows++;
                stageOne(staged, ordinal, line, raw, fields, bad);
            });
            settleEarly(staged);
        });
        stage.compare();
        setRepeatedAside();
        return stage.differences(known);
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

    /** Rows whose content is the last known one. */
    long unchanged() {
        return rows - parked.size() - differences.size();
    }

    /**
     * Whether absence says anything: no row may be the very one that seems to be absent. A company or person is known by
     * the key alone; of a list's entry every value belongs to what it is, so each must have been understood. Asked after
     * the rows were applied.
     */
    boolean understood() throws SQLException {
        boolean everyKey = parked.stream().allMatch(row -> row.key() != null);
        return everyKey && (mapping.kind() != RecordKind.OPTOUT || stage.unusable() == 0);
    }

    List<String> absentKeys() throws SQLException {
        return stage.absentKeys(known);
    }

    /** Lets go of what only {@link #compare} and {@link #absentKeys} need; a run that changes much wants the room. */
    void forgetKnown() {
        known = KnownHashes.NONE;
    }

    /** How many records were listed before this delivery. */
    long listed() throws SQLException {
        return stage.listed(known);
    }

    /** Those of the differing records that the source's own link ties to an entity. */
    long differentAndLinked() {
        return differences.linked();
    }

    /** Second pass: maps what differs and hands it on, in the order of the delivery. */
    void forEachDifferent(Part part, Consumer<ChangedRecord> consumer) {
        Differences.Cursor cursor = differences.cursor();
        RecordHash own = hash.another();
        reader.read((ordinal, line, raw, fields, bad) -> {
            if (cursor.moveTo(ordinal) && part.has(cursor.entityId())) {
                String key = mapping.key(fields);
                own.of(raw);
                consumer.accept(new ChangedRecord(
                        line, key, own.uuid(), cursor.known(), cursor.entityId(), raw.text(), mapping.read(fields)));
            }
        });
    }

    @Override
    public void close() throws SQLException {
        stage.close();
    }

    private void stageOne(
            Stage.Rows staged, long ordinal, long line, RawRecord raw, Map<String, ?> fields, @Nullable BadRecord bad) {
        try {
            if (bad != null) {
                throw bad;
            }
            hash.of(raw);
            KnownSoon coming = soon;
            if (coming == null && known.isEmpty()) {
                staged.add(mapping.key(fields), hash, ordinal);
                return;
            }
            early.add(mapping.key(fields), hash, ordinal);
            boolean canBeLookedUp = coming == null || coming.areThere();
            if (early.isFull() || canBeLookedUp && early.hasBlock()) {
                settleEarly(staged);
            }
        } catch (BadRecord unreadable) {
            park(new ParkedRow(ordinal, line, null, raw.text(), unreadable.field(), unreadable.reason()));
        }
    }

    private void settleEarly(Stage.Rows staged) {
        KnownSoon coming = soon;
        if (coming != null) {
            try {
                known = coming.get();
            } catch (SQLException e) {
                throw new IllegalStateException("The database did not give the known hashes.", e);
            }
            soon = null;
        }
        early.settle(known, staged);
    }

    /** Bad rows are held in memory until they are kept, and a delivery that is mostly bad is not this feed's. */
    private void park(ParkedRow row) {
        parked.add(row);
        if (parked.size() > MOST_PARKED) {
            throw new UnreadableDelivery(
                    "More than %d rows cannot be used (the first, line %d: %s) The file is not what this feed sends."
                            .formatted(
                                    MOST_PARKED,
                                    parked.get(0).line(),
                                    parked.get(0).reason()),
                    null);
        }
    }

    /** The last of several rows with one key counts; the others are parked, or nothing when they say the same. */
    private void setRepeatedAside() throws SQLException {
        List<Stage.Repeated> repeated = stage.repeated();
        if (repeated.isEmpty()) {
            return;
        }
        Set<Long> differing = new HashSet<>();
        for (Stage.Repeated one : repeated) {
            if (!one.same()) {
                differing.add(one.ordinal());
            }
        }
        stage.setAside(repeated);
        if (!differing.isEmpty()) {
            park(differing);
        }
    }

    private void park(Set<Long> ordinals) {
        reader.read((ordinal, line, raw, fields, bad) -> {
            if (ordinals.contains(ordinal)) {
                park(new ParkedRow(
                        ordinal,
                        line,
                        mapping.key(fields),
                        raw.text(),
                        "key",
                        "The key stands again further down with other content; the last row was used."));
            }
        });
    }

    /** Which of the differing records are wanted. */
    enum Part {
        ALL,
        LINKED,
        OTHERS;

        private boolean has(@Nullable Long entityId) {
            return this == ALL || (this == LINKED) == (entityId != null);
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
