package fi.rekisterihub.permission;

import fi.rekisterihub.Finland;
import fi.rekisterihub.Rounds;
import fi.rekisterihub.intake.Inbox;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * The clock of mails: the hub's own time since they were settled, or the time since they came that a profile promises, whichever is
 * over first. The original goes, and what became of the mail stays. A mail that waits for a person waits with its original: a
 * wish in it is in force for nobody yet.
 */
public class MailOriginals {

    private static final Logger LOG = LoggerFactory.getLogger(MailOriginals.class);

    private final Inbox inbox;
    private final Duration keep;
    private final Supplier<MailTimes> times;
    private @Nullable Rounds hourly;

    MailOriginals(Inbox inbox, Duration keep, Supplier<MailTimes> times) {
        this.inbox = inbox;
        this.keep = keep;
        this.times = times;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        hourly = Rounds.every("mail-originals", Duration.ofMinutes(3), Duration.ofHours(1), this::look);
    }

    /** @return how many originals went */
    int purge() {
        return purge(Finland.today());
    }

    int purge(LocalDate today) {
        MailTimes promised = times.get();
        return inbox.purge(
                MailReplies.SOURCE,
                keep,
                promised.goesBefore(today)
                        .map(day -> day.atStartOfDay(Finland.ZONE).toInstant())
                        .orElse(Instant.EPOCH),
                promised.staysFrom(today).atStartOfDay(Finland.ZONE).toInstant());
    }

    @PreDestroy
    void stop() {
        if (hourly != null) {
            hourly.close();
        }
    }

    private void look() {
        try {
            int purged = purge();
            if (purged > 0) {
                LOG.info("The originals of {} mails were purged; what became of them is kept.", purged);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "Old mails could not be purged now ({}); trying again in an hour.",
                    e.getClass().getSimpleName());
        }
    }
}
