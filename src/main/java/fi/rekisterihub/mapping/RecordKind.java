package fi.rekisterihub.mapping;

import java.util.Locale;
import java.util.Set;

/** What one record of a feed speaks of. */
public enum RecordKind {
    COMPANY(Set.of()),
    PERSON(Set.of()),
    OPTOUT(Set.of(
            "entry",
            "channel",
            "phone",
            "email",
            "phoneHash",
            "emailHash",
            "familyName",
            "givenName",
            "street",
            "postalCode",
            "validUntil")),
    PERMISSION(Set.of("action", "email", "phone", "at", "eventKey", "reason", "list", "topic"));

    private final Set<String> targets;

    RecordKind(Set<String> targets) {
        this.targets = targets;
    }

    /** The only targets of this kind; empty when the register profiles decide. */
    public Set<String> targets() {
        return targets;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
