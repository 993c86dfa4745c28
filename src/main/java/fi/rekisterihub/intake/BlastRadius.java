package fi.rekisterihub.intake;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the brake stops a run, for the run itself and for its preview: both ask here, so that the one says what the other
 * does. What is dear to know, the size of the register and what the records come to, is found out only when the answer
 * hangs on it.
 *
 * @param absent how many records the whole list no longer has
 * @param different how many records are new or not as they were; a new one may change somebody whom others told of
 * @param removes whether a record of the feed may take an entry off the list
 */
record BlastRadius(Brake brake, long absent, long different, boolean removes) {

    /** The target by which a record of a list says that it ends an entry. */
    private static final String REMOVES = "entry";

    static Optional<String> stops(
            RunContext run, RunTarget target, Comparison comparison, List<String> absent, Supplier<Judged> judged)
            throws SQLException {
        return new BlastRadius(
                        Brake.of(run.mapping().limits()),
                        absent.size(),
                        comparison.different(),
                        run.mapping().targets().contains(REMOVES))
                .stops(comparison::listed, enough -> target.size(run, enough), judged);
    }

    /** Why the run must wait for a person; empty when it may go on. */
    Optional<String> stops(Listed listed, Size size, Supplier<Judged> judged) throws SQLException {
        if (absent == 0 && different == 0) {
            return Optional.empty();
        }
        Optional<String> fall = absent == 0 ? Optional.empty() : brake.onFall(absent, listed.count());
        if (fall.isPresent()) {
            return fall;
        }
        long all = size.count(removes ? Long.MAX_VALUE : brake.enough(different));
        if (!removes && brake.onChanges(different, all).isEmpty()) {
            return Optional.empty();
        }
        // Many records differ as text; whether the register would change is only known after judging them.
        Judged known = judged.get();
        // What changes take off a list is a fall of it, like what a whole one has no more.
        Optional<String> taken = brake.onFall(known.removed(), all);
        return taken.isPresent() ? taken : brake.onChanges(known.changed() - known.removed(), all);
    }

    /**
     * What the differing records come to.
     *
     * @param changed entities or entries that would change, with those that would be removed
     */
    record Judged(long changed, long removed) {}

    /** How many records were listed before. */
    interface Listed {
        long count() throws SQLException;
    }

    /** How many entities or entries there are. */
    interface Size {
        /** @param enough from so many on the number need not be exact */
        long count(long enough);
    }
}
