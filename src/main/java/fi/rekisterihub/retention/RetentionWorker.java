package fi.rekisterihub.retention;

import fi.rekisterihub.Finland;
import fi.rekisterihub.Rounds;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Purges each register once a day, by a claimed row like every schedule (decision 0011): of any number of nodes one does it,
 * and when that one dies another goes on within a minute.
 */
@Service
public class RetentionWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);
    private static final String SCHEDULE = "retention:";
    private static final Duration DAILY = Duration.ofDays(1);

    private final Profiles profiles;
    private final Schedules schedules;
    private final RetentionRuns runs;
    private final RetentionPreview previews;
    private final Standings standings;
    private final RetentionSettings settings;
    private @Nullable Rounds rounds;
    private volatile boolean stopping;

    RetentionWorker(
            Profiles profiles,
            Schedules schedules,
            RetentionRuns runs,
            RetentionPreview previews,
            Standings standings,
            RetentionSettings settings) {
        this.profiles = profiles;
        this.schedules = schedules;
        this.runs = runs;
        this.previews = previews;
        this.standings = standings;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            rounds = Rounds.every("retention", settings.look(), settings.look(), this::look);
        }
    }

    /** Purges a register as soon as some node is free to, also when its day has not come. */
    public void soon(String registerId) {
        schedules.runNow(SCHEDULE + registerId);
    }

    /** Purges now, in this thread, and counts anew what is late. */
    public RetentionRun purge(String registerId, LocalDate day, String who, @Nullable String reason) {
        RetentionRun run = runs.begin(registerId, day, who, reason);
        while (run.running() && !stopping && runs.step(run)) {
            run = runs.find(run.id()).orElseThrow();
        }
        standings.keep(previews.of(registerId, day));
        return runs.find(run.id()).orElseThrow();
    }

    @PreDestroy
    void stop() {
        stopping = true;
        if (rounds != null) {
            rounds.close();
        }
    }

    private void look() {
        for (Profile profile : profiles.all()) {
            String name = SCHEDULE + profile.id();
            if (!stopping && RetentionLaw.of(profile).endsAnything() && schedules.claim(name, DAILY)) {
                purge(profile.id(), name);
            }
        }
    }

    private void purge(String registerId, String schedule) {
        try {
            RetentionRun run = purge(registerId, Finland.today(), RetentionRuns.HUB, null);
            LOG.info(
                    "Retention of {}: run {} is {}; {} persons have left, {} have lost fields.",
                    registerId,
                    run.id(),
                    run.status(),
                    run.persons(),
                    run.trimmed());
            schedules.wentWell(schedule);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The purge of {} broke off ({}); it goes on by itself.",
                    registerId,
                    e.getClass().getSimpleName());
            schedules.failed(
                    schedule, "The purge broke off: %s.".formatted(e.getClass().getSimpleName()));
        }
    }
}
