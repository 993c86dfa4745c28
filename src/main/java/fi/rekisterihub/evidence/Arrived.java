package fi.rekisterihub.evidence;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Up to which number no row of a source can still come. Numbers are given before rows are committed, so a high number may
 * be seen while a lower one is still on its way. Whoever has been given a number holds the table's lock for writers until it
 * has committed or given up: so the numbers given so far are noted, then who holds such a lock, and when none of these
 * does any more, all up to the noted numbers have come. Readers, be it a backup of hours, are not waited for.
 */
final class Arrived {

    private static final String GIVEN =
            "select pg_sequence_last_value(pg_get_serial_sequence(:table, :number)::regclass)";

    private static final String WRITERS = """
            select distinct virtualtransaction
              from pg_locks
             where locktype = 'relation' and granted
               and database = (select oid from pg_database where datname = current_database())
               and relation = any(:tables::regclass[]::oid[])
               and mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            """;

    private final JdbcClient jdbc;
    private @Nullable Note pending;

    private record Note(Map<Source, Long> numbers, List<String> writers) {}

    Arrived(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Outside of any transaction, so that each statement sees the moment. Empty when somebody is still writing. */
    Map<Source, Long> look() {
        Note note = pending == null ? note() : pending;
        if (!note.writers.isEmpty()) {
            List<String> now = writers();
            if (note.writers.stream().anyMatch(now::contains)) {
                pending = note;
                return Map.of();
            }
        }
        pending = null;
        return note.numbers;
    }

    private Note note() {
        Map<Source, Long> numbers = given();
        return new Note(numbers, writers());
    }

    /** The highest number that each source has given. */
    Map<Source, Long> given() {
        Map<Source, Long> numbers = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            numbers.put(
                    source,
                    jdbc.sql(GIVEN)
                            .param("table", source.table())
                            .param("number", source.number())
                            .query((row, place) -> row.getLong(1))
                            .single());
        }
        return numbers;
    }

    private List<String> writers() {
        return jdbc.sql(WRITERS)
                .param(
                        "tables",
                        Arrays.stream(Source.values()).map(Source::table).toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
