package fi.rekisterihub.permission;

import fi.rekisterihub.profile.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the reader of a link is shown and may choose, for the link's register alone.
 *
 * @param register what the register is called
 * @param controller who keeps it, and where to ask
 * @param known whether the person is in the register; where not, there is nothing to show and everything can still be
 *     prohibited
 * @param rows a purpose as a whole, then its topics
 */
public record Preferences(Texts register, String controller, String contact, boolean known, List<Row> rows) {

    /** One purpose, or one topic of it. */
    public record Row(Texts text, boolean topic, List<Choice> choices) {}

    /**
     * @param allowed whether it is allowed now
     * @param mayAllow whether it can be asked for here when it is not
     */
    public record Choice(Wish wish, boolean allowed, boolean mayAllow) {}

    Set<Wish> offered() {
        return rows.stream()
                .flatMap(row -> row.choices().stream())
                .map(Choice::wish)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether something can be asked for here. */
    public boolean mayAllow() {
        return !mayBeAllowed().isEmpty();
    }

    Set<Wish> mayBeAllowed() {
        return rows.stream()
                .flatMap(row -> row.choices().stream())
                .filter(Choice::mayAllow)
                .map(Choice::wish)
                .collect(Collectors.toUnmodifiableSet());
    }
}
