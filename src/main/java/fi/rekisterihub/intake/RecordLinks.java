package fi.rekisterihub.intake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which entity a source's record speaks of, when a person and not a run has said so. */
@Repository
public class RecordLinks {

    private static final String DOUBTFUL = """
            select count(*) from source_record r join stream s on s.id = r.stream_id
             where s.feed = :feed and s.register_id = :register and r.key = :key and r.outcome = 'v'
            """;
    private static final String LINK = """
            update source_record r set entity_id = :entity, outcome = :outcome::"char"
              from stream s
             where s.id = r.stream_id and s.feed = :feed and s.register_id = :register and r.key = :key
            """;

    private static final String ENTITY = """
            select r.entity_id from source_record r join stream s on s.id = r.stream_id
             where s.feed = :feed and s.register_id = :register and r.key = :key and r.entity_id is not null
            """;
    private static final String OTHERS = """
            select count(*) from source_record r join stream s on s.id = r.stream_id
             where r.entity_id = :entity and not (s.feed = :feed and s.register_id = :register and r.key = :key)
            """;
    private static final String UNLINK = """
            update source_record r set entity_id = null, outcome = 'v'
              from stream s
             where s.id = r.stream_id and s.feed = :feed and s.register_id = :register and r.key = :key
            """;

    private static final String FORGET_DAYS = """
            delete from clock_fact c
             using source_record r, stream s
             where s.id = r.stream_id and s.feed = :feed and s.register_id = :register and r.key = :key
               and c.person_id = r.entity_id and c.stream_id = s.id and c.record_key = r.key
            """;

    private static final String ENTITIES = """
            select r.key, r.entity_id from source_record r join stream s on s.id = r.stream_id
             where s.feed = :feed and s.register_id = :register and r.key = any(:keys) and r.entity_id is not null
             order by r.key
            """;
    private static final String ABSENT = """
            select count(*) from source_record r join stream s on s.id = r.stream_id
             where s.feed = :feed and s.register_id = :register and r.key = :key and r.outcome = 'x'
            """;

    private static final String OF_ENTITY = """
            select r.key, convert_from(r.raw, 'UTF8') as raw
              from source_record r join stream s on s.id = r.stream_id
             where r.entity_id = :entity and s.feed = :feed and s.register_id = :register
             order by r.key
             limit 20
            """;

    private final JdbcClient jdbc;

    RecordLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the last content of the record is still one that no run could place. */
    public boolean isDoubtful(String feed, String registerId, String key) {
        return jdbc.sql(DOUBTFUL)
                        .param("feed", feed)
                        .param("register", registerId)
                        .param("key", key)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The entities that records are known to speak of, by key; who is linked to none is left out. */
    public Map<String, Long> entitiesOf(String feed, String registerId, Collection<String> keys) {
        Map<String, Long> entities = new LinkedHashMap<>();
        jdbc.sql(ENTITIES)
                .param("feed", feed)
                .param("register", registerId)
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    entities.put(row.getString("key"), row.getLong("entity_id"));
                });
        return entities;
    }

    /** Whether the record has left the list and has not come back. */
    public boolean isAbsent(String feed, String registerId, String key) {
        return jdbc.sql(ABSENT)
                        .param("feed", feed)
                        .param("register", registerId)
                        .param("key", key)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The entity that the record is known to speak of. */
    public Optional<Long> entityOf(String feed, String registerId, String key) {
        return jdbc.sql(ENTITY)
                .param("feed", feed)
                .param("register", registerId)
                .param("key", key)
                .query(Long.class)
                .optional();
    }

    /** The records by which a feed speaks of an entity, as it told them last. */
    public List<KeptRecord> of(long entityId, String feed, String registerId) {
        return jdbc.sql(OF_ENTITY)
                .param("entity", entityId)
                .param("feed", feed)
                .param("register", registerId)
                .query(KeptRecord.class)
                .list();
    }

    /**
     * One record of a source.
     *
     * @param raw in the source's own form; empty where a source withholds what it said
     */
    public record KeptRecord(String key, String raw) {}

    /** Whether any other record speaks of the entity too. */
    public boolean othersSpeakOf(long entityId, String feed, String registerId, String key) {
        return jdbc.sql(OTHERS)
                        .param("entity", entityId)
                        .param("feed", feed)
                        .param("register", registerId)
                        .param("key", key)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The record speaks of nobody known again, and is doubtful until somebody decides. */
    public void unlink(String feed, String registerId, String key) {
        jdbc.sql(FORGET_DAYS)
                .param("feed", feed)
                .param("register", registerId)
                .param("key", key)
                .update();
        jdbc.sql(UNLINK)
                .param("feed", feed)
                .param("register", registerId)
                .param("key", key)
                .update();
    }

    /** Remembers the entity, within the caller's transaction; the record's later content goes there by itself. */
    public void link(String feed, String registerId, String key, long entityId, Outcome outcome) {
        jdbc.sql(LINK)
                .param("entity", entityId)
                .param("outcome", String.valueOf(outcome.kind().code()))
                .param("feed", feed)
                .param("register", registerId)
                .param("key", key)
                .update();
    }
}
