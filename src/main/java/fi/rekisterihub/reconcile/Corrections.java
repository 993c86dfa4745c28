package fi.rekisterihub.reconcile;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.PersonGuards;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.StoredEntity;
import fi.rekisterihub.register.SubjectKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An error that somebody has told to the register's controller, entered by hand. It is the person's own word: it goes by
 * the profile like any other source, with history, and recipients who hold the field are told in the same transaction.
 */
@Service
public class Corrections {

    /** What is the key of a company, and so is no datum that could be wrong: another Y-tunnus is another company. */
    private static final Set<String> KEYS = Set.of("businessId");

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Profiles profiles;
    private final EntityStore entities;
    private final ChunkWriter writer;
    private final PersonGuards guards;

    Corrections(
            TransactionTemplate transaction,
            RegisterLock lock,
            Profiles profiles,
            EntityStore entities,
            ChunkWriter writer,
            PersonGuards guards) {
        this.transaction = transaction;
        this.lock = lock;
        this.profiles = profiles;
        this.entities = entities;
        this.writer = writer;
        this.guards = guards;
    }

    /**
     * What became of one field.
     *
     * @param outcome apply, confirm, same, keep or refuse
     * @param rule the rule that decided
     */
    public record Corrected(String field, String outcome, String rule) {}

    /**
     * Enters a correction. The same correction twice is one.
     *
     * @param source a source of the profile of kind person or steward; null for the first of kind person
     * @param told field to the right value; null empties the field
     * @throws IllegalArgumentException when the register may not hold a field, a value cannot be right, or the source
     *     is none of those; the message is a sentence for the one who entered it
     */
    public List<Corrected> correct(
            EntityView entity, @Nullable String source, Map<String, @Nullable String> told, String who) {
        Profile profile = profiles.get(entity.registerId());
        String feed = source(profile, source);
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        told.forEach((field, value) -> values.put(field, checked(profile, entity.kind(), field, value)));
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(profile.id());
            return apply(profile, entity, feed, values, who);
        }));
    }

    private List<Corrected> apply(
            Profile profile, EntityView seen, String feed, Map<String, @Nullable String> values, String who) {
        StoredEntity entity = entities.load(seen.kind(), List.of(seen.id())).get(seen.id());
        if (entity == null) {
            throw new IllegalArgumentException("%s %d is not in the register any more."
                    .formatted(seen.kind().word(), seen.id()));
        }
        PersonGuards.Guard guard = guards.of(List.of(seen.id())).getOrDefault(seen.id(), PersonSigns.FREE);
        List<FieldDecision> decided = new Decisions(profile)
                .decide(entity, feed, values).stream()
                        .map(one -> keptEmpty(guard, one))
                        .toList();
        List<FieldDecision> written = decided.stream()
                .filter(one -> one.verdict() == Verdict.APPLY || one.verdict() == Verdict.CONFIRM)
                .toList();
        if (!written.isEmpty()) {
            written.forEach(one -> entity.set(one.field(), one.newValue(), feed));
            Applied applied = new Applied();
            applied.entities(seen.kind()).put(entity.id(), entity);
            applied.changes.add(new Change(changeSet(profile, entity, feed, written, who), seen.kind(), true));
            writer.write(profile.id(), feed, applied);
        }
        return decided.stream()
                .map(one ->
                        new Corrected(one.field(), one.verdict().name().toLowerCase(java.util.Locale.ROOT), one.rule()))
                .toList();
    }

    /** What a source withholds stays empty, whoever knows it. */
    private static FieldDecision keptEmpty(PersonGuards.Guard guard, FieldDecision one) {
        return one.newValue() != null && guard.withholds(one.field())
                ? new FieldDecision(one.field(), Verdict.REFUSE, "not-filled", null, null)
                : one;
    }

    private static ChangeSet changeSet(
            Profile profile, StoredEntity entity, String feed, List<FieldDecision> written, String who) {
        List<@Nullable String> before = new ArrayList<>();
        List<@Nullable String> after = new ArrayList<>();
        written.forEach(one -> {
            before.add(one.oldValue());
            after.add(one.newValue());
        });
        return new ChangeSet(
                entity.id(),
                profile.id(),
                null,
                feed,
                written.stream().map(FieldDecision::field).toList(),
                before,
                after,
                written.stream().map(FieldDecision::rule).toList(),
                who);
    }

    private static String source(Profile profile, @Nullable String wanted) {
        return profile.sources().stream()
                .filter(rule -> wanted == null
                        ? rule.kind().equals("person")
                        : rule.feed().equals(wanted)
                                && Set.of("person", "steward").contains(rule.kind()))
                .map(Profile.SourceRule::feed)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The profile of %s has no such source of kind person or steward.".formatted(profile.id())));
    }

    private static @Nullable String checked(Profile profile, EntityKind kind, String field, @Nullable String value) {
        if (KEYS.contains(field) || !profile.fields(kind.word()).contains(field)) {
            throw new IllegalArgumentException(
                    "The register %s does not hold '%s', or it cannot be corrected.".formatted(profile.id(), field));
        }
        if (value == null || value.isBlank()) {
            return null;
        }
        Optional<String> right =
                switch (field) {
                    case "phone" -> SubjectKeys.normalPhone(value);
                    case "email" -> SubjectKeys.normalEmail(value).map(known -> value.strip());
                    default -> Optional.of(value.strip());
                };
        return right.orElseThrow(
                () -> new IllegalArgumentException("The value of %s cannot be right.".formatted(field)));
    }
}
