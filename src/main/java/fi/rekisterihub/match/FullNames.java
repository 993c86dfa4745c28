package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole names of one file. A name that does not say whether its surname comes first is cut as most of those that do, so that
 * the order of the rows changes nothing.
 */
final class FullNames {

    private final Cells cells;
    private final List<Undecided> undecided = new ArrayList<>();
    private int surnamesFirst;
    private int givenNamesFirst;

    FullNames(Cells cells) {
        this.cells = cells;
    }

    /** Where the parts of a name belong. */
    interface Cells {
        void take(int row, NameCut name);
    }

    void add(int row, String name) {
        NameCut.Order order = NameCut.order(name);
        if (order == NameCut.Order.UNKNOWN) {
            undecided.add(new Undecided(row, name));
            return;
        }
        // A word alone has no order, and where a comma stands others would not follow.
        if (name.indexOf(' ') > 0 && !NameCut.hasComma(name)) {
            surnamesFirst += order == NameCut.Order.SURNAME_FIRST ? 1 : 0;
            givenNamesFirst += order == NameCut.Order.GIVEN_NAME_FIRST ? 1 : 0;
        }
        cells.take(row, NameCut.of(name, order));
    }

    /** To be called when the last has come. */
    void settle() {
        NameCut.Order order =
                givenNamesFirst > surnamesFirst ? NameCut.Order.GIVEN_NAME_FIRST : NameCut.Order.SURNAME_FIRST;
        undecided.forEach(one -> cells.take(one.row, NameCut.of(one.name, order)));
        undecided.clear();
    }

    private record Undecided(int row, String name) {}
}
