package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at some of a delivery's records while they are read, and remembers which fields they have: the first thousand, then
 * one in a thousand. Names and types are kept, values never.
 */
final class SchemaWatch {

    private static final int FIRST = 1_000;
    private static final long THEN_EVERY = 1_024;
    private static final int MOST_LATER = 4_000;
    private static final int MOST_FIELDS = 500;
    private static final int DEEPEST = 8;
    private static final int ITEMS_OF_A_LIST = 5;
    private static final int LONGEST_NAME = 80;

    private final Map<String, FieldSeen> fields = new LinkedHashMap<>();
    private List<String> header = List.of();
    private long records;
    private boolean watching = true;

    /** The same reader; its first pass is watched. */
    RecordReader around(RecordReader reader) {
        header = reader.header();
        return new Watched(reader);
    }

    void see(Map<String, ?> record) {
        records++;
        walk("", record, 0);
    }

    /** How many records were looked at. */
    long records() {
        return records;
    }

    /** By path, as {@code address.street} or {@code names[].name}. */
    Map<String, FieldSeen> fields() {
        return fields;
    }

    /** Whether every record has the same fields by their header, so that one look tells all. */
    boolean tabular() {
        return !header.isEmpty();
    }

    private void walk(String before, Map<?, ?> object, int depth) {
        object.forEach((name, value) -> {
            String step = String.valueOf(name);
            if (step.length() <= LONGEST_NAME) {
                at(before.isEmpty() ? step : before + "." + step, value, depth);
            }
        });
    }

    private void at(String path, @Nullable Object value, int depth) {
        FieldSeen seen = fields.get(path);
        if (seen == null) {
            if (fields.size() == MOST_FIELDS) {
                return;
            }
            seen = new FieldSeen();
            fields.put(path, seen);
        }
        seen.add(FieldType.of(value));
        if (depth == DEEPEST) {
            return;
        }
        if (value instanceof Map<?, ?> object) {
            walk(path, object, depth + 1);
        } else if (value instanceof Collection<?> list) {
            list.stream()
                    .limit(ITEMS_OF_A_LIST)
                    .filter(item -> item instanceof Map)
                    .forEach(item -> walk(path + "[]", (Map<?, ?>) item, depth + 1));
        }
    }

    private boolean wanted(long ordinal) {
        return ordinal <= FIRST || ((ordinal & (THEN_EVERY - 1)) == 0 && records < FIRST + MOST_LATER);
    }

    private final class Watched implements RecordReader {

        private final RecordReader reader;

        Watched(RecordReader reader) {
            this.reader = reader;
        }

        @Override
        public void read(RecordConsumer consumer) {
            if (!watching) {
                reader.read(consumer);
                return;
            }
            watching = false;
            reader.read((ordinal, line, raw, record, bad) -> {
                if (bad == null && wanted(ordinal)) {
                    see(record);
                }
                consumer.take(ordinal, line, raw, record, bad);
            });
        }

        @Override
        public String dialect() {
            return reader.dialect();
        }

        @Override
        public Edges edges() {
            return reader.edges();
        }

        @Override
        public List<String> header() {
            return reader.header();
        }
    }
}
