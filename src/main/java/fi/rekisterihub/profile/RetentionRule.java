package fi.rekisterihub.profile;

import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long something is kept. Of several rules of one {@code what} the earliest {@code after} ends it, and none of their
 * {@code atLeast} may be undercut.
 *
 * @param what a group, a data class, or a class of the engine: stored-mails, recorded-message, billing, web-analytics
 * @param after how long after the last of the anchors; null for a minimum only
 * @param atLeast how long it is kept in any case; null where nothing asks for it
 * @param anchors what starts the clock: last-contact, contract-end, obligation-end, duty-end, consent-end, event-end,
 *     collected. The latest that is known counts; one that is still open stops the clock
 * @param holds what stops it: legal-duty, dispute, complaint, collection
 */
public record RetentionRule(
        String what,
        @Nullable Period after,
        @Nullable Period atLeast,
        List<String> anchors,
        List<String> holds,
        Texts text) {}
