package fi.rekisterihub.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.rekisterihub.intake.ContactWatch;
import fi.rekisterihub.intake.ContactWatch.Noted;
import fi.rekisterihub.intake.ContactWatch.Watched;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A directory that calls us when a contact changes, as its Kamelets see it: whom to watch, and what a call means. */
@Component("hubContactWatch")
public final class HubContactWatch {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MORE = "hubMore";
    private static final String REGISTER = "hubRegister";
    private static final String WATCHER = "hubWatcher";
    private static final String PORTION = "hubPortion";
    private static final String QUERY = "hubQuery";

    private final ContactWatch watch;
    private final HookSettings hooks;

    public HubContactWatch(ContactWatch watch, HookSettings hooks) {
        this.watch = watch;
        this.hooks = hooks;
    }

    /** Begins a round; hubRegister says whether the directory must be told first where to call. */
    public void begin(String feed, String source, String watcherId, String publicUrl, Exchange exchange) {
        String callbackUrl = callbackUrl(source, publicUrl);
        String registration = JSON.createObjectNode()
                .put("watcherId", watcherId)
                .put("callbackUrl", callbackUrl)
                .toString();
        exchange.setVariable(WATCHER, registration);
        exchange.setVariable(REGISTER, !watch.isRegistered(feed, fingerprint(registration)));
        exchange.setVariable(MORE, true);
        exchange.setVariable(QUERY, "");
        exchange.getMessage().setBody(registration);
    }

    /** The directory has taken the address. */
    public void registered(String feed, Exchange exchange) {
        watch.registered(feed, fingerprint(String.valueOf(exchange.getVariable(WATCHER, String.class))));
    }

    /** Writes the next companies to be watched; hubMore says whether there are any. */
    public void portion(String feed, String watcherId, int most, Exchange exchange) {
        List<Watched> portion = watch.difference(feed, most);
        ObjectNode body = JSON.createObjectNode().put("watcherId", watcherId);
        ArrayNode contacts = body.putArray("watchedContacts");
        for (Watched one : portion) {
            ObjectNode contact = contacts.addObject().put("companyId", one.company());
            if (!one.persons().isEmpty()) {
                ArrayNode persons = contact.putArray("personIds");
                one.persons().forEach(persons::add);
            }
        }
        exchange.setVariable(PORTION, portion);
        exchange.setVariable(MORE, !portion.isEmpty());
        exchange.getMessage().setBody(body.toString());
    }

    /** The directory has taken the portion. */
    @SuppressWarnings("unchecked") // what portion() has put there
    public void told(String feed, Exchange exchange) {
        watch.told(feed, exchange.getVariable(PORTION, List.class));
    }

    /**
     * Throws the directory's answer again. One that refuses what a watcher told who was known before may have forgotten the
     * watcher; then the next round registers anew. Right after a registration it is not that.
     */
    public void refused(String feed, Exchange exchange) throws HttpOperationFailedException {
        HttpOperationFailedException answer =
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HttpOperationFailedException.class);
        boolean knownBefore = !Boolean.TRUE.equals(exchange.getVariable(REGISTER, Boolean.class));
        if (knownBefore && (answer.getStatusCode() == 400 || answer.getStatusCode() == 404)) {
            watch.forgotten(feed);
        }
        throw answer;
    }

    /** Notes whom a call names, to be read anew; the body becomes one sentence that says what became of the call. */
    public void called(String feed, String watcherId, Exchange exchange) {
        exchange.getMessage()
                .setBody(noted(feed, watcherId, exchange.getMessage().getBody(byte[].class)));
    }

    private String noted(String feed, String watcherId, byte @Nullable [] body) {
        JsonNode call;
        try {
            call = JSON.readTree(body == null ? new byte[0] : body);
        } catch (IOException e) {
            return "The call is no JSON; nothing is done.";
        }
        if (!text(call, "watcherId").equals(watcherId)) {
            return "The call names a watcher that is not ours; nothing is done.";
        }
        // The sender's own description spells it both ways.
        String company = text(call, call.has("Id") ? "Id" : "id");
        Noted noted = watch.changed(feed, company, text(call, "personId"), time(text(call, "timestamp")));
        return switch (noted) {
            case TO_READ -> "The contact is read anew.";
            case READ_SINCE -> "The contact has been read since; nothing is done.";
            case NOT_OURS -> "The contact is not one that is watched; nothing is done.";
        };
    }

    /** The secret stands in the address, because the directory can show it nowhere else. */
    private String callbackUrl(String source, String publicUrl) {
        HookSettings.Provider provider = hooks.providers().get(source);
        if (provider == null || !provider.isOpen()) {
            throw new IllegalStateException(
                    "hub.providers.%s.webhook-secret is not set, so the directory could not call the hub; nobody is watched."
                            .formatted(source));
        }
        return "%s/hooks/%s?secret=%s"
                .formatted(publicUrl, source, URLEncoder.encode(provider.webhookSecret(), StandardCharsets.UTF_8));
    }

    /** Null when the sender says no time that can be one: then the contact is read. */
    private static @Nullable Instant time(String seconds) {
        return seconds.matches("\\d{9,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
    }

    private static String text(JsonNode call, String name) {
        return call.path(name).asText("");
    }

    private static String fingerprint(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
