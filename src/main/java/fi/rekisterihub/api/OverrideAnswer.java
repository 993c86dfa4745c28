package fi.rekisterihub.api;

import fi.rekisterihub.reconcile.FieldOverride;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A steward's override in an answer.
 *
 * @param until the last day on which it holds; null when somebody must lift it
 * @param by who set it
 */
record OverrideAnswer(String field, String reason, @Nullable LocalDate until, String by, Instant at) {

    static OverrideAnswer of(FieldOverride one) {
        return new OverrideAnswer(one.field(), one.reason(), one.until(), one.setBy(), one.at());
    }
}
