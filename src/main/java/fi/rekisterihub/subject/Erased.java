package fi.rekisterihub.subject;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What became of an erasure. */
public sealed interface Erased {

    /**
     * It is done.
     *
     * @param event its number in {@code erasure_event}
     * @param places how much went out of each place
     * @param told the recipients whose notices are on their way
     */
    record Done(long event, List<Long> persons, Map<String, Long> places, List<String> told) implements Erased {}

    /** It was done before; nothing was done now. */
    record Before(Instant at) implements Erased {}

    /** Something must be kept first; nothing was erased. */
    record Stopped(List<Stop> stops) implements Erased {}

    /** There is and was no such person. */
    record Nobody() implements Erased {}
}
