package fi.rekisterihub.permission;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.register.SubjectKeys;
import java.util.Set;

/** Does what an event of a provider asks for, in the caller's transaction, and says in a few words what became of it. */
final class ProviderActs {

    /** What stands for letters that were lost on their way. */
    private static final char LOST = '\uFFFD';

    private final PermissionLedger ledger;
    private final Bounces bounces;
    private final ProviderReminders reminders;
    private final ProviderTopics topics;

    ProviderActs(PermissionLedger ledger, Bounces bounces, ProviderReminders reminders, ProviderTopics topics) {
        this.ledger = ledger;
        this.bounces = bounces;
        this.reminders = reminders;
        this.topics = topics;
    }

    /** @throws BadRecord when it asks for something and does not say of whom */
    String act(ProviderEvent event) {
        return switch (event.action()) {
            case OPT_OUT ->
                outcome(
                        "opt-out",
                        ledger.record(optOut(event, topics.scope(event.provider(), event.topic(), event.list()))));
            // Whoever calls one letter spam does not want the next one under another title.
            case COMPLAINT -> outcome("complaint", ledger.record(optOut(event, PermissionAct.EVERYTHING)));
            case HARD_BOUNCE -> bounced(event, true);
            case SOFT_BOUNCE -> bounced(event, false);
            case RESUBSCRIBED -> resubscribed(event);
            case NOTED -> "noted: kept here, changes no permission";
            case IGNORED -> "ignored: not about permissions";
        };
    }

    private static PermissionAct optOut(ProviderEvent event, String scope) {
        PermissionAct everything = PermissionAct.emailOptOut(
                event.key(), null, event.provider(), Set.of(), email(event), event.evidence(), event.at());
        return everything.about(scope);
    }

    private String bounced(ProviderEvent event, boolean hard) {
        String kind = hard ? "hard bounce" : "soft bounce";
        return bounces.record(event.provider(), event.key(), email(event), hard, event.reason(), event.at())
                ? kind + " recorded: no permission is changed"
                : kind + " was recorded before";
    }

    private String resubscribed(ProviderEvent event) {
        String scope = topics.scope(event.provider(), event.topic(), event.list());
        return reminders.remind(event.provider(), "resubscribed:" + event.key(), email(event), scope)
                ? "resubscribed there against a prohibition: that provider is told again"
                : "resubscribed there: kept here, changes no permission";
    }

    private static String email(ProviderEvent event) {
        String email = event.email();
        if (email == null || SubjectKeys.normalEmail(email).isEmpty()) {
            throw new BadRecord("email", "The event names no e-mail address.");
        }
        if (email.indexOf(LOST) >= 0) {
            throw new BadRecord(
                    "email",
                    "Letters of the e-mail address were lost on the way: the call was not encoded as it said.");
        }
        return email;
    }

    private static String outcome(String what, Recorded recorded) {
        if (recorded instanceof Recorded.New) {
            return what + " recorded";
        }
        return recorded instanceof Recorded.InForceBefore
                ? what + " was in force before: kept as evidence, not sent on"
                : what + " was recorded before";
    }
}
