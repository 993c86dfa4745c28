package fi.rekisterihub.intake;

import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.PersonTraces.SourceKey;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The last text of the records by which sources speak of an erased person. The rows are deleted and not emptied: the keys are
 * the sources' own numbers of people. A record that comes again is judged as a new one each time, and refused each time.
 */
@Repository
public class ErasedRecords implements KeepsPersonalData {

    private static final String LINKED = """
            select s.feed, r.key from source_record r join stream s on s.id = r.stream_id where r.entity_id = any(:ids)
            """;
    private static final String OF_CHANGES = """
            select s.feed, r.key
              from stream s
             cross join unnest(:signs::text[]) as sign
              join source_record r on r.stream_id = s.id and r.key >= sign || '@' and r.key < sign || 'A'
             where s.register_id = :register
            """;
    private static final String THESE = """
              from source_record r
              join stream s on s.id = r.stream_id
              join unnest(:feeds::text[], :keys::text[]) as k(feed, key) on k.feed = s.feed and k.key = r.key
             where s.register_id = :register
            """;
    private static final String COUNT = "select count(*)" + THESE;
    private static final String DELETE = """
            delete from source_record d
             using stream s, unnest(:feeds::text[], :keys::text[]) as k(feed, key)
             where s.register_id = :register and s.feed = k.feed and d.stream_id = s.id and d.key = k.key
            """;
    private static final String EMPTY = """
            update source_record d set raw = ''
              from stream s, unnest(:keys::text[]) as k(key)
             where s.register_id = :register and s.feed = :feed and d.stream_id = s.id and d.key = k.key and d.raw <> ''
            """;
    private static final String EMPTY_OF_COMPANIES = """
            update source_record set raw = '' where entity_id = any(:companies) and raw <> ''
            """;

    private final JdbcClient jdbc;

    ErasedRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The records that speak of these persons, by link or by the number that their key begins with. */
    public List<SourceKey> of(String registerId, Collection<Long> persons, Collection<String> signs) {
        List<SourceKey> records = new java.util.ArrayList<>(jdbc.sql(LINKED)
                .param("ids", persons.toArray(Long[]::new))
                .query(SourceKey.class)
                .list());
        if (!signs.isEmpty()) {
            jdbc
                    .sql(OF_CHANGES)
                    .param("signs", signs.toArray(String[]::new))
                    .param("register", registerId)
                    .query(SourceKey.class)
                    .list()
                    .stream()
                    .filter(record -> !records.contains(record))
                    .forEach(records::add);
        }
        return records;
    }

    @Override
    public String place() {
        return "source-records";
    }

    @Override
    public long count(PersonTraces person) {
        return asked(COUNT, person.registerId(), person.records())
                .query(Long.class)
                .single();
    }

    /** Of a company whose address was the person's own no text stays either. */
    @Override
    public long erase(PersonTraces person) {
        jdbc.sql(EMPTY_OF_COMPANIES)
                .param("companies", person.companies().toArray(Long[]::new))
                .update();
        return forget(person.registerId(), person.records());
    }

    /** Records that must not be kept, because they speak of somebody who was erased. In the caller's transaction. */
    public int forget(String registerId, Collection<SourceKey> records) {
        return records.isEmpty() ? 0 : asked(DELETE, registerId, records).update();
    }

    /** Records of which the text must not be kept, although what they speak of may be. */
    public void empty(String registerId, String feed, Collection<String> keys) {
        if (!keys.isEmpty()) {
            jdbc.sql(EMPTY)
                    .param("register", registerId)
                    .param("feed", feed)
                    .param("keys", keys.toArray(String[]::new))
                    .update();
        }
    }

    private JdbcClient.StatementSpec asked(String sql, String registerId, Collection<SourceKey> records) {
        return jdbc.sql(sql)
                .param("register", registerId)
                .param("feeds", records.stream().map(SourceKey::feed).toArray(String[]::new))
                .param("keys", records.stream().map(SourceKey::key).toArray(String[]::new));
    }
}
