package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One audience at Mailchimp (FORMATS 6): members are named by the MD5 of the lower-case address and have a status. An
 * unknown member is 404 to PATCH; PUT makes one.
 */
public final class MailchimpSimulator {

    public static final String PATH = "/mailchimp";
    public static final String LIST = "a6b5da1054";
    public static final String API_KEY = "0123456789abcdef-us1";

    private static final DateTimeFormatter FIRED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Trouble trouble = new Trouble();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final List<String> told = new ArrayList<>();

    public static MailchimpSimulator on(SimulatorServer server) {
        MailchimpSimulator simulator = new MailchimpSimulator();
        server.answer(any(urlPathMatching(PATH + "/3\\.0/lists/" + LIST + "/members/[0-9a-f]{32}")), simulator::member);
        return simulator;
    }

    /** What goes wrong next. */
    public Trouble trouble() {
        return trouble;
    }

    public void subscribe(String email) {
        statuses.put(md5(email), "subscribed");
    }

    /** {@code subscribed}, {@code unsubscribed}, or {@code unknown}. */
    public String status(String email) {
        return statuses.getOrDefault(md5(email), "unknown");
    }

    /** How often the hub has changed this address successfully. */
    public synchronized long timesTold(String email) {
        return told.stream().filter(md5(email)::equals).count();
    }

    /** A person unsubscribes there; Mailchimp then posts this form. */
    public String unsubscribe(String email, Instant at) {
        statuses.put(md5(email), "unsubscribed");
        return form("unsubscribe", email, at);
    }

    /** The form that Mailchimp posts for an event of this type. */
    public static String form(String type, String email, Instant at) {
        return HookCall.form(
                "type",
                type,
                "fired_at",
                FIRED_AT.format(at),
                "data[action]",
                "unsub",
                "data[reason]",
                "manual",
                "data[id]",
                md5(email).substring(0, 10),
                "data[list_id]",
                LIST,
                "data[email]",
                email,
                "data[email_type]",
                "html",
                "data[merges][EMAIL]",
                email,
                "data[ip_opt]",
                "192.0.2.10");
    }

    private synchronized ResponseDefinitionBuilder member(Request request) {
        return trouble.nextCall().orElseGet(() -> answer(request));
    }

    private ResponseDefinitionBuilder answer(Request request) {
        if (!request.header("Authorization").containsValue("Bearer " + API_KEY)) {
            return jsonResponse("{\"title\":\"API Key Invalid\",\"status\":401}", 401);
        }
        String url = request.getUrl();
        String hash = url.substring(url.lastIndexOf('/') + 1);
        String method = request.getMethod().value();
        if (method.equals("PATCH") && !statuses.containsKey(hash)) {
            return jsonResponse("{\"title\":\"Resource Not Found\",\"status\":404}", 404);
        }
        JsonNode body = Json.parse(request.getBodyAsString());
        if (method.equals("PUT") && !md5(body.path("email_address").asText()).equals(hash)) {
            return jsonResponse("{\"title\":\"Invalid Resource\",\"status\":400}", 400);
        }
        statuses.put(hash, body.path("status").asText());
        told.add(hash);
        return jsonResponse(
                Json.object().put("id", hash).put("status", statuses.get(hash)).toString(), 200);
    }

    private static String md5(String email) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5")
                            .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
