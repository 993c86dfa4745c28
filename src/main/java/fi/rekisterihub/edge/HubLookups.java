package fi.rekisterihub.edge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.edge.SourceTrouble.SourceRefused;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.permission.HookBody;
import fi.rekisterihub.permission.ProviderEvents.Answers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.stereotype.Component;

/** Asks a provider about the events that it sent, where they name a person by a number only. */
@Component("hubLookups")
public final class HubLookups {

    static final String ANSWERS = "hubAnswers";
    private static final String ID = "hubLookupId";
    /** What may stand in the path of a call: no sign that could bend it. */
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final JsonMapper JSON = new JsonMapper();

    private final HubLimits limits;

    public HubLookups(HubLimits limits) {
        this.limits = limits;
    }

    /**
     * The numbers in the item that are worth asking for, each once; none when the item cannot be read, which is then said
     * where it is applied.
     *
     * @param field the field of an event that holds the number
     * @param when a field and the beginning of its value, {@code field=beginning}; of other events nothing is asked
     */
    public List<String> ids(String field, String when, Exchange exchange) {
        exchange.setVariable(ANSWERS, new Answers(field, new LinkedHashMap<>()));
        InboxItem item = HubInbox.item(exchange);
        String[] condition = when.split("=", 2);
        Set<String> ids = new LinkedHashSet<>();
        try {
            for (Map<String, Object> event : HookBody.records(item.contentType(), item.body())) {
                String id = String.valueOf(event.get(field));
                boolean asked = condition.length < 2
                        || String.valueOf(event.get(condition[0])).startsWith(condition[1]);
                if (asked && event.get(field) != null && NUMBER.matcher(id).matches()) {
                    ids.add(id);
                }
            }
        } catch (BadRecord unreadable) {
            return List.of();
        }
        return List.copyOf(ids);
    }

    /** Remembers whom the next answer is about. */
    public void asking(String id, Exchange exchange) {
        exchange.setVariable(ID, id);
    }

    /** Keeps the answer beside its event. */
    public void answered(Exchange exchange) {
        Answers answers = exchange.getVariable(ANSWERS, Answers.class);
        try {
            answers.answers()
                    .put(
                            exchange.getVariable(ID, String.class),
                            JSON.readValue(exchange.getMessage().getBody(byte[].class), Object.class));
        } catch (IOException e) {
            throw new SourceRefused("The source answered something that is no JSON.");
        }
    }

    /** A contact that is not there any more has no answer; any other trouble stays one, and the item is tried again. */
    public void failed(String source, Exchange exchange) throws Exception {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (cause instanceof HttpOperationFailedException answer && answer.getStatusCode() == 404) {
            exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
            return;
        }
        limits.failed(source, exchange);
    }
}
