package fi.rekisterihub.subject;

import fi.rekisterihub.Rounds;
import fi.rekisterihub.intake.DeliveryRewriting;
import fi.rekisterihub.intake.DeliveryRewriting.Rewritten;
import fi.rekisterihub.intake.ErasedArrivals;
import fi.rekisterihub.intake.IntakeSettings;
import fi.rekisterihub.notice.ErasedNotices;
import fi.rekisterihub.register.ErasureRest;
import fi.rekisterihub.register.ErasureRest.Rest;
import fi.rekisterihub.register.ErasureRest.What;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Takes away what an erasure had to leave for a moment. Any number of nodes may do it: each step is the same when it is done
 * twice. Killed at any point it goes on with the next round.
 */
@Service
public class ErasedRest {

    private static final Logger LOG = LoggerFactory.getLogger(ErasedRest.class);
    private static final int AT_ONCE = 100;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration UNTIL_OLD = Duration.ofMinutes(10);

    private static final String FEED_OF = "select feed from delivery where id = :id";

    private final ErasureRest rest;
    private final DeliveryRewriting rewriting;
    private final ErasedInDeliveries erased;
    private final ErasedArrivals arrivals;
    private final ErasedNotices notices;
    private final JdbcClient jdbc;
    private final IntakeSettings settings;
    private @Nullable Rounds rounds;

    ErasedRest(
            ErasureRest rest,
            DeliveryRewriting rewriting,
            ErasedInDeliveries erased,
            ErasedArrivals arrivals,
            ErasedNotices notices,
            JdbcClient jdbc,
            IntakeSettings settings) {
        this.rest = rest;
        this.rewriting = rewriting;
        this.erased = erased;
        this.arrivals = arrivals;
        this.notices = notices;
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.worker()) {
            rounds = Rounds.every("erased-rest", Duration.ofSeconds(5), Duration.ofSeconds(10), this::round);
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    /** Takes away what may go now. */
    public void round() {
        each(What.ARRIVAL, one -> arrivals.eraseSettled(Long.parseLong(one.ref())), SOON, "It is settled.");
        each(What.OPT_OUT, one -> notices.eraseArrived(one.ref()), SOON, "The provider keeps it.");
        rest.due(What.DELIVERY, AT_ONCE).forEach(this::rewrite);
        each(What.FILE, one -> rewriting.swept(one.ref()), UNTIL_OLD, "It is deleted, or another's.");
    }

    private void each(What what, Predicate<Rest> gone, Duration after, String outcome) {
        for (Rest one : rest.due(what, AT_ONCE)) {
            if (gone.test(one)) {
                rest.done(one, outcome);
            } else {
                rest.later(one, after);
            }
        }
    }

    private void rewrite(Rest one) {
        long delivery = Long.parseLong(one.ref());
        String feed = jdbc.sql(FEED_OF)
                .param("id", delivery)
                .query(String.class)
                .optional()
                .orElse("");
        Rewritten rewritten = rewriting.without(delivery, erased.of(feed));
        if (rewritten.fileToGo() != null) {
            rest.add(one.registerId(), What.FILE, List.of(rewritten.fileToGo()));
        }
        if (rewritten.waits()) {
            rest.later(one, SOON);
        } else {
            rest.done(one, rewritten.sentence());
            LOG.info("Delivery {} was looked through for erased persons: {}", delivery, rewritten.sentence());
        }
    }
}
