package fi.rekisterihub.evidence;

import fi.rekisterihub.database.Times;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is to be sealed, and what was. */
final class SourceReader {

    private final JdbcClient jdbc;

    SourceReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows with numbers above {@code after} and up to {@code until}, in their order. */
    List<SealedRow> rows(Source source, long after, long until) {
        return jdbc.sql(source.rows())
                .param("after", after)
                .param("until", until)
                .query((row, number) -> row(source, row))
                .list();
    }

    private static SealedRow row(Source source, ResultSet row) throws SQLException {
        Long entity = (Long) row.getObject("entity_id");
        String own = entity == null ? null : Subjects.entity(entity);
        return new SealedRow(
                source,
                row.getLong("id"),
                row.getString("register_id"),
                entity,
                row.getString("recipient"),
                texts(row.getArray("keys")).stream()
                        .filter(key -> !key.equals(own))
                        .toList(),
                Times.instant(row, "at"),
                row.getString("kind"),
                row.getString("facts"),
                texts(row.getArray("outline")),
                row.getString("contents"));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
