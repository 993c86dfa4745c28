package fi.rekisterihub.intake;

import java.util.List;
import java.util.Map;

/** What a chunk would do, before it does it. */
public interface Judgement {

    /** One outcome for each record of the chunk, in its order. */
    List<Outcome> outcomes();

    /** How the effects begin that take entries off a list. */
    String REMOVED = "optout.removed.";

    /** How many entries would be taken off a list. */
    default long removed() {
        return effects().entrySet().stream()
                .filter(effect -> effect.getKey().startsWith(REMOVED))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What would happen in business terms: {@code person.new}, {@code person.phone}, {@code review}, with counts. */
    Map<String, Long> effects();

    /** How many existing entities (or list entries) would change. */
    long changedEntities();

    /** Whether somebody was looked for or made, so that nobody else may write to the register meanwhile. */
    default boolean alone() {
        return true;
    }

    /** Fields that records told and the profile does not let in. */
    long droppedFields();
}
