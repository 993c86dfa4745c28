package fi.rekisterihub.retention;

import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out what the statements of {@link ClockSql} are to be given: the streams of a register, and the day. */
@Component
class ClockParameters {

    private static final String STREAMS = "select id, feed from stream where register_id = :register";

    private final JdbcClient jdbc;

    ClockParameters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Asked of(RetentionLaw law, LocalDate today) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("register", law.registerId());
        parameters.put("today", today);
        parameters.put("anchors", law.anchors().toArray(String[]::new));
        for (int number = 0; number < law.kept().size(); number++) {
            Kept kept = law.kept().get(number);
            parameters.put("what_" + number, kept.what());
            parameters.put("fields_" + number, kept.fields().toArray(String[]::new));
        }
        boolean membership = !law.oneForAll();
        if (membership) {
            masks(law, parameters);
        }
        return new Asked(new ClockSql(law, membership), parameters);
    }

    private void masks(RetentionLaw law, Map<String, Object> parameters) {
        List<Integer> streams = new ArrayList<>();
        List<Long> masks = new ArrayList<>();
        jdbc.sql(STREAMS).param("register", law.registerId()).query(row -> {
            long mask = law.membership(row.getString("feed"));
            if (mask != 0) {
                streams.add(row.getInt("id"));
                masks.add(mask);
            }
        });
        parameters.put("streams", streams.toArray(Integer[]::new));
        parameters.put("masks", masks.toArray(Long[]::new));
    }

    /** A statement's beginning and what it is to be given. */
    record Asked(ClockSql sql, Map<String, Object> parameters) {}
}
