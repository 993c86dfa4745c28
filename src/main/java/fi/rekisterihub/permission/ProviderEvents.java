package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.mapping.PermissionAction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a provider's hook means, by its mapping table. Each event is one of the {@link PermissionAction}s; nothing that a
 * provider says lifts a prohibition.
 */
public final class ProviderEvents {

    /** Where the answer to a question about an event stands, beside what the provider sent. */
    public static final String LOOKED_UP = "lookedUp";

    private final Mappings mappings;
    private final ProviderActs acts;
    private final Inbox inbox;
    private final TransactionTemplate transaction;

    ProviderEvents(Mappings mappings, ProviderActs acts, Inbox inbox, TransactionTemplate transaction) {
        this.mappings = mappings;
        this.acts = acts;
        this.inbox = inbox;
        this.transaction = transaction;
    }

    /** Applies one item whose events say all by themselves. */
    public void apply(InboxItem item, String mappingName) {
        apply(item, mappingName, new Answers("", Map.of()));
    }

    /**
     * What was asked about the events of one item.
     *
     * @param field the field of an event by which it was asked; empty when nothing was
     * @param answers its value to the answer
     */
    public record Answers(String field, Map<String, Object> answers) {}

    /**
     * Applies one item and ends it, both in one transaction. An item that cannot be read is left to a person, with
     * its readable records applied.
     */
    public void apply(InboxItem item, String mappingName, Answers answers) {
        Mapping mapping = mappings.get(mappingName);
        transaction.executeWithoutResult(status -> {
            boolean held;
            try {
                held = settle(item, mapping, HookBody.records(item.contentType(), item.body()), answers);
            } catch (BadRecord bad) {
                held = inbox.review(item, bad.reason());
            }
            if (!held) {
                // Another worker has it now and will do the same; what was written here must not count twice.
                status.setRollbackOnly();
            }
        });
    }

    private boolean settle(InboxItem item, Mapping mapping, List<Map<String, Object>> records, Answers answers) {
        Map<String, Integer> outcomes = new TreeMap<>();
        String problem = null;
        for (Map<String, Object> record : records) {
            Object answer = answers.answers().get(String.valueOf(record.get(answers.field())));
            if (answer != null) {
                record.put(LOOKED_UP, answer);
            }
            try {
                for (Map<String, Object> part : mapping.parts(record)) {
                    try {
                        outcomes.merge(apply(item, mapping, part), 1, Integer::sum);
                    } catch (BadRecord bad) {
                        problem = said(bad);
                    }
                }
            } catch (BadRecord bad) {
                problem = said(bad);
            }
        }
        return problem == null ? inbox.done(item, told(outcomes)) : inbox.review(item, problem);
    }

    private String apply(InboxItem item, Mapping mapping, Map<String, Object> record) {
        if (!mapping.wants(record)) {
            return "ignored: not about permissions";
        }
        Observation seen = mapping.observe(record);
        return acts.act(ProviderEvent.of(item, mapping, seen));
    }

    private static String said(BadRecord bad) {
        return bad.field() == null ? bad.reason() : bad.field() + ": " + bad.reason();
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
