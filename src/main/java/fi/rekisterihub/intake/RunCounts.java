package fi.rekisterihub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What became of the rows of a run. The first five sum up to the rows dealt with; the rest are facts beside them.
 *
 * @param absent records of an earlier delivery that this one no longer has
 * @param droppedFields values that the register's profile does not allow
 */
public record RunCounts(
        long applied, long unchanged, long review, long refused, long parked, long absent, long droppedFields) {

    static RunCounts of(ResultSet row) throws SQLException {
        return new RunCounts(
                row.getLong("applied"),
                row.getLong("unchanged"),
                row.getLong("review"),
                row.getLong("refused"),
                row.getLong("parked"),
                row.getLong("absent"),
                row.getLong("dropped_fields"));
    }

    public long sum() {
        return applied + unchanged + review + refused + parked;
    }
}
