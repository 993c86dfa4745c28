package fi.rekisterihub.reconcile;

import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.register.SubjectKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a value belongs to somebody who was erased, so that it must not come back by way of another person. */
@Component
class ErasedValues {

    /** The rule of what is refused because somebody was erased. */
    static final String RULE = "erased-stays-erased";

    private final Suppressions suppressions;
    private final SubjectKeys keys;

    ErasedValues(Suppressions suppressions, SubjectKeys keys) {
        this.suppressions = suppressions;
        this.keys = keys;
    }

    boolean has(String registerId, String field, @Nullable String value) {
        String key = key(field, value);
        return key != null && !suppressions.suppressed(registerId, List.of(key)).isEmpty();
    }

    /** Null for a field that identifies nobody. */
    @Nullable
    String key(String field, @Nullable String value) {
        return switch (field) {
            case "email" -> keys.email(value);
            case "phone" -> keys.phone(value);
            default -> null;
        };
    }
}
