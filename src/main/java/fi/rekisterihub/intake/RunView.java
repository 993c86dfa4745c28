package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run as people and machines see it.
 *
 * @param status queued, running, done, failed, braked or refused
 * @param effects what applying did beside the rows, by name: entities that were created, notices that were queued
 * @param rerunOf the run whose delivery this one reads again
 * @param asOf the older run in whose place it speaks: what later ones have told stays
 * @param brake why the brake holds it, as written by the run; null when it does not
 */
public record RunView(
        long id,
        long deliveryId,
        String feed,
        String registerId,
        String status,
        @Nullable String mappingVersion,
        long rowsIn,
        long rowsDone,
        RunCounts counts,
        Map<String, Long> effects,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempts,
        @Nullable String brake,
        @Nullable String releasedBy,
        @Nullable String message,
        @Nullable Long rerunOf,
        @Nullable Long asOf) {

    static RunView of(ResultSet row, int number) throws SQLException {
        return new RunView(
                row.getLong("id"),
                row.getLong("delivery_id"),
                row.getString("feed"),
                row.getString("register_id"),
                row.getString("status"),
                row.getString("mapping_version"),
                row.getLong("rows_in"),
                row.getLong("rows_done"),
                RunCounts.of(row),
                Effects.read(row.getString("effects")),
                Times.instant(row, "queued_at"),
                Times.instantOrNull(row, "started_at"),
                Times.instantOrNull(row, "finished_at"),
                row.getInt("attempts"),
                row.getString("brake"),
                row.getString("released_by"),
                row.getString("message"),
                (Long) row.getObject("rerun_of"),
                (Long) row.getObject("as_of"));
    }

    public boolean active() {
        return status.equals("queued") || status.equals("running");
    }

    public boolean held() {
        return status.equals("braked");
    }

    /** From the start to the end, or to now; zero when it has not started. */
    public Duration took() {
        if (startedAt == null) {
            return Duration.ZERO;
        }
        Instant end = finishedAt == null ? Instant.now() : finishedAt;
        return end.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, end);
    }

    /** Rows that were dealt with in a second, over the whole run so far; 0 before the first second's worth. */
    public long rowsPerSecond() {
        long millis = took().toMillis();
        return millis == 0 ? 0 : rowsDone * 1000 / millis;
    }

    /** Time left at the pace so far; null when the run does not move or its size is not known. */
    public @Nullable Duration timeLeft() {
        if (!status.equals("running") || rowsDone == 0 || rowsIn < rowsDone) {
            return null;
        }
        return Duration.ofMillis(took().toMillis() * (rowsIn - rowsDone) / rowsDone);
    }
}
