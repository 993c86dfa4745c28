package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.RecordKind;
import java.util.List;
import java.util.Map;

/** Knows what to do with one kind of record. */
public interface RunTarget {

    boolean takes(RecordKind kind);

    /**
     * Whether no record concerns another: then they may come in any order, and several chunks be written at a time, also of
     * what is new.
     */
    default boolean eachStandsAlone() {
        return false;
    }

    /**
     * What can be worked out of the records alone. It runs outside of any transaction, while the chunk before is being
     * written.
     */
    Prepared prepare(RunContext run, List<ChangedRecord> chunk);

    /** Reads, matches and decides in the engine's transaction; writes nothing. */
    Judgement judge(RunContext run, Prepared chunk);

    /** Writes what was judged. The judgement was made in the same transaction. */
    void apply(RunContext run, Judgement judgement);

    /** After the chunk's texts have been kept, still in its transaction: the last word on what may stay of them. */
    default void remembered(RunContext run, Judgement judgement) {}

    /**
     * Treats, by the feed's rule, the keys that a full list no longer has.
     *
     * @return what it came to, by names that begin with {@code absent.}, with counts
     */
    Map<String, Long> absent(RunContext run, List<String> keys);

    /** What treating them would come to; writes nothing. */
    default Map<String, Long> judgeAbsent(RunContext run, List<String> keys) {
        return Map.of();
    }

    /** All rows of the delivery and all absences have been dealt with. */
    default void ended(RunContext run) {}

    /**
     * How many entities or entries there are now: what the blast-radius brake measures against.
     *
     * @param enough from so many on the number no longer matters, and need not be exact
     */
    long size(RunContext run, long enough);

    /** A chunk on its way to be judged, in the target's own form. */
    interface Prepared {
        List<ChangedRecord> records();
    }
}
