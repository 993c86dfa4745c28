package fi.rekisterihub.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.mapping.BadRecord;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a hook as records: a JSON object is one, a JSON array one each, and a form one whose bracketed names
 * ({@code data[merges][EMAIL]}) are nested maps. What is not of the encoding that it says becomes the sign that stands for
 * lost letters, so that a broken name does not hold up an opt-out whose address is whole.
 */
public final class HookBody {

    private static final int MOST_PAIRS = 1000;
    private static final int DEEPEST = 8;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]+)");
    private static final JsonMapper JSON = new JsonMapper();

    private HookBody() {}

    /** @throws BadRecord when it is neither, or broken */
    public static List<Map<String, Object>> records(@Nullable String contentType, byte[] body) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        Charset charset = charset(type);
        String text = new String(body, charset);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return List.of(form(text, charset));
        }
        return json(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** UTF-8 where the type says nothing, or something that nobody knows. */
    private static Charset charset(String type) {
        Matcher said = CHARSET.matcher(type);
        try {
            return said.find() ? Charset.forName(said.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static List<Map<String, Object>> json(String text) {
        try {
            Object value = JSON.readValue(text, Object.class);
            List<Map<String, Object>> records = new ArrayList<>();
            for (Object item : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
                if (!(item instanceof Map<?, ?> map)) {
                    throw new BadRecord(null, "The JSON body is not an object or a list of objects.");
                }
                Map<String, Object> record = new LinkedHashMap<>();
                map.forEach((name, field) -> record.put(String.valueOf(name), field));
                records.add(record);
            }
            return records;
        } catch (JsonProcessingException e) {
            throw new BadRecord(
                    null,
                    "The body is no readable JSON (line %d, column %d)."
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    private static Map<String, Object> form(String text, Charset charset) {
        Map<String, Object> record = new LinkedHashMap<>();
        String[] pairs = text.split("&", MOST_PAIRS + 1);
        if (pairs.length > MOST_PAIRS) {
            throw new BadRecord(null, "The form has more than %d fields.".formatted(MOST_PAIRS));
        }
        for (String pair : pairs) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                put(
                        record,
                        decoded(equals < 0 ? pair : pair.substring(0, equals), charset),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1), charset));
            }
        }
        return record;
    }

    private static void put(Map<String, Object> record, String name, String value) {
        String[] steps = name.replace("]", "").split("\\[", DEEPEST + 1);
        if (steps.length > DEEPEST) {
            throw new BadRecord(null, "A field of the form is nested deeper than %d.".formatted(DEEPEST));
        }
        Map<String, Object> at = record;
        for (int step = 0; step < steps.length - 1; step++) {
            Object next = at.computeIfAbsent(steps[step], missing -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                // ActiveCampaign writes list=1 and list[0][id]=1; the group says more.
                next = new LinkedHashMap<String, Object>();
                at.put(steps[step], next);
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> map = (Map<String, Object>) next;
            at = map;
        }
        if (!(at.get(steps[steps.length - 1]) instanceof Map)) {
            at.put(steps[steps.length - 1], value);
        }
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            throw new BadRecord(null, "The form has a broken percent sign.");
        }
    }
}
