package fi.rekisterihub.register;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.database.BinaryCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /** The columns that records change, in the order in which they are written. */
    static List<String> columns(EntityKind kind) {
        List<String> columns = new ArrayList<>();
        FieldCatalogue.fields(kind).forEach(field -> columns.add(FieldCatalogue.column(field)));
        columns.addAll(List.of("extra", "provenance", "email_key", "phone_key"));
        if (kind == EntityKind.PERSON) {
            columns.add("post_key");
        }
        return columns;
    }

    void insert(Connection connection, String registerId, EntityKind kind, List<StoredEntity> entities)
            throws SQLException {
        List<String> columns = columns(kind);
        BinaryCopy copy = BinaryCopy.into(
                connection, "%s (id, register_id, %s)".formatted(kind.word(), String.join(", ", columns)));
        try {
            for (StoredEntity entity : entities) {
                copy.row(columns.size() + 2).bigint(entity.id()).text(registerId);
                values(copy, kind, entity);
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    /** Into the table {@code changed_<kind>}, with the version that each had when it was loaded. */
    void changed(Connection connection, EntityKind kind, List<StoredEntity> entities) throws SQLException {
        List<String> columns = columns(kind);
        BinaryCopy copy = BinaryCopy.into(
                connection, "changed_%s (id, version, %s)".formatted(kind.word(), String.join(", ", columns)));
        try {
            for (StoredEntity entity : entities) {
                copy.row(columns.size() + 2).bigint(entity.id()).integer(entity.version());
                values(copy, kind, entity);
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private void values(BinaryCopy copy, EntityKind kind, StoredEntity entity) throws SQLException {
        int fields = FieldCatalogue.fields(kind).size();
        for (int i = 0; i < fields; i++) {
            copy.text(entity.valueAt(i));
        }
        copy.jsonb(extra(entity)).smallints(provenance(fields, entity));
        StoredKeys known = entity.keys();
        copy.text(known != null && known.holds(StoredKeys.EMAIL) ? known.email() : keys.email(entity.value("email")))
                .text(
                        known != null && known.holds(StoredKeys.PHONE)
                                ? known.phone()
                                : keys.phone(entity.value("phone")));
        if (kind == EntityKind.PERSON) {
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
