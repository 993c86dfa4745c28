package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.ArrayList;
import java.util.List;

/** Providers that keep a list of suppressed addresses, whoever is behind them. */
final class SuppressionListApis {

    private static final int MAILGUN_MOST = 1_000;
    private static final int POSTMARK_MOST = 50;

    private SuppressionListApis() {}

    static ProviderApi sendgrid() {
        return new ProviderApi(
                        "sendgrid",
                        List.of("api-key", "SG.made-up"),
                        call -> call.carries("Authorization", "Bearer SG.made-up"))
                .on("POST", "v3/asm/suppressions/global", (call, readers) -> {
                    List<String> emails = new ArrayList<>();
                    call.body().path("recipient_emails").forEach(email -> emails.add(email.asText()));
                    if (emails.isEmpty() || emails.contains("")) {
                        return problem(400, "recipient_emails");
                    }
                    emails.forEach(readers::suppress);
                    return jsonResponse(call.body().toString(), 201);
                })
                .on(
                        "GET",
                        "v3/asm/suppressions/global/([^/]+)",
                        (call, readers) -> ok(
                                readers.suppresses(call.part(1))
                                        ? Json.object().put("recipient_email", call.part(1))
                                        : Json.object()));
    }

    static ProviderApi mailgun() {
        return new ProviderApi(
                        "mailgun",
                        List.of("api-key", "key-made-up", "domain", "mail.hub.example"),
                        call -> call.carries("Authorization", ProviderKeys.basic("api", "key-made-up")))
                .on("POST", "v3/mail\\.hub\\.example/unsubscribes", (call, readers) -> {
                    JsonNode rows = call.body();
                    if (!rows.isArray() || rows.isEmpty() || rows.size() > MAILGUN_MOST) {
                        return problem(400, "1 to 1000 rows");
                    }
                    for (JsonNode row : rows) {
                        if (!row.path("address").asText().contains("@")) {
                            return problem(400, "address");
                        }
                    }
                    rows.forEach(row -> {
                        String email = row.path("address").asText();
                        row.path("tags").forEach(tag -> {
                            if (tag.asText().equals("*")) {
                                readers.suppress(email);
                            } else {
                                readers.leave(email, tag.asText());
                            }
                        });
                    });
                    return ok(Json.object()
                            .put("message", rows.size() + " addresses have been added to the unsubscribes table"));
                })
                .on("GET", "v3/mail\\.hub\\.example/unsubscribes/([^/]+)", (call, readers) -> {
                    ArrayNode tags = Json.array();
                    if (readers.suppresses(call.part(1))) {
                        tags.add("*");
                    }
                    readers.left(call.part(1)).forEach(tags::add);
                    return tags.isEmpty()
                            ? problem(404, "Address not found in unsubscribers table")
                            : ok(Json.object().put("address", call.part(1)).set("tags", tags));
                });
    }

    static ProviderApi postmark() {
        return new ProviderApi(
                        "postmark",
                        List.of("api-key", "server-token", "stream", "news"),
                        call -> call.carries("X-Postmark-Server-Token", "server-token"))
                .on("POST", "message-streams/news/suppressions", (call, readers) -> {
                    JsonNode rows = call.body().path("Suppressions");
                    if (rows.isEmpty() || rows.size() > POSTMARK_MOST) {
                        return problem(422, "1 to 50 addresses");
                    }
                    ArrayNode told = Json.array();
                    rows.forEach(row -> {
                        String email = row.path("EmailAddress").asText();
                        boolean good = email.contains("@");
                        if (good) {
                            readers.suppress(email);
                        }
                        told.add(
                                Json.object().put("EmailAddress", email).put("Status", good ? "Suppressed" : "Failed"));
                    });
                    return ok(Json.object().set("Suppressions", told));
                })
                .on("GET", "message-streams/news/suppressions/dump", (call, readers) -> {
                    String email = call.query("EmailAddress");
                    ArrayNode listed = Json.array();
                    if (readers.suppresses(email)) {
                        listed.add(Json.object()
                                .put("EmailAddress", email)
                                .put("SuppressionReason", "ManualSuppression")
                                .put("Origin", "Customer"));
                    }
                    return ok(Json.object().set("Suppressions", listed));
                });
    }

    static ProviderApi amazonSes() {
        return new ProviderApi(
                        "amazon-ses",
                        List.of("access-key-id", "AKIDMADEUP", "secret-access-key", "s+cr/et", "region", "eu-west-1"),
                        call -> ProviderKeys.amazon(call, "AKIDMADEUP", "s+cr/et", "eu-west-1", "ses"))
                .on("PUT", "v2/email/suppression/addresses", (call, readers) -> {
                    String reason = call.body().path("Reason").asText();
                    if (!List.of("BOUNCE", "COMPLAINT").contains(reason)) {
                        return problem(400, "Reason");
                    }
                    readers.suppress(call.body().path("EmailAddress").asText());
                    return aResponse().withStatus(200);
                })
                .on(
                        "GET",
                        "v2/email/suppression/addresses/([^/]+)",
                        (call, readers) -> readers.suppresses(call.part(1))
                                ? ok(Json.object()
                                        .set(
                                                "SuppressedDestination",
                                                Json.object()
                                                        .put("EmailAddress", call.part(1))
                                                        .put("Reason", "COMPLAINT")))
                                : problem(404, "Email address does not exist on your suppression list"));
    }

    static ProviderApi hubspot() {
        String path = "communication-preferences/v4/statuses/([^/]+)/unsubscribe-all";
        return new ProviderApi(
                        "hubspot",
                        List.of("api-key", "pat-made-up"),
                        call -> call.carries("Authorization", "Bearer pat-made-up"))
                .on("POST", path, (call, readers) -> {
                    if (!call.query("channel").equals("EMAIL")) {
                        return problem(400, "channel");
                    }
                    readers.suppress(call.part(1));
                    return ok(statuses(call, readers));
                })
                .on("GET", path, (call, readers) -> ok(statuses(call, readers)));
    }

    private static ObjectNode statuses(ProviderCall call, Readers readers) {
        ArrayNode results = Json.array();
        if (readers.suppresses(call.part(1))) {
            results.add(Json.object()
                    .put("channel", "EMAIL")
                    .put("status", "UNSUBSCRIBED")
                    .put("wideStatusType", "PORTAL_WIDE")
                    .put("subscriberIdString", call.part(1)));
        }
        return Json.object().put("status", "COMPLETE").set("results", results);
    }

    static ProviderApi creamailer() {
        return new ProviderApi(
                        "creamailer",
                        List.of("access-token", "a-token", "shared-secret", "a-shared-secret", "look-after", "1s"),
                        call -> ProviderKeys.creamailer(call, "a-token", "a-shared-secret"))
                .on("POST", "v2/api/suppressions", (call, readers) -> {
                    String email = call.body().path("email").asText();
                    // It may well refuse what it has already; nobody has said that it does not.
                    if (!email.contains("@") || readers.suppresses(email)) {
                        return problem(422, "The given data was invalid.");
                    }
                    readers.suppress(email);
                    return jsonResponse(Json.object().put("message", "created").toString(), 201);
                })
                .on("GET", "v2/api/suppressions", (call, readers) -> {
                    // Pages of two, so that there is more than one.
                    List<String> all = readers.suppressed();
                    int page = Integer.parseInt(call.query("page"));
                    ArrayNode data = Json.array();
                    all.stream()
                            .skip(2L * (page - 1))
                            .limit(2)
                            .forEach(email -> data.add(Json.object().put("email", email)));
                    ObjectNode answer = Json.object();
                    answer.set("data", data);
                    answer.putObject("meta")
                            .put("current_page", page)
                            .put("last_page", Math.max(1, (all.size() + 1) / 2));
                    return ok(answer);
                });
    }

    static ProviderApi apsis() {
        String section = "usercreated.sections.default";
        String path = "audience/channels/com\\.apsis1\\.channels\\.email/addresses/([^/]+)/consents";
        return new ProviderApi(
                        "apsis",
                        List.of("client-id", "hub", "client-secret", "a secret"),
                        call -> call.request().getUrl().endsWith("/oauth/token")
                                || call.carries("Authorization", "Bearer apsis-token"))
                .on(
                        "POST",
                        "oauth/token",
                        (call, readers) ->
                                call.body().path("client_secret").asText().equals("a secret")
                                        ? ok(Json.object()
                                                .put("access_token", "apsis-token")
                                                .put("expires_in", 2_592_000))
                                        : problem(401, "client"))
                .on("POST", path, (call, readers) -> {
                    if (!call.body().path("type").asText().equals("opt-out")) {
                        return problem(400, "type");
                    }
                    if (!call.body().path("section_discriminator").asText().equals(section)) {
                        return problem(400, "section_discriminator");
                    }
                    readers.suppress(call.part(1));
                    return aResponse().withStatus(204);
                })
                .on("GET", path, (call, readers) -> {
                    ArrayNode items = Json.array();
                    if (readers.suppresses(call.part(1))) {
                        items.add(Json.object().put("type", "opt-out").put("section_discriminator", section));
                    }
                    readers.left(call.part(1))
                            .forEach(topic -> items.add(Json.object()
                                    .put("type", "opt-out")
                                    .put("section_discriminator", section)
                                    .put("topic_discriminator", topic)));
                    return ok(Json.object().set("items", items));
                });
    }

    static ResponseDefinitionBuilder ok(JsonNode json) {
        return jsonResponse(json.toString(), 200);
    }

    static ResponseDefinitionBuilder problem(int status, String message) {
        return jsonResponse(Json.object().put("message", message).toString(), status);
    }
}
