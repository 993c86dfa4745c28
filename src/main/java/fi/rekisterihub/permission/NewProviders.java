package fi.rekisterihub.permission;

import fi.rekisterihub.Rounds;
import fi.rekisterihub.permission.ProviderJoins.Place;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Sees when a provider begins to send for a register, and has it told what was prohibited before: its list of addresses may
 * have been brought from elsewhere. Only where the hub works: a command may have the files of another.
 */
public class NewProviders {

    private static final Logger LOG = LoggerFactory.getLogger(NewProviders.class);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(20);

    private final PermissionRules rules;
    private final ProviderJoins joins;
    private final EarlierProhibitions earlier;
    private final boolean works;
    private Set<Place> seen = Set.of();
    private @Nullable Rounds rounds;

    /** @param works whether this process does the hub's work */
    NewProviders(PermissionRules rules, ProviderJoins joins, EarlierProhibitions earlier, boolean works) {
        this.works = works;
        this.rules = rules;
        this.joins = joins;
        this.earlier = earlier;
    }

    /** At once, so that what is said from now on counts as told to those that are there now. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!works) {
            return;
        }
        try {
            lookAround();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Which providers are new could not be looked at now ({}); trying again in {} s.",
                    e.getClass().getSimpleName(),
                    FIRST.toSeconds());
        }
        rounds = Rounds.every("new-providers", FIRST, EVERY, this::look);
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    /** Who has just come is told a round later: what was being recorded while it came is in the ledger by then. */
    void look() {
        List<ProviderJoins.Join> open = joins.open();
        lookAround();
        open.forEach(join -> {
            int told = earlier.tell(join.id());
            if (told > 0) {
                LOG.info(
                        "The provider '{}' is new for the register {}; {} earlier opt-outs are on their way to it.",
                        join.recipient(),
                        join.registerId(),
                        told);
            }
        });
    }

    /** The table is asked only when a profile has changed who is told. */
    private synchronized void lookAround() {
        Set<Place> now = rules.providers().stream()
                .flatMap(provider -> rules.servedBy(provider).stream().map(register -> new Place(provider, register)))
                .collect(Collectors.toUnmodifiableSet());
        if (!now.equals(seen)) {
            joins.are(now);
            seen = now;
        }
    }
}
