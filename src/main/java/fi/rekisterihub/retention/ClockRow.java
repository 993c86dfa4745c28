package fi.rekisterihub.retention;

import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is known of one person's clocks; of those who are one, of all of them together.
 *
 * @param id the oldest of those who are one
 * @param restricted whether any of them must not be changed
 * @param holds the holds in force on any of them
 * @param anchors the latest known day of each anchor, {@link RetentionClock#OPEN} for what has not ended
 * @param collected of the classes whose clock runs from the day on which their own fields were stored
 * @param has the groups that the person belongs to, and the classes of which there is anything
 * @param lapsed the groups that the person belonged to, with the day from which their clock was counted
 */
record ClockRow(
        long id,
        boolean restricted,
        Set<String> holds,
        Map<String, LocalDate> anchors,
        Map<String, LocalDate> collected,
        Set<String> has,
        Map<String, LocalDate> lapsed) {

    /** The hold of data whose use is restricted: it may be what somebody needs for a claim (GDPR article 18). */
    static final String RESTRICTION = "restriction";

    /** Somebody has asked for the data, or disputes it, and has no answer yet. Who asks for its erasure is not kept waiting. */
    static final String OPEN_REQUEST = "open-request";

    /** The days that the rules of one thing count from. */
    Map<String, LocalDate> anchorsOf(Kept kept) {
        LocalDate own = collected.get(kept.what());
        if (own == null) {
            return anchors;
        }
        Map<String, LocalDate> all = new HashMap<>(anchors);
        all.put("collected", own);
        return all;
    }
}
