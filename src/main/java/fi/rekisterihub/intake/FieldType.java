package fi.rekisterihub.intake;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a field of a source holds, coarsely: enough to see that it holds something else than before. */
enum FieldType {
    TEXT,
    NUMBER,
    DATE,
    LIST,
    OBJECT,
    NULL;

    private static final Pattern DATES =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{2}/\\d{2}/\\d{4}");
    private static final Pattern NUMBERS = Pattern.compile("-?(0|[1-9]\\d{0,17})([.,]\\d{1,9})?");
    private static final int LONGEST = 40;

    static FieldType of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Map) {
            return OBJECT;
        }
        if (value instanceof Collection) {
            return LIST;
        }
        return value instanceof Number ? NUMBER : ofText(value.toString());
    }

    /** Digits with a zero in front are a code, as a postal code is, and no number. */
    private static FieldType ofText(String text) {
        if (text.isBlank()) {
            return NULL;
        }
        if (text.length() > LONGEST) {
            return TEXT;
        }
        return DATES.matcher(text).matches() ? DATE : NUMBERS.matcher(text).matches() ? NUMBER : TEXT;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
