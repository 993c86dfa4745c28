package fi.rekisterihub.profile;

import java.time.Period;
import java.util.List;

/**
 * How long something is kept.
 *
 * @param what the group or class of data
 * @param after how long after the last of the anchors
 * @param anchors what starts the clock: last-contact, contract-end, obligation-end, duty-end, consent-end, event-end, collected
 */
public record RetentionRule(String what, Period after, List<String> anchors, Texts text) {}
