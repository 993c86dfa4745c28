package fi.rekisterihub.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /** By the field's place in the catalogue; what only a profile knows is in {@link #extra}. */
    private final @Nullable String[] values;

    private final @Nullable String[] feeds;
    private Map<String, Told> extra = Map.of();
    private @Nullable StoredKeys keys;
    /** The columns that were set since it was loaded, as {@link EntityColumns} has them. */
    private long touched;

    StoredEntity(long id, EntityKind kind, int version, boolean restricted, boolean deceased) {
        this.id = id;
        this.kind = kind;
        this.version = version;
        this.restricted = restricted;
        this.deceased = deceased;
        int columns = FieldCatalogue.fields(kind).size();
        this.values = new @Nullable String[columns];
        this.feeds = new @Nullable String[columns];
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
        return touched != 0;
    }

    long touched() {
        return touched;
    }

    public @Nullable String value(String field) {
        int place = FieldCatalogue.place(kind, field);
        return place >= 0
                ? values[place]
                : extra.getOrDefault(field, Told.NOTHING).value();
    }

    /** The feed that told this field last, also when it told that there is none. */
    public @Nullable String feed(String field) {
        int place = FieldCatalogue.place(kind, field);
        return place >= 0
                ? feeds[place]
                : extra.getOrDefault(field, Told.NOTHING).feed();
    }

    /** Value and teller at once: one look instead of two, for every field of every record. */
    public Told told(String field) {
        int place = FieldCatalogue.place(kind, field);
        return place >= 0 ? new Told(values[place], feeds[place]) : extra.getOrDefault(field, Told.NOTHING);
    }

    /** Every field that this feed told last, also those that it told to be empty. */
    public List<String> toldBy(String teller) {
        List<String> told = new ArrayList<>();
        for (String field : FieldCatalogue.fields(kind)) {
            if (teller.equals(feed(field))) {
                told.add(field);
            }
        }
        extra.forEach((field, last) -> {
            if (teller.equals(last.feed())) {
                told.add(field);
            }
        });
        return told;
    }

    public void set(String field, @Nullable String value, String feed) {
        touch(field, feed);
        load(field, value, feed);
    }

    /** Puts back what stood there before, and who had told it; nobody when nobody had. */
    public void takeBack(String field, @Nullable String value, @Nullable String feed) {
        touch(field, feed);
        int place = FieldCatalogue.place(kind, field);
        if (place >= 0) {
            values[place] = value;
            feeds[place] = feed;
        } else {
            extra = new LinkedHashMap<>(extra);
            extra.put(field, new Told(value, feed));
        }
    }

    void load(String field, @Nullable String value, @Nullable String feed) {
        int place = FieldCatalogue.place(kind, field);
        if (place >= 0) {
            load(place, value, feed);
            return;
        }
        if (extra.isEmpty()) {
            extra = new LinkedHashMap<>();
        }
        extra.put(field, new Told(value, feed == null ? feed(field) : feed));
    }

    void load(int place, @Nullable String value, @Nullable String feed) {
        values[place] = value;
        if (feed != null) {
            feeds[place] = feed;
        }
    }

    void load(StoredKeys loaded) {
        keys = loaded;
    }

    /** The keys as they were loaded, as far as no field that they are made of was set since; null for a fresh one. */
    @Nullable
    StoredKeys keys() {
        return keys;
    }

    private void touch(String field, @Nullable String feed) {
        int place = FieldCatalogue.place(kind, field);
        EntityColumns columns = EntityColumns.of(kind);
        touched |= 1L << (place >= 0 ? place : columns.extra());
        if (place >= 0 && !Objects.equals(feeds[place], feed)) {
            touched |= 1L << columns.provenance();
        }
        if (keys != null) {
            keys = keys.without(field);
        }
    }

    @Nullable
    String valueAt(int place) {
        return values[place];
    }

    @Nullable
    String feedAt(int place) {
        return feeds[place];
    }

    /** The fields that have no column. */
    Map<String, Told> extra() {
        return extra;
    }

    /** A value and who told it last. */
    public record Told(@Nullable String value, @Nullable String feed) {
        private static final Told NOTHING = new Told(null, null);
    }
}
