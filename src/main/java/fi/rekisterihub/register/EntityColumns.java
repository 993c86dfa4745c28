package fi.rekisterihub.register;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a company or person that records change, each a bit of a set: the fields of the catalogue at their places,
 * then what follows from them.
 */
record EntityColumns(EntityKind kind, List<String> names) {

    private static final EntityColumns OF_COMPANY = new EntityColumns(EntityKind.COMPANY);
    private static final EntityColumns OF_PERSON = new EntityColumns(EntityKind.PERSON);

    private EntityColumns(EntityKind kind) {
        this(kind, names(kind));
    }

    static EntityColumns of(EntityKind kind) {
        return kind == EntityKind.PERSON ? OF_PERSON : OF_COMPANY;
    }

    private static List<String> names(EntityKind kind) {
        List<String> names = new ArrayList<>();
        FieldCatalogue.fields(kind).forEach(field -> names.add(FieldCatalogue.column(field)));
        names.addAll(List.of("extra", "provenance", "email_key", "phone_key"));
        if (kind == EntityKind.PERSON) {
            names.add("post_key");
        }
        return List.copyOf(names);
    }

    long all() {
        return (1L << names.size()) - 1;
    }

    int fields() {
        return FieldCatalogue.fields(kind).size();
    }

    int extra() {
        return fields();
    }

    int provenance() {
        return fields() + 1;
    }

    int emailKey() {
        return fields() + 2;
    }

    int phoneKey() {
        return fields() + 3;
    }

    int postKey() {
        return fields() + 4;
    }

    List<String> names(long columns) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (has(columns, i)) {
                chosen.add(names.get(i));
            }
        }
        return chosen;
    }

    static boolean has(long columns, int place) {
        return (columns & 1L << place) != 0;
    }

    /** What any of them changed: the others stand as they were loaded, which their version watches over. */
    long changedIn(List<StoredEntity> entities) {
        long changed = 0;
        for (StoredEntity entity : entities) {
            changed |= entity.touched();
            StoredKeys keys = entity.keys();
            if (keys == null || !keys.holds(StoredKeys.EMAIL)) {
                changed |= 1L << emailKey();
            }
            if (keys == null || !keys.holds(StoredKeys.PHONE)) {
                changed |= 1L << phoneKey();
            }
            if (kind == EntityKind.PERSON && (keys == null || !keys.holds(StoredKeys.POST))) {
                changed |= 1L << postKey();
            }
        }
        return changed;
    }
}
