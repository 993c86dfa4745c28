package fi.rekisterihub.edge.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A call as a route writes it: {@code PUT v3/contacts/{email}} and a JSON text. What stands for the address is encoded
 * for the place where it is, so that no address can bend a call.
 *
 * @param content null for none
 */
record CallTemplate(String method, String path, @Nullable JsonNode content) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EMAIL = "{email}";
    private static final String CONTACT = "{contact}";

    /**
     * What a call is about.
     *
     * @param emails whom; several only for a call that takes several
     * @param contact by which id the provider knows the only one, when it was asked
     * @param page which page of a list
     */
    record About(List<String> emails, @Nullable Object contact, int page) {}

    /** @return null for an empty {@code call} */
    static @Nullable CallTemplate of(String call, String content) {
        if (call.isBlank()) {
            return null;
        }
        String[] parts = call.strip().split("\\s+", 2);
        if (parts.length != 2 || !METHODS.contains(parts[0])) {
            throw new IllegalArgumentException(
                    "'%s' is no call: write a method and a path, such as 'PUT v3/contacts/{email}'.".formatted(call));
        }
        try {
            JsonNode json = content.isBlank() ? null : JSON.readTree(content);
            return new CallTemplate(parts[0], parts[1].replaceFirst("^/", ""), json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The content of the call '%s' is no JSON: %s.".formatted(call, e.getOriginalMessage()), e);
        }
    }

    /** Path and query, without the first slash. */
    String path(About about) {
        String first = about.emails().get(0);
        return path.replace(EMAIL, encoded(first))
                .replace("{md5}", md5(first.toLowerCase(Locale.ROOT)))
                .replace(CONTACT, encoded(String.valueOf(about.contact())))
                .replace("{page}", Integer.toString(about.page()));
    }

    /** Empty for none. An array whose only element names the address gets an element for each. */
    byte[] body(About about) {
        if (content == null) {
            return new byte[0];
        }
        try {
            return JSON.writeValueAsBytes(filled(content, about));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The content of a provider's call cannot be written as JSON.", e);
        }
    }

    private static JsonNode filled(JsonNode node, About about) {
        if (node instanceof ArrayNode array) {
            return filled(array, about);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                filled.set(field.getKey(), filled(field.getValue(), about));
            }
            return filled;
        }
        if (!node.isTextual()) {
            return node;
        }
        // A number stays one: some providers want their ids as they gave them.
        return node.asText().equals(CONTACT) && about.contact() != null
                ? JSON.valueToTree(about.contact())
                : JsonNodeFactory.instance.textNode(node.asText()
                        .replace(EMAIL, about.emails().get(0))
                        .replace(CONTACT, String.valueOf(about.contact())));
    }

    private static ArrayNode filled(ArrayNode array, About about) {
        ArrayNode filled = JsonNodeFactory.instance.arrayNode();
        if (array.size() == 1 && array.toString().contains(EMAIL)) {
            for (String email : about.emails()) {
                filled.add(filled(array.get(0), new About(List.of(email), about.contact(), about.page())));
            }
        } else {
            array.forEach(item -> filled.add(filled(item, about)));
        }
        return filled;
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, by which Mailchimp names its members.", e);
        }
    }
}
