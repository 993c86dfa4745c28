package fi.rekisterihub.match;

import java.util.List;

/** Of which entity an observation speaks. */
public sealed interface Match {

    /** @param rule what decided: source-link, business-id, e-mail, phone */
    record Same(long entityId, String rule) implements Match {}

    /** Nobody the register knows. */
    record New() implements Match {}

    /** @param reason the code of a sentence that a steward reads; never a value */
    record Doubtful(List<Long> candidates, String reason) implements Match {}
}
