package fi.rekisterihub.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was sent to a link, read here and not by the server, which would drop a form that is too long in silence. RFC 8058
 * wants one pair in either of two encodings; the page's own forms use the first.
 */
sealed interface LinkForm {

    /** Far more than any page of ours sends. */
    int LARGEST = 16 * 1024;

    String PAIR = "List-Unsubscribe=One-Click";

    /** A form; {@code oneClick} when it is the pair of RFC 8058. */
    record Sent(boolean oneClick, Map<String, List<String>> fields) implements LinkForm {

        List<String> all(String name) {
            return fields.getOrDefault(name, List.of());
        }

        boolean says(String name, String value) {
            return all(name).contains(value);
        }
    }

    /** Longer than anything that is sent to a link. */
    record TooLong() implements LinkForm {}

    /** No form, or one that is broken. */
    record NoForm() implements LinkForm {}

    static LinkForm read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST) {
            return new TooLong();
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return new TooLong();
        }
        String type = request.getContentType();
        return read(type == null ? "" : type.toLowerCase(Locale.ROOT), new String(body, StandardCharsets.ISO_8859_1));
    }

    private static LinkForm read(String type, String body) {
        if (body.isBlank() || body.strip().equals(PAIR)) {
            return new Sent(!body.isBlank(), Map.of());
        }
        if (type.startsWith("multipart/form-data")) {
            return new Sent(Parts.ONE_CLICK.matcher(body).find(), Map.of());
        }
        return type.startsWith("application/x-www-form-urlencoded") ? pairs(body) : new NoForm();
    }

    private static LinkForm pairs(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        try {
            for (String pair : body.strip().split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.computeIfAbsent(decoded(name), first -> new ArrayList<>())
                        .add(decoded(value));
            }
        } catch (IllegalArgumentException broken) {
            return new NoForm();
        }
        return new Sent(fields.getOrDefault("List-Unsubscribe", List.of()).contains("One-Click"), fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The one part that is looked for, wherever the boundaries are. */
    final class Parts {

        static final Pattern ONE_CLICK = Pattern.compile(
                "name=\"?List-Unsubscribe\"?[ \\t]*(?:;[^\\r\\n]{0,200})?\\r?\\n(?:[^\\r\\n]{1,500}\\r?\\n){0,10}\\r?\\nOne-Click\\s",
                Pattern.CASE_INSENSITIVE);

        private Parts() {}
    }
}
