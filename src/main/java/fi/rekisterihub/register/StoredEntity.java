package fi.rekisterihub.register;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company or person in memory, with who told each field. Changed in place while a chunk is judged, written when it
 * is applied.
 */
public final class StoredEntity {

    private final long id;
    private final EntityKind kind;
    private final int version;
    private final boolean restricted;
    private final boolean deceased;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> feeds = new LinkedHashMap<>();
    private boolean changed;

    StoredEntity(long id, EntityKind kind, int version, boolean restricted, boolean deceased) {
        this.id = id;
        this.kind = kind;
        this.version = version;
        this.restricted = restricted;
        this.deceased = deceased;
    }

    /** One that is not in the table yet; its id is reserved. */
    public static StoredEntity fresh(long id, EntityKind kind) {
        return new StoredEntity(id, kind, 0, false, false);
    }

    public long id() {
        return id;
    }

    public EntityKind kind() {
        return kind;
    }

    /** 0 for one that is not stored yet. */
    public int version() {
        return version;
    }

    public boolean isNew() {
        return version == 0;
    }

    public boolean restricted() {
        return restricted;
    }

    public boolean deceased() {
        return deceased;
    }

    public boolean changed() {
        return changed;
    }

    public @Nullable String value(String field) {
        return values.get(field);
    }

    /** The feed that told this field last, also when it told that there is none. */
    public @Nullable String feed(String field) {
        return feeds.get(field);
    }

    public Map<String, String> values() {
        return values;
    }

    /** Every field that has a value or a teller. */
    Set<String> told() {
        Set<String> told = new LinkedHashSet<>(values.keySet());
        told.addAll(feeds.keySet());
        return told;
    }

    public void set(String field, @Nullable String value, String feed) {
        load(field, value, feed);
        changed = true;
    }

    void load(String field, @Nullable String value, @Nullable String feed) {
        if (value == null) {
            values.remove(field);
        } else {
            values.put(field, value);
        }
        if (feed != null) {
            feeds.put(field, feed);
        }
    }
}
