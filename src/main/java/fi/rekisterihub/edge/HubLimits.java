package fi.rekisterihub.edge;

import fi.rekisterihub.edge.SourceTrouble.SourceRefused;
import fi.rekisterihub.intake.SourceLimits;
import fi.rekisterihub.intake.SourceResting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.stereotype.Component;

/** The limits of sources as the Kamelets see them: asked before each call, told after it. */
@Component("hubLimits")
public final class HubLimits {

    static final String SOURCE = "hubSource";
    private static final int LOOKED_AT = 200;

    private final SourceLimits limits;

    public HubLimits(SourceLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes the turn of one call and waits for it when that is not long.
     *
     * @throws SourceResting when the source is not to be asked now
     */
    public void ask(String source, Exchange exchange) {
        limits.ask(source);
        exchange.setVariable(SOURCE, source);
    }

    /** Reads the answer whole; one that is meant for a person in a browser is refused whatever its status. */
    public void answered(String source, Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        if (body != null && isPage(body)) {
            throw new SourceRefused("The source answered HTTP 200 with an HTML page, which is no data;"
                    + " its address may be wrong, or it is closed for maintenance.");
        }
        exchange.getMessage().setBody(body);
        limits.answered(source);
    }

    /** Notes what went wrong and throws it again, so that the schedule or the inbox tries later. */
    public void failed(String source, Exchange exchange) throws Exception {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (cause instanceof HttpOperationFailedException answer) {
            answered(source, answer);
        } else if (cause instanceof IOException || cause instanceof SourceRefused) {
            limits.failed(source, SourceTrouble.say(cause));
        }
        throw cause;
    }

    private void answered(String source, HttpOperationFailedException answer) {
        int status = answer.getStatusCode();
        var silence = RetryAfter.of(answer.getResponseHeaders(), Clock.systemUTC());
        if (status == 429 || (status == 503 && silence != null)) {
            limits.silence(source, silence);
        }
        boolean aboutThisCallOnly = status >= 400 && status < 500 && status != 401 && status != 403 && status != 429;
        if (!aboutThisCallOnly) {
            limits.failed(source, SourceTrouble.say(answer));
        }
    }

    private static boolean isPage(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }
}
