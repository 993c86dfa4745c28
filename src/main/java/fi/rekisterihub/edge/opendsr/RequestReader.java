package fi.rekisterihub.edge.opendsr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a request of OpenDSR whose signature has been verified. A message names the part that is wrong, never its value. */
final class RequestReader {

    static final String API_VERSION = "2.0";
    /** The three of OpenDSR, then ours; see docs/processors.md. */
    static final List<String> TYPES = List.of(
            "access", "portability", "erasure", "rectification", "restriction", "restriction-lifted", "objection");

    private static final Set<String> FORMATS = Set.of("raw", "sha1", "md5", "sha256");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST_IDENTITIES = 100;
    private static final int MOST_CALLBACKS = 5;
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;

    RequestReader(Clock clock) {
        this.clock = clock;
    }

    record Read(
            UUID subjectRequestId, String regulation, String type, Instant submittedAt, List<String> callbackUrls) {}

    /** It is no request that the hub can take. */
    static final class NoRequest extends Exception {

        private static final long serialVersionUID = 1;

        NoRequest(String message) {
            super(message);
        }
    }

    /** @param domain the controller's, to which alone it may have us call back */
    Read read(byte[] body, String domain) throws NoRequest {
        JsonNode request = tree(body);
        String regulation = text(request, "regulation");
        if (!regulation.equals("gdpr")) {
            throw new NoRequest("The regulation is not one that is kept to here; it must be gdpr.");
        }
        String type = text(request, "subject_request_type");
        if (!TYPES.contains(type)) {
            throw new NoRequest(
                    "The subject_request_type is unknown; it must be one of %s.".formatted(String.join(", ", TYPES)));
        }
        String version = request.path("api_version").asText(API_VERSION);
        if (!version.startsWith("2.") && !version.startsWith("1.")) {
            throw new NoRequest("The api_version is not understood here; it must be %s.".formatted(API_VERSION));
        }
        identities(request.path("subject_identities"), request.path("extensions"));
        return new Read(
                id(text(request, "subject_request_id")), regulation, type, time(request), callbacks(request, domain));
    }

    /** @throws NoRequest when it is no id */
    static UUID id(String text) throws NoRequest {
        if (!ID.matcher(text).matches()) {
            throw new NoRequest("The subject_request_id is no UUID.");
        }
        return UUID.fromString(text);
    }

    private JsonNode tree(byte[] body) throws NoRequest {
        try {
            JsonNode tree = json.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException noJson) {
            // Said below, without the cause: it may quote what it could not read.
        }
        throw new NoRequest("The body is no JSON object.");
    }

    private static String text(JsonNode request, String name) throws NoRequest {
        JsonNode value = request.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new NoRequest("%s is missing or no text.".formatted(name));
        }
        return value.asText();
    }

    private Instant time(JsonNode request) throws NoRequest {
        try {
            Instant submitted =
                    OffsetDateTime.parse(text(request, "submitted_time")).toInstant();
            if (submitted.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
                throw new NoRequest("The submitted_time is in the future.");
            }
            return submitted;
        } catch (DateTimeParseException unreadable) {
            throw new NoRequest("The submitted_time is no time such as 2026-11-22T01:20:15Z.");
        }
    }

    private static void identities(JsonNode identities, JsonNode extensions) throws NoRequest {
        if (identities.isEmpty() && extensions.isEmpty()) {
            throw new NoRequest("The subject_identities are missing.");
        }
        if (!identities.isMissingNode() && !identities.isArray() || identities.size() > MOST_IDENTITIES) {
            throw new NoRequest("The subject_identities are no list of at most %d.".formatted(MOST_IDENTITIES));
        }
        for (JsonNode identity : identities) {
            text(identity, "identity_type");
            text(identity, "identity_value");
            if (!FORMATS.contains(text(identity, "identity_format"))) {
                throw new NoRequest("An identity_format is unknown; it must be raw, sha1, md5 or sha256.");
            }
        }
    }

    private static List<String> callbacks(JsonNode request, String domain) throws NoRequest {
        JsonNode urls = request.path("status_callback_urls");
        if (urls.isMissingNode() || urls.isNull()) {
            return List.of();
        }
        if (!urls.isArray() || urls.size() > MOST_CALLBACKS) {
            throw new NoRequest("The status_callback_urls are no list of at most %d.".formatted(MOST_CALLBACKS));
        }
        List<String> read = new ArrayList<>();
        for (JsonNode url : urls) {
            if (!isOf(url.asText(), domain)) {
                throw new NoRequest(
                        "A status_callback_url does not begin with https and the domain that signed the request.");
            }
            read.add(url.asText());
        }
        return read;
    }

    /** The controller's own, or whoever can have a request signed could have us call anybody. */
    private static boolean isOf(String url, String domain) {
        try {
            URI address = URI.create(url);
            String host = address.getHost();
            return host != null
                    && address.getUserInfo() == null
                    && (host.equalsIgnoreCase(domain)
                            || host.toLowerCase(java.util.Locale.ROOT).endsWith("." + domain))
                    && ("https".equals(address.getScheme())
                            || "http".equals(address.getScheme()) && OF_THIS_MACHINE.contains(host));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
