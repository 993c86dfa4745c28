package fi.rekisterihub.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.notice.WithheldNotices;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a notice tells its recipient, as rows of a word and a value in the reader's language. */
record NoticeText(List<Row> rows) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One thing told; no value when the field was emptied, or when the kind of notice tells fields only.
     *
     * @param withheld whether the value was taken out after it was told
     */
    record Row(String word, @Nullable String value, boolean withheld) {

        Row(String word, @Nullable String value) {
            this(word, value, false);
        }
    }

    static NoticeText of(String payload, Words words) {
        JsonNode told;
        try {
            told = JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            // Without its cause: Jackson may quote the values.
            throw new IllegalStateException("A stored notice payload is no JSON.");
        }
        List<Row> rows = new ArrayList<>();
        told.properties().forEach(part -> {
            if (part.getValue().isObject()) {
                part.getValue().properties().forEach(field -> rows.add(field(field.getKey(), field.getValue(), words)));
            } else {
                rows.add(part(part.getKey(), part.getValue(), words));
            }
        });
        return new NoticeText(rows);
    }

    private static Row field(String field, JsonNode value, Words words) {
        if (value.has(WithheldNotices.WITHHELD)) {
            return new Row(words.term("field", field), null, true);
        }
        return new Row(words.term("field", field), value.isNull() ? null : words.value(field, text(value)));
    }

    private static Row part(String name, JsonNode value, Words words) {
        String text = text(value);
        return switch (name) {
            case "purpose", "channel", "scope" -> new Row(words.term("told", name), words.term(name, text));
            case "entity" -> new Row(words.term("told", name), words.term("told", name + "." + text));
            case "state" -> new Row(words.term("told", name), words.term("permission", text));
            case "eventTime" -> new Row(words.term("told", name), time(text, words));
            default -> field(name, value, words);
        };
    }

    private static String time(String text, Words words) {
        try {
            return words.when(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return text;
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
