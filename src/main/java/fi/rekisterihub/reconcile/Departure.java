package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.OtherWords.Word;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.PersonGuards.Guard;
import fi.rekisterihub.register.Roles;
import fi.rekisterihub.register.StoredEntity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a feed had told of an entity that it no longer lists: the best of the others' words takes its place, and what
 * nobody else tells is emptied. What no other record can be asked about any more stays. Pure: no clock, no database.
 */
final class Departure {

    /** The rule of a field that nobody tells any more. */
    static final String NO_LONGER_LISTED = "no-longer-listed";

    private static final String LEFT_TO = "left-to:";
    /** The key of a company is no word of one source: without it the company could not be found again. */
    private static final String BUSINESS_ID = "businessId";

    private final Profile profile;
    private final String feed;

    Departure(Profile profile, String feed) {
        this.profile = profile;
        this.feed = feed;
    }

    /** Changes the entity in memory and says what was decided; nothing when others tell all of it. */
    List<FieldDecision> of(StoredEntity entity, List<Word> others, Guard guard) {
        List<Word> words = others.stream()
                .filter(word -> profile.source(word.feed()).isPresent()
                        && !guard.banned().contains(word.feed()))
                .sorted(Comparator.comparingInt(word -> profile.rank(word.feed())))
                .toList();
        List<FieldDecision> decided = new ArrayList<>();
        for (String field : entity.toldBy(feed)) {
            List<Word> fillers =
                    words.stream().filter(word -> mayFill(word, entity, field)).toList();
            if (!field.equals(BUSINESS_ID) && fillers.stream().noneMatch(word -> word.mayTell(field))) {
                leave(entity, field, fillers).ifPresent(decided::add);
            }
        }
        return decided;
    }

    /** What needs a purpose may have been prohibited since it was told, so nothing is left to a word of before. */
    private boolean mayFill(Word word, StoredEntity entity, String field) {
        return profile.fieldsFrom(word.feed(), entity.kind().word()).contains(field)
                && (profile.classesOf(field).allMatch(one -> one.needs() == null)
                        || Objects.equals(word.tells(field), entity.value(field)));
    }

    private Optional<FieldDecision> leave(StoredEntity entity, String field, List<Word> words) {
        String current = entity.value(field);
        if (current == null) {
            // That there is none was this feed's word too; others may fill it from now on.
            entity.takeBack(field, null, null);
            return Optional.empty();
        }
        Optional<Word> next =
                words.stream().filter(word -> word.tells(field) != null).findFirst();
        if (next.isEmpty()) {
            entity.takeBack(field, null, null);
            return Optional.of(new FieldDecision(field, Verdict.APPLY, NO_LONGER_LISTED, current, null));
        }
        String value = next.get().tells(field);
        String teller = next.get().feed();
        if (teller.equals(feed) && current.equals(value)) {
            // Another record of the same feed says so.
            return Optional.empty();
        }
        entity.takeBack(field, value, teller);
        return Optional.of(new FieldDecision(
                field,
                Objects.equals(current, value) ? Verdict.CONFIRM : Verdict.APPLY,
                LEFT_TO + teller,
                current,
                value));
    }

    /** Who tells a field that was decided by this rule; null for nobody. */
    static @Nullable String tellerAfter(String rule, String feed) {
        if (rule.startsWith(LEFT_TO)) {
            return rule.substring(LEFT_TO.length());
        }
        return rule.equals(NO_LONGER_LISTED) ? null : feed;
    }

    /** Whether anybody else still tells of the role, or may have. */
    static boolean isToldByOthers(Roles.Told role, List<Word> others) {
        return others.stream().anyMatch(word -> {
            if (word.said() == null) {
                return true;
            }
            String told = word.said().company().get("businessId");
            return told != null && told.equals(role.businessId());
        });
    }

    /** The role, as a field of the history that ends. */
    static FieldDecision ended(Roles.Role role) {
        return new FieldDecision(
                RoleJudge.FIELD, Verdict.APPLY, NO_LONGER_LISTED, RoleJudge.written(role.duty(), role.place()), null);
    }
}
