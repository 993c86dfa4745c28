package fi.rekisterihub.simulator;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Brevo with its webhook. A suppression by the API comes back as one, as if the person had done it there: the echo that
 * a hub must not send on.
 */
public final class BrevoSimulator {

    public static final String PATH = ProviderSimulator.path("brevo");
    public static final String API_KEY = "xkeysib-for-tests";

    private final ProviderSimulator contacts;
    private volatile Consumer<String> webhook = nobodyListens -> {};

    private BrevoSimulator(ProviderSimulator contacts) {
        this.contacts = contacts;
        contacts.whenSuppressed(email -> webhook.accept(event("unsubscribe", email, Instant.now())));
    }

    public static BrevoSimulator on(SimulatorServer server) {
        return new BrevoSimulator(ProviderSimulator.on(server, "brevo"));
    }

    /** What goes wrong next. */
    public Trouble trouble() {
        return contacts.trouble();
    }

    /** Where events go: each as the JSON text that Brevo would post. */
    public void webhook(Consumer<String> newWebhook) {
        webhook = newWebhook;
    }

    public void add(String email) {
        contacts.add(email);
    }

    public boolean knows(String email) {
        return contacts.knows(email);
    }

    public boolean suppresses(String email) {
        return contacts.suppresses(email);
    }

    /** How often the hub has suppressed this address successfully. */
    public long timesTold(String email) {
        return contacts.timesTold(email);
    }

    /** A person unsubscribes there; the event goes to the webhook. */
    public void unsubscribe(String email, Instant at) {
        contacts.unsubscribe(email);
        webhook.accept(event("unsubscribe", email, at));
    }

    /** The JSON that Brevo posts for an event. */
    public static String event(String event, String email, Instant at) {
        return Json.object()
                .put("event", event)
                .put("email", email)
                .put("id", 1)
                .put("date", "2018-03-06 19:10:23")
                .put("ts_epoch", at.toEpochMilli())
                .put("message-id", "<%d@smtp-relay.example>".formatted(at.toEpochMilli()))
                .toString();
    }
}
