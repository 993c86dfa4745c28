package fi.rekisterihub.reconcile;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.PersonGuards.Guard;
import fi.rekisterihub.register.PersonGuards.Mark;
import fi.rekisterihub.register.StoredEntity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states of one person that a record tells, and what they leave of its fields. Pure but for what it remembers. */
final class StateJudge {

    /** The word of the history for a death. */
    static final String DECEASED = "deceased";

    private static final String NO = "no";
    private static final String NOTHING = "nothing";

    private final String feed;
    private final PersonSigns signs;
    private final Set<String> allowed;

    StateJudge(String feed, PersonSigns signs, Set<String> allowed) {
        this.feed = feed;
        this.signs = signs;
        this.allowed = allowed;
    }

    /** @throws BadRecord when a state is not written as docs/formats.md says */
    Told judge(StoredEntity person, Observation seen) {
        Guard before = signs.guard(person.id());
        if (seen.person().isEmpty() && before == PersonSigns.FREE) {
            return Told.only(seen.values());
        }
        Told told = new Told();
        Guard after = before.copy();
        died(person, seen.person().get("deceased"), told);
        withheld(person, seen.person().get("withheld"), after, told);
        ban(person, seen.person().get("updateBan"), after, told);
        number(person, seen, told);
        signs.guard(person.id(), after);
        told.barred = after.banned().contains(feed);
        told.left = told.barred ? Map.of() : seen.values();
        if (!after.withheld().isEmpty()) {
            told.left = new LinkedHashMap<>(told.left);
            told.keptEmpty =
                    told.left.entrySet().removeIf(field -> field.getValue() != null && after.withholds(field.getKey()));
        }
        return told;
    }

    private void died(StoredEntity person, @Nullable String value, Told told) {
        if (value == null) {
            return;
        }
        if (value.equals(NO)) {
            told.deathStands = person.deceased();
            return;
        }
        LocalDate day = date(value);
        if (!person.deceased() && signs.dies(person.id())) {
            told.states.add(new PersonState.Died(person.id(), day));
            told.changes.add(new FieldDecision(DECEASED, Verdict.APPLY, "told-of-death", null, day.toString()));
        }
    }

    private void withheld(StoredEntity person, @Nullable String value, Guard guard, Told told) {
        if (value == null) {
            return;
        }
        if (value.equals(NOTHING)) {
            // What another source withholds stays withheld.
            if (guard.withheld().removeIf(mark -> mark.feed().equals(feed))) {
                told.states.add(new PersonState.GivenFree(person.id()));
            }
            return;
        }
        Set<String> fields = new HashSet<>(Arrays.asList(value.split("\\s*,\\s*")));
        boolean news = false;
        for (String field : fields) {
            news |= guard.withheld().add(new Mark(field, feed));
        }
        if (news) {
            told.states.add(new PersonState.Withheld(person.id(), fields));
        }
        for (String field : fields) {
            if (allowed.contains(field) && person.value(field) != null && !person.restricted()) {
                // Whoever told it: what is withheld must not be here. The rule's name gives no reason away.
                told.changes.add(
                        new FieldDecision(field, Verdict.APPLY, "emptied-by-source", person.value(field), null));
                person.set(field, null, feed);
            }
        }
    }

    private void ban(StoredEntity person, @Nullable String value, Guard guard, Told told) {
        if (value == null) {
            return;
        }
        boolean ban = value.equals("true");
        if (ban ? guard.banned().add(feed) : guard.banned().remove(feed)) {
            told.states.add(new PersonState.UpdateBan(person.id(), ban));
        }
    }

    private static void number(StoredEntity person, Observation seen, Told told) {
        String next = seen.person().get("newIdentity");
        // A death and what a source withholds protect the person, also while the data is restricted; a number is a
        // datum.
        if (next == null || person.restricted()) {
            return;
        }
        String[] parts = next.split("/", 2);
        if (parts.length < 2) {
            throw new BadRecord("newIdentity", "The new identity number has a wrong form or check character.");
        }
        if (!parts[0].equals(seen.person().get("identity"))) {
            told.states.add(new PersonState.NewNumber(person.id(), parts[0], parts[1]));
        }
    }

    private static LocalDate date(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new BadRecord("deceased", "The day of death is no ISO date; use $date() in the mapping.");
        }
    }

    /** What a record's states come to. */
    static final class Told {
        final List<PersonState> states = new ArrayList<>();
        final List<FieldDecision> changes = new ArrayList<>();
        /** Fields that may still be decided on. */
        Map<String, @Nullable String> left = new LinkedHashMap<>();

        boolean barred;
        boolean deathStands;
        boolean keptEmpty;
        boolean lapsed;

        /** Of a record that tells no states. */
        static Told only(Map<String, @Nullable String> fields) {
            Told told = new Told();
            told.left = fields;
            return told;
        }

        /** Why a record that changed nothing changed nothing. */
        Optional<String> refusal() {
            if (barred) {
                return Optional.of("update-ban");
            }
            if (deathStands) {
                return Optional.of("death-stands");
            }
            if (lapsed) {
                return Optional.of(Lapsed.RULE);
            }
            return keptEmpty ? Optional.of("not-filled") : Optional.empty();
        }
    }
}
