package fi.rekisterihub.reconcile;

import org.jspecify.annotations.Nullable;

/** What is done with one field, and the rule that decided. */
record FieldDecision(
        String field,
        Verdict verdict,
        String rule,
        @Nullable String oldValue,
        @Nullable String newValue) {

    enum Verdict {
        APPLY,
        CONFIRM,
        SAME,
        KEEP,
        REFUSE
    }
}
