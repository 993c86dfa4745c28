package fi.rekisterihub.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what was done about the time of data: ids, rules, days and names of fields, never a value. */
@Component
class RetentionEvents {

    private static final String ADD = """
            insert into retention_event (register_id, person_id, happened, rules, anchors, fields, count, run_id, who)
            values (:register, :person, :happened, :rules, :anchors::jsonb, :fields, :count, :run, :who)
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    RetentionEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void purged(String registerId, ClockRow row, Fate fate, @Nullable Long run, long parts, String who) {
        add(
                registerId,
                row.id(),
                fate.leaves() ? "person-purged" : "fields-purged",
                fate.lapsing(),
                row.anchors(),
                fate.fields(),
                parts,
                run,
                who);
    }

    void dayEntered(String registerId, long person, String anchor, LocalDate day, String who) {
        add(registerId, person, "day-entered", List.of(), Map.of(anchor, day), List.of(), 1, null, who);
    }

    void groupHold(String registerId, String happened, String what, String who) {
        add(registerId, null, happened, List.of(what), Map.of(), List.of(), 1, null, who);
    }

    void ofRun(String registerId, String happened, long run, long count, String who) {
        add(registerId, null, happened, List.of(), Map.of(), List.of(), count, run, who);
    }

    private void add(
            String registerId,
            @Nullable Long person,
            String happened,
            Collection<String> rules,
            Map<String, LocalDate> anchors,
            Collection<String> fields,
            long count,
            @Nullable Long run,
            String who) {
        jdbc.sql(ADD)
                .param("register", registerId)
                .param("person", person)
                .param("happened", happened)
                .param("rules", rules.toArray(String[]::new))
                .param("anchors", json(anchors))
                .param("fields", fields.toArray(String[]::new))
                .param("count", count)
                .param("run", run)
                .param("who", who)
                .update();
    }

    private static String json(Map<String, LocalDate> anchors) {
        Map<String, String> days = new TreeMap<>();
        anchors.forEach((anchor, day) -> days.put(anchor, day.equals(RetentionClock.OPEN) ? "open" : day.toString()));
        try {
            return JSON.writeValueAsString(days);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts cannot fail to be JSON.", e);
        }
    }
}
