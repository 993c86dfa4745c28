package fi.rekisterihub.identity;

import fi.rekisterihub.Rounds;
import fi.rekisterihub.identity.Changes.OfRun;
import fi.rekisterihub.identity.Changes.Touched;
import fi.rekisterihub.register.EntityKind;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks for the same whenever something has changed: after a run, and after what a person entered. It has a thread of its own,
 * so that neither the start of the hub nor a delivery waits for it; what it was in the middle of when the process died it
 * does again.
 */
@Component
class IdentityWatch {

    /** What was written before it was committed may be seen so much later; and clocks differ. */
    private static final Duration LATEST_COMMIT = Duration.ofSeconds(30);

    private static final int READ_AT_ONCE = 5_000;

    private final Indexes indexes;
    private final Changes changes;
    private final Resolver resolver;
    private final PairReader pairs;
    private final IdentitySettings settings;
    private final Clock clock = Clock.systemUTC();
    private Instant followed = clock.instant();
    private @Nullable Rounds rounds;

    IdentityWatch(Indexes indexes, Changes changes, Resolver resolver, PairReader pairs, IdentitySettings settings) {
        this.indexes = indexes;
        this.changes = changes;
        this.resolver = resolver;
        this.pairs = pairs;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            rounds = Rounds.every("identity", settings.every(), settings.every(), this::round);
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    void round() {
        indexes.open();
        followOthers();
        changes.takeIn();
        changes.runs().stream().filter(run -> mayBeLooked(run.registerId())).forEach(this::look);
        Map<String, List<Touched>> touched = changes.touched().stream()
                .filter(change -> mayBeLooked(change.registerId()))
                .collect(Collectors.groupingBy(Touched::registerId));
        touched.forEach(this::look);
    }

    private void followOthers() {
        Instant now = clock.instant();
        changes.doneByOthers(followed.minus(LATEST_COMMIT)).stream()
                .collect(Collectors.groupingBy(
                        Changes.Looked::registerId, Collectors.mapping(Changes.Looked::entityId, Collectors.toSet())))
                .forEach(indexes::follow);
        followed = now;
    }

    /** A register that does not fit into memory waits until it does. */
    private boolean mayBeLooked(String registerId) {
        return !Thread.currentThread().isInterrupted()
                && Arrays.stream(EntityKind.values())
                        .map(kind -> indexes.state(registerId, kind))
                        .allMatch(state ->
                                state instanceof IndexState.Ready || state instanceof IndexState.NothingToCompare);
    }

    private void look(OfRun run) {
        List<Long> entities = changes.entities(run);
        changes.begun(run, entities.size());
        // All of a delivery first: somebody is rare or common among all of them, and not among the first.
        for (int from = 0; from < entities.size(); from += READ_AT_ONCE) {
            indexes.follow(run.registerId(), entities.subList(from, Math.min(from + READ_AT_ONCE, entities.size())));
        }
        if (indexes.weighAnewWhenGrown(run.registerId())) {
            changes.lookAnew(run);
        }
        long place = run.place();
        for (int from = 0; from < entities.size(); from += settings.portion()) {
            if (!mayBeLooked(run.registerId())) {
                return;
            }
            List<Long> portion = entities.subList(from, Math.min(from + settings.portion(), entities.size()));
            long before = place;
            long to = portion.get(portion.size() - 1);
            resolver.look(
                    run.registerId(),
                    portion,
                    settled -> changes.lookedAt(run.runId(), before, to, portion.size(), settled.linked()));
            place = to;
        }
        changes.done(run.runId(), place, pairs.askedOf(run.runId()));
    }

    private void look(String registerId, List<Touched> changed) {
        List<Long> ids = changed.stream().map(Touched::entityId).distinct().toList();
        resolver.look(
                registerId,
                ids,
                settled -> changes.done(changed.stream().map(Touched::id).toList()));
    }
}
