package fi.rekisterihub.retention;

import fi.rekisterihub.support.QuietHub;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Persons of a register with a past: made on a day, spoken of by feeds, with days that sources have told. */
record Aged(QuietHub hub, String register) {

    private static final String PERSON = """
            insert into person (id, register_id, family_name, given_name, email, extra, created_at)
            values (:id, :register, 'Suku' || :id, 'Etu', 'p' || :id || '@a.example', :extra::jsonb, :day::date)
            """;
    private static final String FEED = "insert into feed (name) values (:feed) on conflict do nothing";
    private static final String STREAM =
            "insert into stream (feed, register_id) values (:feed, :register) on conflict do nothing";
    private static final String RECORD = """
            insert into source_record (stream_id, key, hash, entity_id, outcome, run_id, raw)
            select s.id, 'C-' || :id, gen_random_uuid(), :id, 'a', 0, convert_to('raw of ' || :id, 'UTF8') from stream s
             where s.feed = :feed and s.register_id = :register
            """;
    private static final String DAY = """
            insert into clock_fact (person_id, anchor, stream_id, record_key, day) values (:id, :anchor, 0, :key, :day)
            """;

    /** @param feeds that speak of the person */
    void person(long id, LocalDate made, String... feeds) {
        person(id, made, Map.of(), feeds);
    }

    void person(long id, LocalDate made, Map<String, String> extra, String... feeds) {
        StringBuilder json = new StringBuilder();
        new TreeMap<>(extra).forEach((field, value) -> json.append(json.isEmpty() ? "" : ",")
                .append("\"%s\":{\"value\":\"%s\",\"feed\":0}".formatted(field, value)));
        jdbc().sql(PERSON)
                .param("id", id)
                .param("register", register)
                .param("extra", "{" + json + "}")
                .param("day", made)
                .update();
        for (String feed : feeds) {
            jdbc().sql(FEED).param("feed", feed).update();
            jdbc().sql(STREAM).param("feed", feed).param("register", register).update();
            jdbc().sql(RECORD)
                    .param("id", id)
                    .param("feed", feed)
                    .param("register", register)
                    .update();
        }
    }

    void day(long id, String anchor, LocalDate day) {
        day(id, anchor, day, "");
    }

    void day(long id, String anchor, LocalDate day, String key) {
        jdbc().sql("delete from clock_fact where person_id = :id and anchor = :anchor and record_key = :key")
                .param("id", id)
                .param("anchor", anchor)
                .param("key", key)
                .update();
        jdbc().sql(DAY)
                .param("id", id)
                .param("anchor", anchor)
                .param("key", key)
                .param("day", day)
                .update();
    }

    RetentionRun purge(LocalDate day) {
        return hub.get(RetentionWorker.class).purge(register, day, "test", "a test");
    }

    boolean isThere(long id) {
        return jdbc().sql("select exists (select from person where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Null when there is none. */
    Optional<String> extra(long id, String field) {
        return jdbc().sql("select extra -> :field ->> 'value' from person where id = :id")
                .param("field", field)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    ClockState state(long id, String what, LocalDate day) {
        return hub.get(PersonClocks.class).of(id, day).stream()
                .filter(clock -> clock.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No clock of %s for person %d.".formatted(what, id)))
                .state();
    }

    Preview preview(LocalDate day) {
        return hub.get(RetentionPreview.class).of(register, day);
    }

    Preview.Line line(String what, LocalDate day) {
        return preview(day).lines().stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    List<String> happened() {
        return jdbc().sql("select happened || ' ' || coalesce(person_id::text, '-') from retention_event order by id")
                .query(String.class)
                .list();
    }

    /** Never early: it stays on the last day and goes on the next. */
    void leavesAfter(long id, LocalDate last) {
        if (!purge(last).status().equals("done") || !isThere(id)) {
            throw new AssertionError("Person %d has left on %s, which is early.".formatted(id, last));
        }
        purge(last.plusDays(1));
        if (isThere(id)) {
            throw new AssertionError("Person %d is still there after %s.".formatted(id, last));
        }
    }

    JdbcClient jdbc() {
        return hub.get(JdbcClient.class);
    }
}
