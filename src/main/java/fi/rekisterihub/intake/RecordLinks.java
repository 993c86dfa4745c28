package fi.rekisterihub.intake;

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

    /** The entity that the record is known to speak of. */
    public Optional<Long> entityOf(String feed, String registerId, String key) {
        return jdbc.sql(ENTITY)
                .param("feed", feed)
                .param("register", registerId)
                .param("key", key)
                .query(Long.class)
                .optional();
    }

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
