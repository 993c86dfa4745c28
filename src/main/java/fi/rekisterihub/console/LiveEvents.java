package fi.rekisterihub.console;

import fi.rekisterihub.Rounds;
import fi.rekisterihub.identity.LookReader;
import fi.rekisterihub.intake.RunReader;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages, by server-sent events, that runs have moved ({@code runs}) or that a while has passed
 * ({@code tick}); the page then asks for the part that it shows. The database is asked once a second however many
 * pages are open, and not at all when none is.
 */
@Controller
class LiveEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int TICK_SECONDS = 15;

    private final RunReader runs;
    private final LookReader looks;
    private final Set<SseEmitter> listeners = ConcurrentHashMap.newKeySet();
    private final Rounds rounds;
    private String last = "";
    private int quiet;

    LiveEvents(RunReader runs, LookReader looks) {
        this.runs = runs;
        this.looks = looks;
        this.rounds = Rounds.every("live-events", LOOK_EVERY, LOOK_EVERY, this::look);
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter listen() {
        SseEmitter listener = new SseEmitter(TimeUnit.MINUTES.toMillis(30));
        listener.onCompletion(() -> listeners.remove(listener));
        listener.onTimeout(listener::complete);
        listener.onError(gone -> listeners.remove(listener));
        listeners.add(listener);
        return listener;
    }

    private void look() {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            String now = runs.pulse() + " " + looks.pulse();
            if (!now.equals(last)) {
                last = now;
                tell("runs");
            } else if (++quiet >= TICK_SECONDS) {
                quiet = 0;
                tell("tick");
            }
        } catch (DataAccessException databaseAway) {
            // The next second tries again; the pages show their last state meanwhile.
            LOG.debug("The database did not answer the live events.", databaseAway);
        }
    }

    private void tell(String event) {
        for (SseEmitter listener : listeners) {
            try {
                listener.send(SseEmitter.event().name(event).data("-"));
            } catch (IOException | IllegalStateException gone) {
                listeners.remove(listener);
            }
        }
    }

    /** Open streams would hold up a graceful stop. */
    @EventListener(ContextClosedEvent.class)
    void closing() {
        listeners.forEach(SseEmitter::complete);
    }

    @PreDestroy
    void stop() {
        rounds.close();
    }
}
