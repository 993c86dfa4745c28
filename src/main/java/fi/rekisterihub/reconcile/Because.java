package fi.rekisterihub.reconcile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why something is corrected by hand.
 *
 * @param reason a sentence, kept with a steward's own word and never told outside
 * @param until the last day on which a steward's own word holds; null for as long as nobody lifts it
 */
public record Because(String reason, @Nullable LocalDate until) {

    /** With no end. */
    public Because(String reason) {
        this(reason, null);
    }
}
