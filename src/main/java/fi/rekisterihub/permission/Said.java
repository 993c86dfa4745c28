package fi.rekisterihub.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said of somebody's permissions: an act of the ledger, or an entry of an opt-out list.
 *
 * @param at when it was said, for people to read
 * @param countsFrom from when it counts against what else was said
 * @param eventId the act in the ledger; null for an entry of a list
 */
record Said(
        Reach reach,
        Permission permission,
        String source,
        Instant at,
        Instant countsFrom,
        @Nullable Long eventId) {

    /** Reads a row of {@code permission_act}. */
    static Said of(ResultSet row, int number) throws SQLException {
        return new Said(
                Reach.of(
                        row.getString("said_of"),
                        row.getString("purpose"),
                        row.getString("channel"),
                        row.getString("scope")),
                Permission.of(row.getString("state")),
                row.getString("source"),
                row.getTimestamp("event_time").toInstant(),
                row.getTimestamp("counts_from").toInstant(),
                row.getObject("event_id", Long.class));
    }

    boolean prohibits() {
        return permission == Permission.PROHIBITED;
    }
}
