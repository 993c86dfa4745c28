package fi.rekisterihub.mapping;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few values by field name, in order. A million records make a million of these, so it is two arrays and not a hash
 * table: with the dozen fields of a mapping, looking along them is as fast.
 */
final class FieldValues extends AbstractMap<String, @Nullable String> {

    private final String[] names;
    private final @Nullable String[] values;
    private int size;

    FieldValues(int most) {
        names = new String[most];
        values = new @Nullable String[most];
    }

    /** Adds at the end; the caller never adds a name twice. */
    void add(String name, @Nullable String value) {
        names[size] = name;
        values[size++] = value;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public Set<Entry<String, @Nullable String>> entrySet() {
        return new Entries();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(names[i], values[i]);
        }
    }

    /** Whether every field is one of these. */
    boolean isWithin(Set<String> allowed) {
        for (int i = 0; i < size; i++) {
            if (!allowed.contains(names[i])) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(@Nullable Object name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private final class Entries extends AbstractSet<Entry<String, @Nullable String>> {

        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Entry<String, @Nullable String>> iterator() {
            return new Iterator<>() {
                private int at;

                @Override
                public boolean hasNext() {
                    return at < size;
                }

                @Override
                public Entry<String, @Nullable String> next() {
                    if (at >= size) {
                        throw new NoSuchElementException();
                    }
                    Entry<String, @Nullable String> entry = new SimpleImmutableEntry<>(names[at], values[at]);
                    at++;
                    return entry;
                }
            };
        }
    }
}
