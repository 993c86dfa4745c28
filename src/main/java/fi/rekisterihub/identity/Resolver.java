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
import java.util.function.Consumer;
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
     * Looks at these, persons and companies; what {@code mark} writes of what it came to is committed with it.
     */
    void look(String registerId, Collection<Long> ids, Consumer<Settled> mark) {
        indexes.follow(registerId, ids);
        Profile profile = profiles.find(registerId).orElse(null);
        transaction.executeWithoutResult(status -> {
            Settled settled = Settled.NOTHING;
            if (profile != null) {
                for (EntityKind kind : EntityKind.values()) {
                    settled = settled.and(look(profile, kind, ids));
                }
                forgetThoseWhoLeft(profile.id(), ids);
            }
            mark.accept(settled);
        });
    }

    /** Of whom the indexes know nothing any more there is nothing to ask. */
    private void forgetThoseWhoLeft(String registerId, Collection<Long> ids) {
        List<Long> gone =
                ids.stream().filter(id -> !indexes.hold(registerId, id)).toList();
        if (!gone.isEmpty()) {
            likenesses.replace(registerId, EntityKind.PERSON, gone, Map.of());
        }
    }

    private Settled look(Profile profile, EntityKind kind, Collection<Long> ids) {
        return indexes.ready(profile.id(), kind)
                .map(ready -> {
                    Map<Long, List<Likely>> found = new HashMap<>();
                    List<Long> known = ids.stream().filter(ready.index()::holds).toList();
                    known.forEach(id -> found.put(id, ready.index().like(id)));
                    lock.hold(profile.id());
                    likenesses.replace(profile.id(), kind, known, found);
                    return sameness.settle(profile, kind, known, null);
                })
                .orElse(Settled.NOTHING);
    }
}
