package fi.rekisterihub.register;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what has changed, newest first, page by page. */
@Component
public final class HistoryReader {

    /**
     * The rule by which a source that withholds a field empties it. That it was this source, and when, would let a reader
     * guess why; the person's page says without either that the field is withheld.
     */
    private static final String UNTOLD = "emptied-by-source";

    private static final String COLUMNS = """
            select c.id, c.entity_id, c.run_id, f.name as feed, c.actor, c.at, s.fields, c.old_values, c.new_values, s.rules,
                   array(select w.field from withheld_field w where w.person_id = c.entity_id)
                       || coalesce(c.withheld, '{}') as withheld
              from change_set c
              join feed f on f.id = c.feed_id
              join change_shape s on s.id = c.shape_id
            """;
    private static final String OF_ENTITY = COLUMNS + """
             where c.entity_id = :entity and not s.rules <@ :untold::text[] and (:after::bigint is null or c.id < :after)
             order by c.id desc
             limit :most
            """;
    private static final String OF_FIELD = COLUMNS + """
             where c.entity_id = :entity and :field = any(s.fields) and c.at <= :until
             order by c.id desc
             limit 1
            """;
    private static final String OF_RUN = COLUMNS + """
             where c.run_id = :run and not s.rules <@ :untold::text[] and (:after::bigint is null or c.id < :after)
             order by c.id desc
             limit :most
            """;

    private final JdbcClient jdbc;

    HistoryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param after the change set of the last row of the page before */
    public List<ChangeView> ofEntity(long entityId, @Nullable Long after, int most) {
        return jdbc.sql(OF_ENTITY)
                .param("entity", entityId)
                .param("untold", new String[] {UNTOLD})
                .param("after", after)
                .param("most", most)
                .query(HistoryReader::change)
                .list();
    }

    /** The last change of the field until then; empty when nothing had been told of it yet. */
    public Optional<ChangeView> ofField(long entityId, String field, Instant until) {
        return jdbc.sql(OF_FIELD)
                .param("entity", entityId)
                .param("field", field)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(HistoryReader::change)
                .optional();
    }

    public List<ChangeView> ofRun(long runId, @Nullable Long after, int most) {
        return jdbc.sql(OF_RUN)
                .param("run", runId)
                .param("untold", new String[] {UNTOLD})
                .param("after", after)
                .param("most", most)
                .query(HistoryReader::change)
                .list();
    }

    private static ChangeView change(ResultSet row, int number) throws SQLException {
        String[] fields = texts(row, "fields");
        @Nullable
        String[] before =
                row.getArray("old_values") == null ? new @Nullable String[fields.length] : texts(row, "old_values");
        String[] after = texts(row, "new_values");
        String[] rules = texts(row, "rules");
        // What must not be in the register must not be read out of its history either.
        Set<String> withheld = Set.copyOf(List.of(texts(row, "withheld")));
        return new ChangeView(
                row.getLong("id"),
                row.getLong("entity_id"),
                (Long) row.getObject("run_id"),
                row.getString("feed"),
                row.getString("actor"),
                Times.instant(row, "at"),
                IntStream.range(0, fields.length)
                        .filter(i -> !rules[i].equals(UNTOLD))
                        .mapToObj(i -> withheld.contains(fields[i])
                                ? ChangeView.Field.withheld(fields[i], rules[i])
                                : new ChangeView.Field(fields[i], before[i], after[i], rules[i]))
                        .toList());
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}
