package fi.rekisterihub.intake;

import org.jspecify.annotations.Nullable;

/**
 * Which open parked rows are meant: those that fit all that is given.
 *
 * @param id one row, with the same row of the same delivery in other registers
 */
public record ParkedChoice(
        @Nullable Long id,
        @Nullable Long run,
        @Nullable String feed,
        @Nullable String reason) {

    public ParkedChoice {
        if (id == null && run == null && feed == null) {
            throw new IllegalArgumentException("Say which parked rows are meant: a row, a run or a feed.");
        }
    }

    public static ParkedChoice row(long id) {
        return new ParkedChoice(id, null, null, null);
    }

    /** For the audit trail; without any text of the rows. */
    @Override
    public String toString() {
        return id != null
                ? "row " + id
                : (run == null ? "" : "run " + run + " ")
                        + (feed == null ? "" : "feed " + feed + " ")
                        + (reason == null ? "every reason" : "one reason");
    }
}
