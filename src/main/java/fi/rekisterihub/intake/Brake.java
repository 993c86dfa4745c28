package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.RunLimits;
import java.util.Optional;

/**
 * The blast-radius brake: a run that would change or drop more than its feed's limits waits for a person.
 *
 * @param changes largest share of what the register holds that one run may change, 0.05 = 5 %
 * @param fall largest share of a full list that may vanish in one run
 * @param smallest below this size nothing brakes: a share of a handful says nothing
 */
record Brake(double changes, double fall, long smallest) {

    private static final long HANDFUL = 100;

    static Brake of(RunLimits limits) {
        return new Brake(limits.changes(), limits.fall(), HANDFUL);
    }

    /** Of how many so many changes would not be too much, so that nobody need count further. */
    long enough(long changed) {
        // One more, for what rounding may hide.
        return changes == 0 ? Long.MAX_VALUE : Math.max(smallest, (long) Math.ceil(changed / changes) + 1);
    }

    Optional<String> onChanges(long changed, long size) {
        if (size < smallest || changed <= changes * size) {
            return Optional.empty();
        }
        return Optional.of("The run would change %d of %d (%.1f %%); the limit is %.1f %%."
                .formatted(changed, size, 100.0 * changed / size, 100 * changes));
    }

    Optional<String> onFall(long absent, long before) {
        if (absent > 0 && absent == before && fall < 1) {
            // However short the list was: a file without rows is more often a fault than the end of everybody.
            return Optional.of("None of the %d entries is on the list any more.".formatted(before));
        }
        if (before < smallest || absent <= fall * before) {
            return Optional.empty();
        }
        return Optional.of("%d of %d entries are no longer on the list (%.1f %%); the limit is %.1f %%."
                .formatted(absent, before, 100.0 * absent / before, 100 * fall));
    }
}
