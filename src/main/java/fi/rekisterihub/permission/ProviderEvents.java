package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.register.SubjectKeys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a provider's hook means, by its mapping table: {@code opt-out} goes into the ledger, {@code noted} is kept in
 * the inbox only, everything else is ignored. Nothing that a provider says lifts a prohibition.
 */
public final class ProviderEvents {

    private final Mappings mappings;
    private final PermissionLedger ledger;
    private final Inbox inbox;
    private final TransactionTemplate transaction;

    ProviderEvents(Mappings mappings, PermissionLedger ledger, Inbox inbox, TransactionTemplate transaction) {
        this.mappings = mappings;
        this.ledger = ledger;
        this.inbox = inbox;
        this.transaction = transaction;
    }

    /**
     * Applies one item and ends it, both in one transaction. An item that cannot be read is left to a person, with
     * its readable records applied.
     */
    public void apply(InboxItem item, String mappingName) {
        Mapping mapping = mappings.get(mappingName);
        transaction.executeWithoutResult(status -> {
            boolean held;
            try {
                held = settle(item, mapping, HookBody.records(item.contentType(), item.body()));
            } catch (BadRecord bad) {
                held = inbox.review(item, bad.reason());
            }
            if (!held) {
                // Another worker has it now and will do the same; what was written here must not count twice.
                status.setRollbackOnly();
            }
        });
    }

    private boolean settle(InboxItem item, Mapping mapping, List<Map<String, Object>> records) {
        Map<String, Integer> outcomes = new TreeMap<>();
        String problem = null;
        for (Map<String, Object> record : records) {
            try {
                outcomes.merge(apply(item, mapping, record), 1, Integer::sum);
            } catch (BadRecord bad) {
                problem = bad.field() == null ? bad.reason() : bad.field() + ": " + bad.reason();
            }
        }
        return problem == null ? inbox.done(item, told(outcomes)) : inbox.review(item, problem);
    }

    private String apply(InboxItem item, Mapping mapping, Map<String, Object> record) {
        Observation event = mapping.observe(record);
        String action = String.valueOf(event.values().getOrDefault("action", "ignored"));
        return switch (action) {
            case "opt-out" -> outcome(ledger.record(act(item, mapping, event)));
            case "noted" -> "noted: kept here, changes no permission";
            default -> "ignored: not about permissions";
        };
    }

    private static PermissionAct act(InboxItem item, Mapping mapping, Observation event) {
        String email = event.values().get("email");
        if (SubjectKeys.normalEmail(email).isEmpty()) {
            throw new BadRecord("email", "The opt-out names no e-mail address.");
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("inbox", item.id());
        evidence.put("mapping", mapping.feed() + "@" + mapping.version());
        for (String name : new String[] {"reason", "list"}) {
            String value = event.values().get(name);
            if (value != null) {
                evidence.put(name, value);
            }
        }
        // The key may hold the address; the ledger outlives an erasure, so only its hash goes in.
        String key = item.source() + ':' + Hashes.hex(event.key());
        Instant at = EventTime.of(event.values().get("at"), item.receivedAt());
        return PermissionAct.emailOptOut(key, null, item.source(), Set.of(), email, evidence, at);
    }

    private static String outcome(Recorded recorded) {
        if (recorded instanceof Recorded.New) {
            return "opt-out recorded";
        }
        return recorded instanceof Recorded.InForceBefore
                ? "opt-out was in force before: kept as evidence, not sent on"
                : "opt-out was recorded before";
    }

    private static String told(Map<String, Integer> outcomes) {
        if (outcomes.isEmpty()) {
            return "ignored: no event in it";
        }
        StringBuilder told = new StringBuilder();
        outcomes.forEach((outcome, times) -> told.append(told.isEmpty() ? "" : "; ")
                .append(outcome)
                .append(times == 1 ? "" : " (" + times + " times)"));
        return told.toString();
    }
}
