package fi.rekisterihub.identity;

import fi.rekisterihub.match.Likely;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.RegisterLock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at entities as they are now: whom they are like, and what follows. The index is asked first, and the register held only
 * while the answer is written.
 */
@Component
class Resolver {

    private final Profiles profiles;
    private final Indexes indexes;
    private final Likenesses likenesses;
    private final Sameness sameness;
    private final RegisterLock lock;
    private final TransactionTemplate transaction;

    Resolver(
            Profiles profiles,
            Indexes indexes,
            Likenesses likenesses,
            Sameness sameness,
            RegisterLock lock,
            TransactionTemplate transaction) {
        this.profiles = profiles;
        this.indexes = indexes;
        this.likenesses = likenesses;
        this.sameness = sameness;
        this.lock = lock;
        this.transaction = transaction;
    }

    /**
     * Looks at these, persons and companies; what {@code mark} writes is committed with it.
     *
     * @return how many became or ceased to be a part of another
     */
    int look(String registerId, Collection<Long> ids, Runnable mark) {
        indexes.follow(registerId, ids);
        Profile profile = profiles.find(registerId).orElse(null);
        Integer changed = transaction.execute(status -> {
            int moved = 0;
            if (profile != null) {
                for (EntityKind kind : EntityKind.values()) {
                    moved += look(profile, kind, ids);
                }
                forgetThoseWhoLeft(profile.id(), ids);
            }
            mark.run();
            return moved;
        });
        return changed == null ? 0 : changed;
    }

    /** Of whom the indexes know nothing any more there is nothing to ask. */
    private void forgetThoseWhoLeft(String registerId, Collection<Long> ids) {
        List<Long> gone =
                ids.stream().filter(id -> !indexes.hold(registerId, id)).toList();
        if (!gone.isEmpty()) {
            likenesses.replace(registerId, EntityKind.PERSON, gone, Map.of());
        }
    }

    private int look(Profile profile, EntityKind kind, Collection<Long> ids) {
        return indexes.ready(profile.id(), kind)
                .map(ready -> {
                    Map<Long, List<Likely>> found = new HashMap<>();
                    List<Long> known = ids.stream().filter(ready.index()::holds).toList();
                    known.forEach(id -> found.put(id, ready.index().like(id)));
                    lock.hold(profile.id());
                    likenesses.replace(profile.id(), kind, known, found);
                    return sameness.settle(profile, kind, known, null);
                })
                .orElse(0);
    }
}
