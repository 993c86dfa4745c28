package fi.rekisterihub.intake;

import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.PersonTraces.SourceKey;
import fi.rekisterihub.register.WrittenOf;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows that could not be used, and that speak of an erased person: by their key, or, where nobody could read one, by what is
 * written in them. The row stays with its place and reason, so that the counts of its run stay true.
 */
@Repository
public class ErasedParked implements KeepsPersonalData {

    private static final String BY_KEY = """
            select p.id from parked p join unnest(:feeds::text[], :keys::text[]) as k(feed, key)
                on p.feed = k.feed and p.record_key = k.key
             where p.register_id = :register
            """;
    private static final String BY_TEXT = """
            select id, concat_ws(chr(10), raw, mended) as text from parked
             where register_id = :register and not withheld
               and (lower(raw) like any(:patterns) or lower(mended) like any(:patterns))
            """;
    private static final String OF_RUN = """
            select id, concat_ws(chr(10), raw, mended) as text from parked where run_id = :run and not withheld
            """;
    private static final String FEEDS = "select distinct feed from parked where id = any(:ids)";
    private static final String EMPTY = """
            update parked
               set raw = '', mended = null, sealed = null, withheld = true, record_key = null, replay_key = null,
                   settled_by = case when status in ('open', 'waiting') then 'hub' else settled_by end,
                   settled_at = case when status in ('open', 'waiting') then now() else settled_at end,
                   why_dropped = case when status in ('open', 'waiting') then 'erased' else why_dropped end,
                   status = case when status in ('open', 'waiting') then 'dropped' else status end
             where id = any(:ids)
            """;

    private final JdbcClient jdbc;
    private final ErasedDeliveries deliveries;

    ErasedParked(JdbcClient jdbc, ErasedDeliveries deliveries) {
        this.jdbc = jdbc;
        this.deliveries = deliveries;
    }

    private record Row(long id, String text) {}

    @Override
    public String place() {
        return "parked";
    }

    @Override
    public long count(PersonTraces person) {
        return find(person).size();
    }

    @Override
    public long erase(PersonTraces person) {
        Set<Long> found = find(person);
        if (!found.isEmpty()) {
            deliveries.eraseAlsoOf(
                    person.registerId(),
                    jdbc.sql(FEEDS)
                            .param("ids", found.toArray(Long[]::new))
                            .query(String.class)
                            .list());
        }
        return empty(found);
    }

    /**
     * Rows of a run that could not even be read, and that speak of somebody who must not come back. In the caller's
     * transaction.
     */
    public int emptyOfRun(long runId, Predicate<String> speaksOfErased) {
        return empty(jdbc.sql(OF_RUN).param("run", runId).query(Row.class).list().stream()
                .filter(row -> speaksOfErased.test(row.text()))
                .map(Row::id)
                .toList());
    }

    private Set<Long> find(PersonTraces person) {
        Set<Long> found = new TreeSet<>(jdbc.sql(BY_KEY)
                .param("register", person.registerId())
                .param("feeds", person.records().stream().map(SourceKey::feed).toArray(String[]::new))
                .param("keys", person.records().stream().map(SourceKey::key).toArray(String[]::new))
                .query(Long.class)
                .list());
        WrittenOf written = person.written();
        String[] patterns = written.patterns();
        if (patterns.length > 0) {
            List<Row> maybe = jdbc.sql(BY_TEXT)
                    .param("register", person.registerId())
                    .param("patterns", patterns)
                    .query(Row.class)
                    .list();
            maybe.stream()
                    .filter(row -> written.standsIn(row.text()))
                    .map(Row::id)
                    .forEach(found::add);
        }
        return found;
    }

    private int empty(Collection<Long> rows) {
        return rows.isEmpty()
                ? 0
                : jdbc.sql(EMPTY).param("ids", rows.toArray(Long[]::new)).update();
    }
}
