package fi.rekisterihub.permission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes acts into the ledger, many in one statement. */
final class LedgerRows {

    private static final String RECORD = """
            insert into permission_event
                   (event_key, register_id, purpose, channel, scope, state, source, by_person, evidence, event_time,
                    counts_from, repeats)
            select event_key, register_id, purpose, channel, scope, state, source, by_person, evidence,
                   least(event_time, now()), least(counts_from, now()), repeats
              from unnest(:eventKeys::text[], :registers::text[], :purposes::text[], :channels::text[], :scopes::text[],
                          :states::text[], :sources::text[], :byPersons::boolean[], :evidences::jsonb[],
                          :eventTimes::timestamptz[], :countFroms::timestamptz[], :repeats::boolean[])
                   as act(event_key, register_id, purpose, channel, scope, state, source, by_person, evidence,
                          event_time, counts_from, repeats)
            on conflict (event_key) do nothing
            returning id, event_key
            """;

    private static final String KNOWN = "select id, event_key from permission_event where event_key = any(:eventKeys)";

    private static final String RECORD_SUBJECTS = """
            insert into permission_subject (subject_key, event_id)
            select subject_key, event_id from unnest(:keys::text[], :eventIds::bigint[]) as s(subject_key, event_id)
            """;

    // Clocks say strange things, such as the year nought, that PostgreSQL does not read in this form. What is yet to
    // come
    // counts from now in any case.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient jdbc;
    private final List<Row> rows = new ArrayList<>();

    private record Row(HeldAct held, Instant countsFrom, boolean repeats) {

        PermissionAct act() {
            return held.act();
        }
    }

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(HeldAct held, Instant countsFrom, boolean repeats) {
        rows.add(new Row(held, countsFrom, repeats));
    }

    /**
     * Writes those that are not in the ledger yet, with their subjects.
     *
     * @return the numbers of those that were written, by place
     */
    Map<Integer, Long> write() {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Long> written = numbers(jdbc.sql(RECORD)
                .param("eventKeys", texts(PermissionAct::eventKey))
                .param("registers", texts(PermissionAct::registerId))
                .param("purposes", texts(PermissionAct::purpose))
                .param("channels", texts(PermissionAct::channel))
                .param("scopes", texts(PermissionAct::scope))
                .param("states", texts(act -> act.permission().word()))
                .param("sources", texts(PermissionAct::source))
                .param(
                        "byPersons",
                        rows.stream().map(row -> row.act().byPerson()).toArray(Boolean[]::new))
                .param("evidences", texts(act -> LedgerJson.of(act.evidence())))
                .param("eventTimes", texts(act -> text(act.eventTime())))
                .param(
                        "countFroms",
                        rows.stream().map(row -> text(row.countsFrom())).toArray(String[]::new))
                .param("repeats", rows.stream().map(Row::repeats).toArray(Boolean[]::new)));
        List<String> keys = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        rows.stream()
                .filter(row -> written.containsKey(row.held().place()))
                .forEach(row -> row.held().subjects().keys().forEach(key -> {
                    keys.add(key);
                    ids.add(written.get(row.held().place()));
                }));
        jdbc.sql(RECORD_SUBJECTS)
                .param("keys", keys.toArray(String[]::new))
                .param("eventIds", ids.toArray(Long[]::new))
                .update();
        return written;
    }

    /** The numbers under which those are known that were not written, by place. */
    Map<Integer, Long> knownBefore(Set<Integer> written) {
        String[] others = rows.stream()
                .filter(row -> !written.contains(row.held().place()))
                .map(row -> row.act().eventKey())
                .toArray(String[]::new);
        return others.length == 0 ? Map.of() : numbers(jdbc.sql(KNOWN).param("eventKeys", others));
    }

    private Map<Integer, Long> numbers(JdbcClient.StatementSpec asked) {
        Map<String, Integer> places = new HashMap<>();
        rows.forEach(row -> places.put(row.act().eventKey(), row.held().place()));
        Map<Integer, Long> numbers = new HashMap<>();
        asked.query((row, number) -> numbers.put(places.get(row.getString("event_key")), row.getLong("id")))
                .list();
        return numbers;
    }

    private static String text(Instant at) {
        return (at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at).toString();
    }

    private interface Text {
        @Nullable
        String of(PermissionAct act);
    }

    private String[] texts(Text column) {
        return rows.stream().map(row -> column.of(row.act())).toArray(String[]::new);
    }
}
