package fi.rekisterihub.register;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.database.BinaryCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes companies and persons by COPY: new ones into their table, changed ones beside it. */
final class EntityCopy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Feeds feeds;
    private final SubjectKeys keys;

    EntityCopy(Feeds feeds, SubjectKeys keys) {
        this.feeds = feeds;
        this.keys = keys;
    }

    void insert(Connection connection, String registerId, EntityKind kind, List<StoredEntity> entities)
            throws SQLException {
        EntityColumns columns = EntityColumns.of(kind);
        BinaryCopy copy = BinaryCopy.into(
                connection, "%s (id, register_id, %s)".formatted(kind.word(), String.join(", ", columns.names())));
        try {
            for (StoredEntity entity : entities) {
                copy.row(columns.names().size() + 2).bigint(entity.id()).text(registerId);
                values(copy, columns, columns.all(), entity);
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    /**
     * Into the table {@code changed_<kind>}, with the version that each had when it was loaded.
     *
     * @param changed the columns that the table is to have
     */
    void changed(Connection connection, EntityColumns columns, long changed, List<StoredEntity> entities)
            throws SQLException {
        List<String> names = columns.names(changed);
        BinaryCopy copy = BinaryCopy.into(
                connection,
                "changed_%s (id, version, %s)".formatted(columns.kind().word(), String.join(", ", names)));
        try {
            for (StoredEntity entity : entities) {
                copy.row(names.size() + 2).bigint(entity.id()).integer(entity.version());
                values(copy, columns, changed, entity);
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private void values(BinaryCopy copy, EntityColumns columns, long chosen, StoredEntity entity) throws SQLException {
        for (int i = 0; i < columns.fields(); i++) {
            if (EntityColumns.has(chosen, i)) {
                copy.text(entity.valueAt(i));
            }
        }
        if (EntityColumns.has(chosen, columns.extra())) {
            copy.jsonb(extra(entity));
        }
        if (EntityColumns.has(chosen, columns.provenance())) {
            copy.smallints(provenance(columns.fields(), entity));
        }
        keys(copy, columns, chosen, entity);
    }

    private void keys(BinaryCopy copy, EntityColumns columns, long chosen, StoredEntity entity) {
        StoredKeys known = entity.keys();
        if (EntityColumns.has(chosen, columns.emailKey())) {
            copy.text(
                    known != null && known.holds(StoredKeys.EMAIL) ? known.email() : keys.email(entity.value("email")));
        }
        if (EntityColumns.has(chosen, columns.phoneKey())) {
            copy.text(
                    known != null && known.holds(StoredKeys.PHONE) ? known.phone() : keys.phone(entity.value("phone")));
        }
        if (EntityColumns.has(chosen, columns.postKey())) {
            copy.text(known != null && known.holds(StoredKeys.POST) ? known.post() : postKey(entity));
        }
    }

    private @Nullable String postKey(StoredEntity entity) {
        return keys.post(
                entity.value("familyName"),
                entity.value("givenName"),
                entity.value("street"),
                entity.value("postalCode"));
    }

    private short[] provenance(int fields, StoredEntity entity) {
        short[] provenance = new short[fields];
        String last = "";
        short id = 0;
        for (int i = 0; i < fields; i++) {
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
}
