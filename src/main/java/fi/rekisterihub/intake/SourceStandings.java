package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how the outside systems stand against their limits, for pages and metrics. */
@Component
public final class SourceStandings {

    private final JdbcClient jdbc;
    private final SourceSettings settings;

    SourceStandings(JdbcClient jdbc, SourceSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    public List<SourceStanding> all() {
        return read(null);
    }

    public Optional<SourceStanding> find(String source) {
        return read(source).stream().findFirst();
    }

    private List<SourceStanding> read(@Nullable String source) {
        return jdbc.sql(SourceLimits.METER)
                .param("source", source)
                .query(this::standing)
                .list();
    }

    private SourceStanding standing(ResultSet row, int number) throws SQLException {
        SourceLimit limit = settings.of(row.getString("source"));
        SourceMeter meter = SourceLimits.meter(row, number);
        SourceMeter.Turn turn = meter.turn(limit);
        RestReason rest = turn.rest();
        return new SourceStanding(
                row.getString("source"),
                rest == null ? null : rest.word(),
                rest == null ? null : turn.at(),
                meter.callsToday(),
                limit.perDay(),
                meter.centsToday(),
                limit.centsPerDay(),
                meter.centsThisMonth(),
                limit.centsPerMonth(),
                row.getString("last_failure"),
                Times.instantOrNull(row, "failed_at"));
    }
}
