package fi.rekisterihub.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One audience at Mailchimp, with the forms that it posts. */
public final class MailchimpSimulator {

    public static final String PATH = ProviderSimulator.path("mailchimp");
    public static final String LIST = "a6b5da1054";
    public static final String API_KEY = "0123456789abcdef-us1";

    private static final DateTimeFormatter FIRED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final ProviderSimulator members;

    private MailchimpSimulator(ProviderSimulator members) {
        this.members = members;
    }

    public static MailchimpSimulator on(SimulatorServer server) {
        return new MailchimpSimulator(ProviderSimulator.on(server, "mailchimp"));
    }

    /** What goes wrong next. */
    public Trouble trouble() {
        return members.trouble();
    }

    public void subscribe(String email) {
        members.subscribe(email);
    }

    /** {@code subscribed}, {@code unsubscribed}, or {@code unknown}. */
    public String status(String email) {
        return !members.knows(email) ? "unknown" : members.suppresses(email) ? "unsubscribed" : "subscribed";
    }

    /** How often the hub has changed this address successfully. */
    public long timesTold(String email) {
        return members.timesTold(email);
    }

    /** A person unsubscribes there; Mailchimp then posts this form. */
    public String unsubscribe(String email, Instant at) {
        members.unsubscribe(email);
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
                ContactApis.md5(email).substring(0, 10),
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
}
