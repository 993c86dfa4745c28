package fi.rekisterihub.reconcile;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityStore;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.PersonGuards;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.StoredEntity;
import fi.rekisterihub.register.SubjectKeys;
import java.time.LocalDate;
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
 * An error that somebody has told to the register's controller, entered by hand. It goes by the profile like any other
 * source, with history, and recipients who hold the field are told in the same transaction. The person's own word stands until
 * they say otherwise; a steward's own word is an override, which says why and may say until when.
 */
@Service
public class Corrections {

    /** What is the key of a company, and so is no datum that could be wrong: another Y-tunnus is another company. */
    private static final Set<String> KEYS = Set.of("businessId");

    private static final int LONGEST_REASON = 500;

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final Profiles profiles;
    private final EntityStore entities;
    private final ChunkWriter writer;
    private final PersonGuards guards;
    private final FieldOverrides overrides;
    private final EntityGroups groups;
    private final ProhibitionFinder prohibitions;

    Corrections(
            TransactionTemplate transaction,
            RegisterLock lock,
            Profiles profiles,
            EntityStore entities,
            ChunkWriter writer,
            PersonGuards guards,
            FieldOverrides overrides,
            EntityGroups groups,
            ProhibitionFinder prohibitions) {
        this.groups = groups;
        this.prohibitions = prohibitions;
        this.transaction = transaction;
        this.lock = lock;
        this.profiles = profiles;
        this.entities = entities;
        this.writer = writer;
        this.guards = guards;
        this.overrides = overrides;
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
     * @param because kept with a steward's own word as its reason and its day
     * @throws IllegalArgumentException when the register may not hold a field, a value cannot be right, or the source
     *     is none of those; the message is a sentence for the one who entered it
     */
    public List<Corrected> correct(
            EntityView entity,
            @Nullable String source,
            Map<String, @Nullable String> told,
            Because because,
            String who) {
        Profile profile = profiles.get(entity.registerId());
        Profile.SourceRule rule = source(profile, source);
        check(because, rule);
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        Set<String> held = groups.fields(profile, entity, rule);
        told.forEach((field, value) -> values.put(field, checked(profile, held, field, value)));
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(profile.id());
            return apply(profile, entity, rule, values, because, who);
        }));
    }

    /** The source in whose name the register's own people may correct; empty where the profile has none. */
    public Optional<String> steward(String registerId) {
        return profiles.find(registerId).flatMap(profile -> profile.sources().stream()
                .filter(Corrections::isSteward)
                .map(Profile.SourceRule::feed)
                .findFirst());
    }

    /** What the register's own people may correct of the entity; nothing where the profile knows none of them. */
    public List<String> fields(EntityView entity) {
        Profile profile = profiles.find(entity.registerId()).orElse(null);
        return profile == null
                ? List.of()
                : profile.sources().stream()
                        .filter(Corrections::isSteward)
                        .findFirst()
                        .map(rule -> groups.fields(profile, entity, rule).stream()
                                .filter(field -> !KEYS.contains(field))
                                .toList())
                        .orElse(List.of());
    }

    private static boolean isSteward(Profile.SourceRule rule) {
        return rule.kind().equals("steward");
    }

    private static void check(Because because, Profile.SourceRule rule) {
        if (because.reason().isBlank() || because.reason().length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "Say why in a sentence of at most %d characters.".formatted(LONGEST_REASON));
        }
        LocalDate until = because.until();
        if (until == null) {
            return;
        }
        if (!isSteward(rule)) {
            throw new IllegalArgumentException(
                    "Only a steward's own word can hold until a day; what the person says holds until they say otherwise.");
        }
        if (until.isBefore(Finland.today())) {
            throw new IllegalArgumentException("The last day on which it holds must not have passed already.");
        }
    }

    private List<Corrected> apply(
            Profile profile,
            EntityView seen,
            Profile.SourceRule rule,
            Map<String, @Nullable String> values,
            Because because,
            String who) {
        String feed = rule.feed();
        StoredEntity entity = entities.load(seen.kind(), List.of(seen.id())).get(seen.id());
        if (entity == null) {
            throw new IllegalArgumentException("%s %d is not in the register any more."
                    .formatted(seen.kind().word(), seen.id()));
        }
        PersonGuards.Guard guard = guards.of(List.of(seen.id())).getOrDefault(seen.id(), PersonSigns.FREE);
        List<FieldDecision> decided = new Decisions(profile)
                .decide(entity, feed, values, prohibitions.of(profile, seen.id())).stream()
                        .map(one -> keptEmpty(guard, one))
                        .toList();
        List<FieldDecision> written = decided.stream()
                .filter(one -> one.verdict() == Verdict.APPLY || one.verdict() == Verdict.CONFIRM)
                .toList();
        keepWhy(profile.id(), entity, rule, decided, because, who);
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

    /** Whatever the source's word now is: a steward's stands for the reason given, the person's own needs none. */
    private void keepWhy(
            String registerId,
            StoredEntity entity,
            Profile.SourceRule rule,
            List<FieldDecision> decided,
            Because because,
            String who) {
        decided.stream().filter(one -> isItsWord(entity, rule.feed(), one)).forEach(one -> {
            if (isSteward(rule)) {
                overrides.set(registerId, entity.kind(), entity.id(), one.field(), rule.feed(), because, who);
            } else {
                overrides.end(entity.id(), one.field(), FieldOverride.End.REPLACED, who);
            }
        });
    }

    /** Before it is written: it becomes the source's word, or is so already. */
    private static boolean isItsWord(StoredEntity entity, String feed, FieldDecision one) {
        return switch (one.verdict()) {
            case APPLY, CONFIRM -> true;
            case SAME -> !entity.restricted() && feed.equals(entity.feed(one.field()));
            case KEEP, REFUSE -> false;
        };
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

    private static Profile.SourceRule source(Profile profile, @Nullable String wanted) {
        return profile.sources().stream()
                .filter(rule -> wanted == null
                        ? rule.kind().equals("person")
                        : rule.feed().equals(wanted)
                                && Set.of("person", "steward").contains(rule.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The profile of %s has no such source of kind person or steward.".formatted(profile.id())));
    }

    private static @Nullable String checked(Profile profile, Set<String> held, String field, @Nullable String value) {
        if (KEYS.contains(field) || !held.contains(field)) {
            throw new IllegalArgumentException("The register %s does not hold '%s' of it, or it cannot be corrected."
                    .formatted(profile.id(), field));
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
