package fi.rekisterihub.intake;

import fi.rekisterihub.mapping.RecordKind;
import java.util.List;

/** Knows what to do with one kind of record. Both methods of a chunk run in one transaction that the engine owns. */
public interface RunTarget {

    boolean takes(RecordKind kind);

    /** Reads, matches and decides; writes nothing. */
    Judgement judge(RunContext run, List<ChangedRecord> chunk);

    /** Writes what was judged. The judgement was made in the same transaction. */
    void apply(RunContext run, Judgement judgement);

    /** Keys that a full list no longer has. */
    void absent(RunContext run, List<String> keys);

    /** How many entities or entries there are now: what the blast-radius brake measures against. */
    long size(RunContext run);
}
