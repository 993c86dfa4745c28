package fi.rekisterihub.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.notice.IncomingRequests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a controller whose processor we are asks about one person, read from its OpenDSR request (docs/processors.md). Pure.
 *
 * @param kind null for the end of a restriction, which is no request of its own
 * @param customerId the controller's own id of the person
 * @param email an address by which the person may be found here
 * @param identities by what it names the person, a line each
 * @param fields what it says of the person's data, a line each
 */
record ControllerAsks(
        @Nullable RequestKind kind,
        @Nullable String purpose,
        String channel,
        String scope,
        @Nullable String customerId,
        @Nullable String email,
        String identities,
        String fields) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_PART = 4_500;

    static ControllerAsks read(IncomingRequests.Request request) {
        JsonNode tree = tree(request.body());
        JsonNode extension = tree.path("extensions").path("rekisterihub");
        List<String> identities = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        String customerId = null;
        String email = null;
        for (JsonNode identity : tree.path("subject_identities")) {
            String type = identity.path("identity_type").asText();
            String value = identity.path("identity_value").asText();
            String format = identity.path("identity_format").asText("raw");
            identities.add(format.equals("raw") ? type + ": " + value : type + " (" + format + "): " + value);
            if (format.equals("raw")) {
                email = type.equals("email") ? value : email;
                customerId = type.equals("controller_customer_id") ? value : customerId;
            }
        }
        extension
                .path("fields")
                .fields()
                .forEachRemaining(field -> fields.add(
                        field.getValue().isNull()
                                ? field.getKey()
                                : field.getKey() + " = " + field.getValue().asText()));
        return new ControllerAsks(
                kind(request.type()),
                text(extension, "purpose"),
                Objects.requireNonNullElse(text(extension, "channel"), "*"),
                Objects.requireNonNullElse(text(extension, "scope"), "*"),
                customerId,
                email,
                cut(String.join("\n", identities)),
                cut(String.join("\n", fields)));
    }

    /** Both, for whoever decides: the identities first, then an empty line. */
    String said() {
        return fields.isEmpty() ? identities : identities + "\n\n" + fields;
    }

    private static @Nullable RequestKind kind(String type) {
        return type.equals("restriction-lifted") ? null : RequestKind.of(type);
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_PART ? text : text.substring(0, LONGEST_PART) + " …";
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("A request that was read when it came is no JSON any more.", e);
        }
    }
}
