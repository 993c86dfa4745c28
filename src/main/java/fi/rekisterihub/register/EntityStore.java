package fi.rekisterihub.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.database.BinaryCopy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Companies and persons in bulk, within the caller's transaction. */
@Repository
public class EntityStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LOAD = """
            select id, version, restricted_at is not null as restricted, %s as deceased, provenance, extra, %s
              from %s where id = any(?)
            """;
    private static final int FIRST_FIELD = 7;
    private static final String UPDATE = """
            update %s set %s, extra = ?::jsonb, provenance = ?, %s, updated_at = now(), version = version + 1
             where id = ? and version = ? and restricted_at is null
            """;

    private final JdbcTemplate jdbc;
    private final Feeds feeds;
    private final SubjectKeys keys;

    EntityStore(DataSource dataSource, Feeds feeds, SubjectKeys keys) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.feeds = feeds;
        this.keys = keys;
    }

    public Map<Long, StoredEntity> load(EntityKind kind, Collection<Long> ids) {
        Map<Long, StoredEntity> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<String> fields = FieldCatalogue.fields(kind);
        String columns = fields.stream().map(FieldCatalogue::column).collect(Collectors.joining(", "));
        String deceased = kind == EntityKind.PERSON ? "deceased_at is not null" : "false";
        jdbc.query(
                LOAD.formatted(deceased, columns, kind.word()),
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
                copy(connection, registerId, kind, entities);
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
        List<String> fields = FieldCatalogue.fields(kind);
        String columns = fields.stream()
                .map(field -> FieldCatalogue.column(field) + " = ?")
                .collect(Collectors.joining(", "));
        String keyColumns = kind == EntityKind.PERSON
                ? "email_key = ?, phone_key = ?, post_key = ?"
                : "email_key = ?, phone_key = ?";
        int[][] updated = jdbc.batchUpdate(
                UPDATE.formatted(kind.word(), columns, keyColumns),
                entities,
                entities.size(),
                (statement, entity) -> bind(statement, kind, fields, entity));
        for (int i = 0; i < entities.size(); i++) {
            if (updated[0][i] != 1) {
                throw new OptimisticLockingFailureException("%s %d was changed by somebody else."
                        .formatted(kind.word(), entities.get(i).id()));
            }
        }
    }

    /** Takes out one that a decision had made and nothing was built on; its roles go with it, its history stays. */
    public void remove(EntityKind kind, long id) {
        jdbc.update("delete from %s where id = ?".formatted(kind.word()), id);
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

    private void copy(Connection connection, String registerId, EntityKind kind, List<StoredEntity> entities)
            throws SQLException {
        List<String> fields = FieldCatalogue.fields(kind);
        String columns = fields.stream().map(FieldCatalogue::column).collect(Collectors.joining(", "));
        boolean person = kind == EntityKind.PERSON;
        BinaryCopy copy = BinaryCopy.into(
                connection,
                "%s (id, register_id, %s, extra, provenance, email_key, phone_key%s)"
                        .formatted(kind.word(), columns, person ? ", post_key" : ""));
        try {
            for (StoredEntity entity : entities) {
                copy.row(fields.size() + (person ? 7 : 6)).bigint(entity.id()).text(registerId);
                for (int i = 0; i < fields.size(); i++) {
                    copy.text(entity.valueAt(i));
                }
                copy.jsonb(extra(entity))
                        .smallints(provenance(fields, entity))
                        .text(keys.email(entity.value("email")))
                        .text(keys.phone(entity.value("phone")));
                if (person) {
                    copy.text(postKey(entity));
                }
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private void bind(PreparedStatement statement, EntityKind kind, List<String> fields, StoredEntity entity)
            throws SQLException {
        int at = 1;
        for (int i = 0; i < fields.size(); i++) {
            statement.setString(at++, entity.valueAt(i));
        }
        statement.setString(at++, extra(entity));
        statement.setArray(at++, array(statement.getConnection(), provenance(fields, entity)));
        statement.setString(at++, keys.email(entity.value("email")));
        statement.setString(at++, keys.phone(entity.value("phone")));
        if (kind == EntityKind.PERSON) {
            statement.setString(at++, postKey(entity));
        }
        statement.setLong(at++, entity.id());
        statement.setInt(at, entity.version());
    }

    private @Nullable String postKey(StoredEntity entity) {
        return keys.post(
                entity.value("familyName"),
                entity.value("givenName"),
                entity.value("street"),
                entity.value("postalCode"));
    }

    private short[] provenance(List<String> fields, StoredEntity entity) {
        short[] provenance = new short[fields.size()];
        String last = "";
        short id = 0;
        for (int i = 0; i < provenance.length; i++) {
            String feed = entity.feedAt(i);
            if (feed != null) {
                // Neighbouring fields mostly come from one feed.
                id = feed.equals(last) ? id : feeds.id(feed);
                last = feed;
                provenance[i] = id;
            }
        }
        return provenance;
    }

    private String extra(StoredEntity entity) {
        if (entity.extra().isEmpty()) {
            return "{}";
        }
        ObjectNode extra = JSON.createObjectNode();
        // A field that was told to be empty stays here with its teller, so that a lesser source cannot fill it.
        entity.extra().forEach((field, told) -> {
            if (told.value() != null || told.feed() != null) {
                extra.putObject(field)
                        .put("value", told.value())
                        .put("feed", told.feed() == null ? 0 : feeds.id(told.feed()));
            }
        });
        return extra.toString();
    }

    private static Array array(Connection connection, short[] values) throws SQLException {
        Short[] boxed = new Short[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return connection.createArrayOf("smallint", boxed);
    }
}
