package fi.rekisterihub.retention;

import fi.rekisterihub.retention.ClockParameters.Asked;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is known of the clocks of some persons. */
@Component
class ClockRows {

    private static final String PARTS = "select unnest(all_parts(:ids::bigint[]))";
    private static final String ROWS = "%s select * from whole order by id";

    private final JdbcClient jdbc;
    private final ClockParameters parameters;

    ClockRows(JdbcClient jdbc, ClockParameters parameters) {
        this.jdbc = jdbc;
        this.parameters = parameters;
    }

    /** One row for each of these who is in the register, and for those who are one together. */
    List<ClockRow> of(RetentionLaw law, Collection<Long> persons, LocalDate today) {
        if (persons.isEmpty()) {
            return List.of();
        }
        Asked asked = parameters.of(law, today);
        return jdbc.sql(ROWS.formatted(asked.sql().some()))
                .params(asked.parameters())
                .param("ids", parts(persons).toArray(Long[]::new))
                .query((row, number) -> row(law, asked.sql(), row))
                .list();
    }

    /** All who are one with any of these, themselves included. */
    List<Long> parts(Collection<Long> persons) {
        return jdbc.sql(PARTS)
                .param("ids", persons.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private static ClockRow row(RetentionLaw law, ClockSql sql, ResultSet row) throws SQLException {
        Map<String, LocalDate> anchors = new HashMap<>();
        Map<String, LocalDate> collected = new HashMap<>();
        anchors.put("collected", row.getObject("collected", LocalDate.class));
        for (String anchor : sql.anchorColumns()) {
            LocalDate day = row.getObject(ClockSql.column(anchor), LocalDate.class);
            if (day != null && anchor.startsWith("collected:")) {
                collected.put(
                        law.kept().get(Integer.parseInt(anchor.substring(10))).what(), day);
            } else if (day != null) {
                anchors.put(anchor, day);
            }
        }
        Set<String> has = new HashSet<>();
        Map<String, LocalDate> lapsed = new HashMap<>();
        for (int number = 0; number < law.kept().size(); number++) {
            Kept kept = law.kept().get(number);
            if (row.getBoolean("in_" + number)) {
                has.add(kept.what());
            }
            LocalDate day = row.getObject("day_" + number, LocalDate.class);
            if (day != null) {
                lapsed.put(kept.what(), day);
            }
        }
        java.sql.Array holds = row.getArray("holds");
        return new ClockRow(
                row.getLong("id"),
                row.getBoolean("restricted"),
                holds == null ? Set.of() : Set.of((String[]) holds.getArray()),
                anchors,
                collected,
                has,
                lapsed);
    }
}
