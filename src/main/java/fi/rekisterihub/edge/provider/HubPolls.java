package fi.rekisterihub.edge.provider;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.edge.HubLimits;
import fi.rekisterihub.intake.Polls;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Asks providers that have no webhook what has happened there, as the Kamelet makes the calls. */
@Component("hubPolls")
public final class HubPolls {

    static final String TEXT = "hubPollText";
    private static final String ASKING = "hubPoll";
    private static final String NEXT = "hubCallNext";
    private static final String LOGGING_IN = "hubPollLoggingIn";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final HubLimits limits;
    private final Polls polls;
    private final Clock clock;
    private final LogIns logIns;

    @Autowired
    public HubPolls(HubLimits limits, Polls polls) {
        this(limits, polls, Clock.systemUTC());
    }

    HubPolls(HubLimits limits, Polls polls, Clock clock) {
        this.limits = limits;
        this.polls = polls;
        this.clock = clock;
        this.logIns = new LogIns(clock);
    }

    /** One asking under way. */
    private record Asking(Poll poll, Instant from, Instant to, int firstPage, int page) {

        Asking nextPage() {
            return new Asking(poll, from, to, firstPage, page + 1);
        }
    }

    /** Begins where the last asking ended. */
    public void begin(Exchange exchange) {
        Map<String, String> said = new LinkedHashMap<>();
        String text = String.valueOf(exchange.getVariable(TEXT, String.class));
        text.lines().map(line -> line.split("=", 2)).forEach(pair -> said.put(pair[0].strip(), pair[1].strip()));
        Poll poll = Poll.of(said);
        exchange.setVariable(ASKING, poll.asksForATime() ? aboutATime(poll) : aboutAList(poll));
        exchange.setVariable(NEXT, true);
    }

    /** The same time again where the last asking left off: what came in it stands on the same pages. */
    private Asking aboutATime(Poll poll) {
        Instant now = clock.instant();
        return polls.leftOff(poll.name())
                .map(span -> new Asking(poll, span.from(), span.to(), span.page(), span.page()))
                .orElseGet(
                        () -> new Asking(poll, polls.from(poll.name(), poll.first(), poll.overlap(), now), now, 1, 1));
    }

    private Asking aboutAList(Poll poll) {
        int page = polls.page(poll.name());
        return new Asking(poll, clock.instant(), clock.instant(), page, page);
    }

    /** Takes the turn of the next call and makes it ready. */
    public void prepare(Exchange exchange) {
        Asking asking = asking(exchange);
        Poll poll = asking.poll();
        limits.ask(ProviderCalls.source(poll.provider()), exchange);
        String token = poll.scheme() == CallScheme.TOKEN ? logIns.token(poll.provider()) : "";
        exchange.setVariable(LOGGING_IN, token == null);
        if (token == null) {
            ProviderCalls.logIn(poll.url(), poll.keys(), exchange);
            return;
        }
        URI url = poll.address(asking.from(), asking.to(), asking.page());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_URI, url.toString());
        message.setHeader("Accept", "application/json");
        poll.scheme()
                .headers(
                        new SignedCall("GET", url, new byte[0]),
                        token.isEmpty() ? poll.keys() : new CallKeys("", token, ""),
                        clock.instant())
                .forEach(message::setHeader);
    }

    /** Keeps the answer; the place moves when the last one is kept. */
    public void answered(Exchange exchange) throws NoAnswer {
        Asking asking = asking(exchange);
        Poll poll = asking.poll();
        limits.answered(ProviderCalls.source(poll.provider()), exchange);
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Map<String, Object> answer = object(body == null ? new byte[0] : body);
        if (Boolean.TRUE.equals(exchange.getVariable(LOGGING_IN, Boolean.class))) {
            logIns.keep(poll.provider(), answer);
            return;
        }
        if (poll.accepted() != null && !poll.accepted().yes(answer)) {
            throw new NoAnswer(
                    "The provider answered HTTP 200 and said no; '%s' is not true.".formatted(poll.accepted()));
        }
        polls.keep(poll.provider(), Objects.requireNonNull(body));
        int last = poll.pages() == null ? 1 : number(poll.pages().one(answer));
        boolean more = asking.page() < last;
        boolean goOn = more && asking.page() - asking.firstPage() + 1 < poll.most();
        if (goOn) {
            exchange.setVariable(ASKING, asking.nextPage());
        } else if (poll.asksForATime() && more) {
            polls.leaveOff(poll.name(), new Polls.Span(asking.from(), asking.to(), asking.page() + 1));
        } else if (poll.asksForATime()) {
            polls.readTo(poll.name(), asking.to());
        } else {
            polls.readTo(poll.name(), more ? asking.page() + 1 : 1);
        }
        exchange.getMessage().setBody(null);
        exchange.getMessage().removeHeaders("*");
        exchange.setVariable(NEXT, goOn);
    }

    /** Noted for the provider and thrown again; the schedule tries later from the same place. */
    public void troubled(Exchange exchange) throws Exception {
        String provider = asking(exchange).poll().provider();
        // A token may have ended before its time: the next asking logs in anew.
        logIns.forget(provider);
        limits.failed(ProviderCalls.source(provider), exchange);
    }

    private static Asking asking(Exchange exchange) {
        return Objects.requireNonNull(exchange.getVariable(ASKING, Asking.class), "No asking has begun on this route.");
    }

    private static int number(@Nullable Object pages) {
        return pages instanceof Number number ? number.intValue() : 1;
    }

    private static Map<String, Object> object(byte[] body) throws NoAnswer {
        try {
            return JSON.readValue(body, OBJECT);
        } catch (IOException noJson) {
            throw new NoAnswer("The provider answered something that is no JSON object.");
        }
    }

    /** An answer that must not be taken for one that says that nothing has happened. */
    static final class NoAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        NoAnswer(String message) {
            super(message);
        }
    }
}
