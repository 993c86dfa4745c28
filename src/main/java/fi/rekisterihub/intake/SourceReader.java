package fi.rekisterihub.intake;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how each feed stands: its last runs and its schedule. */
@Component
public final class SourceReader {

    /**
     * A schedule carries the name of its feed; one with a colon is the hub's own. A fetch that found nothing, or brings no records, is as fresh as any; not one
     * broken off.
     */
    private static final String ALL = """
            with names as (select feed as name from stream union select name from schedule where position(':' in name) = 0)
            select n.name,
                   greatest(d.finished_at, case when s.claimed_until is null and s.failures = 0
                                                 and s.rest_reason is null then s.last_at end)
                       as last_done, l.id as last_run_id, l.status as last_status,
                   s.next_at, s.last_at, s.last_error, coalesce(s.failures, 0) as failures, s.rest_reason,
                   coalesce(s.claimed_until > now(), false) as fetching, s.off
              from names n
              left join schedule s on s.name = n.name
              left join lateral (select id, status from run where feed = n.name order by id desc limit 1) l on true
              left join lateral (select finished_at from run where feed = n.name and status = 'done'
                                  order by id desc limit 1) d on true
             order by n.name
            """;

    private final JdbcClient jdbc;

    SourceReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<SourceView> all() {
        return jdbc.sql(ALL).query(SourceReader::source).list();
    }

    public Optional<SourceView> find(String feed) {
        return all().stream().filter(source -> source.feed().equals(feed)).findFirst();
    }

    private static SourceView source(ResultSet row, int number) throws SQLException {
        return new SourceView(
                row.getString("name"),
                Times.instantOrNull(row, "last_done"),
                (Long) row.getObject("last_run_id"),
                row.getString("last_status"),
                Times.instantOrNull(row, "next_at"),
                Times.instantOrNull(row, "last_at"),
                row.getString("last_error"),
                row.getInt("failures"),
                row.getString("rest_reason"),
                row.getBoolean("fetching"),
                row.getString("off"));
    }
}
