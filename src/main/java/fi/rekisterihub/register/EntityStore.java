package fi.rekisterihub.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Companies and persons in bulk, within the caller's transaction. */
@Repository
public class EntityStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LOAD = """
            select id, version, restricted_at is not null as restricted, %s as deceased, email_key, phone_key,
                   %s as post_key, provenance, extra, %s
              from %s where id = any(?)
            """;
    private static final int FIRST_FIELD = 10;
    private static final String MAKE_ROOM = """
            create temporary table if not exists changed_%1$s as select id, version, %2$s from %1$s with no data;
            truncate changed_%1$s
            """;
    // One statement for all: a million single updates would cost as much again in questions and answers alone.
    private static final String UPDATE = """
            update %1$s e set %2$s, updated_at = now(), version = e.version + 1
              from changed_%1$s c
             where e.id = c.id and e.version = c.version and e.restricted_at is null
            """;

    private final JdbcTemplate jdbc;
    private final Feeds feeds;
    private final EntityCopy copy;

    EntityStore(DataSource dataSource, Feeds feeds, SubjectKeys keys) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.feeds = feeds;
        this.copy = new EntityCopy(feeds, keys);
    }

    public Map<Long, StoredEntity> load(EntityKind kind, Collection<Long> ids) {
        Map<Long, StoredEntity> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<String> fields = FieldCatalogue.fields(kind);
        String columns = fields.stream().map(FieldCatalogue::column).collect(Collectors.joining(", "));
        boolean persons = kind == EntityKind.PERSON;
        String deceased = persons ? "deceased_at is not null" : "false";
        String postKey = persons ? "post_key" : "null::text";
        jdbc.query(
                LOAD.formatted(deceased, postKey, columns, kind.word()),
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("bigint", ids.toArray())),
                row -> {
                    StoredEntity entity = read(kind, fields, row);
                    found.put(entity.id(), entity);
                });
        return found;
    }

    public void insert(String registerId, EntityKind kind, List<StoredEntity> entities) {
        if (!entities.isEmpty()) {
            jdbc.execute((Connection connection) -> {
                copy.insert(connection, registerId, kind, entities);
                return null;
            });
        }
    }

    /**
     * @throws OptimisticLockingFailureException when somebody else has written or restricted one of them since it was
     *     loaded
     */
    public void update(EntityKind kind, List<StoredEntity> entities) {
        if (entities.isEmpty()) {
            return;
        }
        Integer updated = jdbc.execute((Connection connection) -> updateTogether(connection, kind, entities));
        if (updated == null || updated != entities.size()) {
            throw new OptimisticLockingFailureException("%d of %d %s records were changed by somebody else."
                    .formatted(entities.size() - (updated == null ? 0 : updated), entities.size(), kind.word()));
        }
    }

    /** Takes out one that a decision had made and nothing was built on; its roles go with it, its history stays. */
    public void remove(EntityKind kind, long id) {
        jdbc.update("delete from %s where id = ?".formatted(kind.word()), id);
    }

    private int updateTogether(Connection connection, EntityKind kind, List<StoredEntity> entities)
            throws SQLException {
        EntityColumns columns = EntityColumns.of(kind);
        // Of forty columns a delivery mostly changes two or three, the same of most records.
        long changed = columns.changedIn(entities);
        String set = columns.names(changed).stream()
                .map(column -> column + " = c." + column)
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute(MAKE_ROOM.formatted(kind.word(), String.join(", ", columns.names())));
            copy.changed(connection, columns, changed, entities);
            return statement.executeUpdate(UPDATE.formatted(kind.word(), set));
        }
    }

    private StoredEntity read(EntityKind kind, List<String> fields, ResultSet row) throws SQLException {
        StoredEntity entity = new StoredEntity(
                row.getLong("id"),
                kind,
                row.getInt("version"),
                row.getBoolean("restricted"),
                row.getBoolean("deceased"));
        Array array = row.getArray("provenance");
        Short[] provenance = array == null ? new Short[0] : (Short[]) array.getArray();
        for (int i = 0; i < fields.size(); i++) {
            String feed = i < provenance.length ? feeds.name(provenance[i]) : null;
            entity.load(i, row.getString(FIRST_FIELD + i), feed);
        }
        readExtra(entity, row.getString("extra"));
        entity.load(
                StoredKeys.loaded(row.getString("email_key"), row.getString("phone_key"), row.getString("post_key")));
        return entity;
    }

    private void readExtra(StoredEntity entity, String extra) {
        if (extra.equals("{}")) {
            return;
        }
        try {
            JsonNode node = JSON.readTree(extra);
            node.fields()
                    .forEachRemaining(field -> entity.load(
                            field.getKey(), field.getValue().path("value").textValue(), feeds.name((short)
                                    field.getValue().path("feed").asInt())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The further fields of entity %d are no JSON.".formatted(entity.id()), e);
        }
    }
}
