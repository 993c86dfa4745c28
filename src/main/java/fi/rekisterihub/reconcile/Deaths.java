package fi.rekisterihub.reconcile;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.SourceRule;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.StoredEntity;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A death that relatives or a community have told, entered by hand (PROMISES SA2, SK3). It does what a source's word of it does:
 * all marketing stops, the providers are told, and no feed takes it back.
 */
@Service
public class Deaths {

    private static final String RULE = "told-of-death";

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Profiles profiles;
    private final EntityStore entities;
    private final ChunkWriter writer;

    Deaths(
            TransactionTemplate transaction,
            RegisterLock lock,
            Profiles profiles,
            EntityStore entities,
            ChunkWriter writer) {
        this.transaction = transaction;
        this.lock = lock;
        this.profiles = profiles;
        this.entities = entities;
        this.writer = writer;
    }

    /**
     * Enters a death.
     *
     * @return false when it was known already; then the day stays as it was told first
     * @throws IllegalArgumentException when the day is to come, the person is gone, or the register knows no staff of its own
     */
    public boolean told(EntityView person, LocalDate day, String who) {
        if (day.isAfter(Finland.today())) {
            throw new IllegalArgumentException("The day of death must not lie ahead.");
        }
        Profile profile = profiles.get(person.registerId());
        String feed = profile.sources().stream()
                .filter(source -> source.kind().equals("steward"))
                .map(SourceRule::feed)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The profile of %s has no source of kind steward.".formatted(profile.id())));
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(profile.id());
            StoredEntity known =
                    entities.load(EntityKind.PERSON, List.of(person.id())).get(person.id());
            if (known == null) {
                throw new IllegalArgumentException("Person %d is not in the register any more.".formatted(person.id()));
            }
            if (known.deceased()) {
                return false;
            }
            writer.write(profile.id(), feed, died(profile, known, feed, day, who));
            return true;
        }));
    }

    private static Applied died(Profile profile, StoredEntity person, String feed, LocalDate day, String who) {
        FieldDecision death = new FieldDecision(StateJudge.DECEASED, Verdict.APPLY, RULE, null, day.toString());
        Applied applied = new Applied();
        applied.states.add(new PersonState.Died(person.id(), day));
        applied.changes.add(new Change(
                new ChangeSet(
                        person.id(),
                        profile.id(),
                        null,
                        feed,
                        List.of(death.field()),
                        null,
                        Collections.singletonList(death.newValue()),
                        List.of(death.rule()),
                        who),
                EntityKind.PERSON,
                true));
        return applied;
    }
}
