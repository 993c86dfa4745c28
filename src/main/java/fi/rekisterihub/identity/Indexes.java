package fi.rekisterihub.identity;

import fi.rekisterihub.match.LiveFilling;
import fi.rekisterihub.match.LiveIndex;
import fi.rekisterihub.match.LiveRecord;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The indexes of this process, one for the persons and one for the companies of each register. They are read from the
 * database after the start, in the thread that looks for the same, and follow every change.
 */
@Component
class Indexes {

    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

    private static final int READ_BETWEEN_SIGNS = 10_000;

    private final Profiles profiles;
    private final ComparedRows rows;
    private final IdentitySettings settings;
    private final Map<Key, IndexState> states = new ConcurrentHashMap<>();
    /** How many records each index held when its weights were estimated. */
    private final Map<LiveIndex, Integer> estimated = Collections.synchronizedMap(new WeakHashMap<>());

    private final Clock clock = Clock.systemUTC();

    Indexes(Profiles profiles, ComparedRows rows, IdentitySettings settings) {
        this.profiles = profiles;
        this.rows = rows;
        this.settings = settings;
    }

    private record Key(String registerId, EntityKind kind) {}

    /** Its state; that of one which nobody has read yet is loading. */
    IndexState state(String registerId, EntityKind kind) {
        return states.getOrDefault(new Key(registerId, kind), new IndexState.Loading(0));
    }

    Optional<IndexState.Ready> ready(String registerId, EntityKind kind) {
        return state(registerId, kind) instanceof IndexState.Ready ready ? Optional.of(ready) : Optional.empty();
    }

    /** Whether one of the register's indexes has this entity, or is not there to say. */
    boolean hold(String registerId, long id) {
        for (EntityKind kind : EntityKind.values()) {
            IndexState state = state(registerId, kind);
            boolean may = state instanceof IndexState.Ready ready
                    ? ready.index().holds(id)
                    : !(state instanceof IndexState.NothingToCompare);
            if (may) {
                return true;
            }
        }
        return false;
    }

    /** Reads the indexes that are not there yet or no longer fit the profile. */
    void open() {
        Set<Key> wanted = new HashSet<>();
        for (Profile profile : profiles.all()) {
            for (EntityKind kind : EntityKind.values()) {
                Key key = new Key(profile.id(), kind);
                wanted.add(key);
                open(key, ComparedFields.of(profile, kind));
            }
        }
        states.keySet().retainAll(wanted);
    }

    private void open(Key key, ComparedFields fields) {
        IndexState now = states.get(key);
        if (now instanceof IndexState.Ready ready && ready.fields().equals(fields)) {
            return;
        }
        if (!fields.areEnough()) {
            states.put(key, new IndexState.NothingToCompare());
            return;
        }
        if (now instanceof IndexState.TooLarge known && known.isFresh(clock.instant())) {
            return;
        }
        long entities = rows.howMany(key.registerId(), fields);
        if (!settings.fits(entities + others(key), Runtime.getRuntime().maxMemory())) {
            tooLarge(key, now, entities);
            return;
        }
        read(key, fields);
    }

    private void tooLarge(Key key, @Nullable IndexState before, long entities) {
        long megabytes = settings.megabytes(entities + others(key));
        if (!(before instanceof IndexState.TooLarge)) {
            LOG.warn(
                    "The {} of {} are {}: too many to look for the same among them in the memory of this process; only exact identifiers decide. Start the hub with -Xmx{}m or more.",
                    key.kind() == EntityKind.PERSON ? "persons" : "companies",
                    key.registerId(),
                    entities,
                    megabytes);
        }
        states.put(key, new IndexState.TooLarge(entities, megabytes, clock.instant()));
    }

    /** How many the other indexes hold. */
    private long others(Key key) {
        return states.entrySet().stream()
                .filter(state -> !state.getKey().equals(key))
                .map(Map.Entry::getValue)
                .filter(IndexState.Ready.class::isInstance)
                .mapToLong(state -> ((IndexState.Ready) state).index().size())
                .sum();
    }

    private void read(Key key, ComparedFields fields) {
        LiveIndex index = new LiveIndex(fields.types());
        try (LiveFilling filling = new LiveFilling(index)) {
            rows.each(key.registerId(), fields, row -> {
                if (filling.add(row) % READ_BETWEEN_SIGNS == 0) {
                    states.put(key, new IndexState.Loading(filling.count()));
                }
            });
        }
        index.estimate();
        estimated.put(index, index.size());
        states.put(key, new IndexState.Ready(index, fields));
    }

    /**
     * Weighs anew what agreements are worth in the register when it has become twice as large: what is rare among a hundred is
     * common among a million.
     *
     * @return whether it did, so that whoever was looked at before should be looked at again
     */
    boolean weighAnewWhenGrown(String registerId) {
        boolean weighed = false;
        for (EntityKind kind : EntityKind.values()) {
            IndexState.Ready ready = ready(registerId, kind).orElse(null);
            if (ready != null && ready.index().size() > 2 * estimated.getOrDefault(ready.index(), 0)) {
                ready.index().estimate();
                estimated.put(ready.index(), ready.index().size());
                weighed = true;
            }
        }
        return weighed;
    }

    /** Reads everything anew at the next {@link #open}. */
    void close() {
        states.clear();
    }

    /** Reads these anew; who is not in the register any more, or restricted, leaves the index. */
    void follow(String registerId, Collection<Long> ids) {
        for (EntityKind kind : EntityKind.values()) {
            ready(registerId, kind).ifPresent(ready -> {
                follow(registerId, ready, ids);
                Key key = new Key(registerId, kind);
                long size = ready.index().size();
                if (!settings.fits(size + others(key), Runtime.getRuntime().maxMemory())) {
                    tooLarge(key, ready, size);
                }
            });
        }
    }

    private void follow(String registerId, IndexState.Ready ready, Collection<Long> ids) {
        Set<Long> gone = new HashSet<>(ids);
        List<LiveRecord> found = rows.of(registerId, ready.fields(), ids);
        for (LiveRecord row : found) {
            ready.index().put(row.id(), row.values());
            gone.remove(row.id());
        }
        boolean any = gone.stream().anyMatch(ready.index()::holds);
        gone.forEach(ready.index()::remove);
        if (any) {
            ready.index().forgetUnused();
        }
    }
}
