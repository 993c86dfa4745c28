package fi.rekisterihub.reconcile;

import fi.rekisterihub.Finland;
import fi.rekisterihub.Rounds;
import fi.rekisterihub.intake.IntakeSettings;
import jakarta.annotation.PreDestroy;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the overrides whose day has passed. What is restricted is left alone and looked at again; one that cannot be ended
 * does not keep the others waiting.
 */
@Component
class OverrideRounds {

    private static final Logger LOG = LoggerFactory.getLogger(OverrideRounds.class);
    private static final int AT_ONCE = 200;

    private final FieldOverrides overrides;
    private final OverrideLifting lifting;
    private final OverrideSettings settings;
    private final IntakeSettings intake;
    private @Nullable Rounds rounds;

    OverrideRounds(
            FieldOverrides overrides, OverrideLifting lifting, OverrideSettings settings, IntakeSettings intake) {
        this.overrides = overrides;
        this.lifting = lifting;
        this.settings = settings;
        this.intake = intake;
    }

    /** Servers do, commands do not. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (intake.worker()) {
            rounds = Rounds.every(
                    "overrides", settings.every(), settings.every(), () -> endThoseBefore(Finland.today()));
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    /** @return how many have ended */
    int endThoseBefore(LocalDate today) {
        int ended = 0;
        long last = 0;
        List<FieldOverride> due = overrides.due(today, last, AT_ONCE);
        while (!due.isEmpty()) {
            for (FieldOverride one : due) {
                ended += expired(one) ? 1 : 0;
                last = one.id();
            }
            due = overrides.due(today, last, AT_ONCE);
        }
        if (ended > 0) {
            LOG.info("{} overrides have had their day; their fields are what the sources say.", ended);
        }
        return ended;
    }

    private boolean expired(FieldOverride one) {
        try {
            return lifting.expire(one) == OverrideLifting.Outcome.ENDED;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Override {} of entity {} could not be ended now ({}); the next round tries again.",
                    one.id(),
                    one.entityId(),
                    e.getClass().getSimpleName());
            return false;
        }
    }
}
