package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static fi.rekisterihub.simulator.SuppressionListApis.ok;
import static fi.rekisterihub.simulator.SuppressionListApis.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Providers that know their readers as contacts, each with a state of its own. */
final class ContactApis {

    private static final String MAILCHIMP_LIST = "a6b5da1054";

    private ContactApis() {}

    static ProviderApi mailchimp() {
        String path = "3\\.0/lists/" + MAILCHIMP_LIST + "/members/([0-9a-f]{32})";
        return new ProviderApi(
                        "mailchimp",
                        List.of("api-key", "0123456789abcdef-us1", "list", MAILCHIMP_LIST),
                        call -> call.carries("Authorization", "Bearer 0123456789abcdef-us1"))
                .on("GET", path, (call, readers) -> member(call, readers)
                        .map(email -> ok(Json.object()
                                .put("id", call.part(1))
                                .put("status", readers.suppresses(email) ? "unsubscribed" : "subscribed")))
                        .orElseGet(() -> problem(404, "Resource Not Found")))
                .on("PATCH", path, (call, readers) -> member(call, readers)
                        .map(email -> changed(email, call, readers))
                        .orElseGet(() -> problem(404, "Resource Not Found")))
                .on("PUT", path, (call, readers) -> {
                    String email = call.body().path("email_address").asText();
                    return md5(email).equals(call.part(1))
                            ? changed(email, call, readers)
                            : problem(400, "Invalid Resource");
                });
    }

    private static ResponseDefinitionBuilder changed(String email, ProviderCall call, Readers readers) {
        String status = call.body().path("status").asText();
        if (!status.equals("unsubscribed")) {
            return problem(400, "Invalid Resource");
        }
        readers.suppress(email);
        return ok(Json.object().put("id", call.part(1)).put("status", status));
    }

    private static Optional<String> member(ProviderCall call, Readers readers) {
        return readers.withHash(call.part(1));
    }

    static ProviderApi brevo() {
        return new ProviderApi(
                        "brevo",
                        List.of("api-key", "xkeysib-for-tests"),
                        call -> call.carries("api-key", "xkeysib-for-tests"))
                .on(
                        "GET",
                        "v3/contacts/([^/]+)",
                        (call, readers) -> readers.knows(call.part(1))
                                ? ok(Json.object()
                                        .put("email", call.part(1))
                                        .put("emailBlacklisted", readers.suppresses(call.part(1))))
                                : problem(404, "Contact does not exist"))
                .on("POST", "v3/contacts", (call, readers) -> {
                    JsonNode body = call.body();
                    String email = body.path("email").asText();
                    boolean known = readers.knows(email);
                    if (known && !body.path("updateEnabled").asBoolean()) {
                        return problem(400, "Contact already exist");
                    }
                    if (body.path("emailBlacklisted").asBoolean()) {
                        readers.suppress(email);
                    } else {
                        readers.add(email);
                    }
                    return aResponse().withStatus(known ? 204 : 201);
                });
    }

    static ProviderApi mailjet() {
        return new ProviderApi(
                        "mailjet",
                        List.of("user", "public", "api-key", "private"),
                        call -> call.carries("Authorization", ProviderKeys.basic("public", "private")))
                .on(
                        "GET",
                        "v3/REST/contact/([^/]+)",
                        (call, readers) -> readers.knows(call.part(1))
                                ? ok(contact(call.part(1), readers))
                                : problem(404, "Object not found"))
                .on("PUT", "v3/REST/contact/(\\d+)", (call, readers) -> readers.withId(call.part(1))
                        .map(email -> {
                            if (call.body().path("IsExcludedFromCampaigns").asBoolean()) {
                                readers.suppress(email);
                            }
                            return ok(contact(email, readers));
                        })
                        .orElseGet(() -> problem(404, "Object not found")))
                .on("POST", "v3/REST/contact", (call, readers) -> {
                    String email = call.body().path("Email").asText();
                    if (readers.knows(email)) {
                        return problem(400, "MJ18 A Contact resource with this value already exists");
                    }
                    readers.add(email);
                    if (call.body().path("IsExcludedFromCampaigns").asBoolean()) {
                        readers.suppress(email);
                    }
                    return jsonResponse(contact(email, readers).toString(), 201);
                });
    }

    private static ObjectNode contact(String email, Readers readers) {
        ObjectNode answer = Json.object().put("Count", 1).put("Total", 1);
        answer.putArray("Data")
                .addObject()
                .put("ID", Long.parseLong(readers.id(email)))
                .put("Email", email)
                .put("IsExcludedFromCampaigns", readers.suppresses(email));
        return answer;
    }

    static ProviderApi mailerlite() {
        return new ProviderApi(
                        "mailerlite",
                        List.of("api-key", "ml-token"),
                        call -> call.carries("Authorization", "Bearer ml-token"))
                .on(
                        "GET",
                        "api/subscribers/([^/]+)",
                        (call, readers) -> readers.knows(call.part(1))
                                ? ok(subscriber(call.part(1), readers))
                                : problem(404, "Resource not found."))
                .on("PUT", "api/subscribers/(\\d+)", (call, readers) -> readers.withId(call.part(1))
                        .map(email -> {
                            if (call.body().path("status").asText().equals("unsubscribed")) {
                                readers.suppress(email);
                            }
                            return ok(subscriber(email, readers));
                        })
                        .orElseGet(() -> problem(404, "Resource not found.")))
                .on("POST", "api/subscribers", (call, readers) -> {
                    String email = call.body().path("email").asText();
                    readers.add(email);
                    if (call.body().path("status").asText().equals("unsubscribed")) {
                        readers.suppress(email);
                    }
                    return jsonResponse(subscriber(email, readers).toString(), 201);
                });
    }

    private static ObjectNode subscriber(String email, Readers readers) {
        ObjectNode answer = Json.object();
        answer.putObject("data")
                .put("id", readers.id(email))
                .put("email", email)
                .put("status", readers.suppresses(email) ? "unsubscribed" : "active");
        return answer;
    }

    static ProviderApi activecampaign() {
        return new ProviderApi(
                        "activecampaign",
                        List.of("api-key", "ac-key", "list", "3"),
                        call -> call.carries("Api-Token", "ac-key"))
                .on("GET", "api/3/contacts", (call, readers) -> {
                    String email = call.query("email");
                    ObjectNode answer = Json.object();
                    ArrayNode contacts = answer.putArray("contacts");
                    if (readers.knows(email)) {
                        contacts.addObject().put("id", readers.id(email)).put("email", email);
                    }
                    return ok(answer);
                })
                .on("GET", "api/3/contacts/(\\d+)/contactLists", (call, readers) -> readers.withId(call.part(1))
                        .map(email -> {
                            ObjectNode answer = Json.object();
                            ArrayNode lists = answer.putArray("contactLists");
                            lists.addObject().put("list", "1").put("status", "1");
                            lists.addObject().put("list", "3").put("status", readers.suppresses(email) ? "2" : "1");
                            return ok(answer);
                        })
                        .orElseGet(() -> problem(404, "No Result found")))
                .on("POST", "api/3/contactLists", (call, readers) -> {
                    JsonNode told = call.body().path("contactList");
                    Optional<String> email = readers.withId(told.path("contact").asText());
                    if (email.isEmpty() || !told.path("list").asText().equals("3")) {
                        return problem(422, "contact or list");
                    }
                    if (told.path("status").asText().equals("2")) {
                        readers.suppress(email.get());
                    }
                    return jsonResponse(Json.object().toString(), 201);
                })
                .on("POST", "api/3/contact/sync", (call, readers) -> {
                    String email = call.body().path("contact").path("email").asText();
                    readers.add(email);
                    ObjectNode answer = Json.object();
                    answer.putObject("contact").put("id", readers.id(email)).put("email", email);
                    return jsonResponse(answer.toString(), 201);
                });
    }

    /** In the style of its manual, which does not name the method that unsubscribes. */
    static ProviderApi lianamailer() {
        String key = "0123456789abcdef0123456789abcdef";
        return new ProviderApi(
                        "lianamailer",
                        List.of("user", "17", "api-key", key, "realm", "EUR"),
                        call -> ProviderKeys.liana(call, "EUR", "17", key))
                .on("POST", "api/v1/getRecipientByEmail", (call, readers) -> {
                    String email = call.body().path(0).asText();
                    ObjectNode answer = Json.object().put("succeed", true);
                    if (readers.knows(email)) {
                        answer.putObject("result")
                                .putObject("recipient")
                                .put("id", readers.id(email))
                                .put("email", email)
                                .put("enabled", !readers.suppresses(email));
                    } else {
                        answer.putNull("result");
                    }
                    return ok(answer);
                })
                .on("POST", "api/v1/unsubscribeRecipient", (call, readers) -> {
                    Optional<String> email = readers.withId(call.body().path(0).asText());
                    email.ifPresent(readers::suppress);
                    return ok(Json.object().put("succeed", email.isPresent()));
                });
    }

    static String md5(String email) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5")
                            .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
