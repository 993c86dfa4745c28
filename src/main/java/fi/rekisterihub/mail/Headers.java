package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header of a mail or of a part, names in any case, each value on one line and decoded. Capped. */
final class Headers {

    private static final int MOST_FIELDS = 1000;
    private static final int LONGEST_VALUE = 16 * 1024;

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private int count;

    void add(String name, String value) {
        if (count++ < MOST_FIELDS) {
            String capped = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
            fields.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(capped);
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Empty when there is none. */
    String first(String name) {
        List<String> values = fields.get(name);
        return values == null ? "" : values.get(0).strip();
    }

    /** In lower case, empty when there is none. */
    String word(String name) {
        return first(name).toLowerCase(Locale.ROOT);
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }
}
