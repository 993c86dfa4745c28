package fi.rekisterihub.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record may tell of the days from which its person's data is kept ({@code clock:} of a table). */
public final class ClockTargets {

    /** Of something that has not ended, as a contract that runs. */
    public static final String OPEN = "open";

    /** Of something that there is not, so that nothing ends either. */
    private static final String NONE = "none";

    /** Those that can be open; the others are days on which something was. */
    private static final Set<String> ENDS =
            Set.of("contract-end", "obligation-end", "duty-end", "consent-end", "event-end");

    static final Set<String> NAMES =
            Set.of("last-contact", "contract-end", "obligation-end", "duty-end", "consent-end", "event-end", "invoice");

    private ClockTargets() {}

    /**
     * Days as ISO dates, {@link #OPEN}, or null for what there is not. An end of which nothing is told has not come: read
     * otherwise, somebody whose contract runs could be purged by the end of an older one. A table says {@code none} where there is
     * no contract. Of a contact or an invoice nothing says nothing.
     *
     * @param told anchor to what its expression gave; one that gave nothing is not in it
     * @param anchors all of which the table tells
     * @throws BadRecord when something is neither a day nor one of the words
     */
    static Map<String, @Nullable String> read(Map<String, @Nullable String> told, Set<String> anchors) {
        Map<String, @Nullable String> days = new LinkedHashMap<>();
        for (String anchor : anchors) {
            String value = told.get(anchor);
            if (value != null && value.equals(NONE)) {
                days.put(anchor, null);
            } else if (value != null) {
                days.put(anchor, day(anchor, value));
            } else if (ENDS.contains(anchor)) {
                days.put(anchor, OPEN);
            }
        }
        return days;
    }

    private static String day(String anchor, String value) {
        if (value.equals(OPEN) && ENDS.contains(anchor)) {
            return OPEN;
        }
        try {
            return LocalDate.parse(value).toString();
        } catch (DateTimeException e) {
            throw new BadRecord(
                    anchor,
                    ENDS.contains(anchor)
                            ? "The day of the clock is neither an ISO date nor 'open' or 'none'; use $date() in the mapping."
                            : "The day of the clock is neither an ISO date nor 'none'; use $date() in the mapping.");
        }
    }
}
