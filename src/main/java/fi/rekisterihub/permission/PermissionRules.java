package fi.rekisterihub.permission;

import java.util.Set;

/** What the register profiles say about permissions. */
interface PermissionRules {

    /** Whether the purpose needs the person's own granted permission in this register, and silence is not enough. */
    boolean needsConsent(String registerId, String purpose, String channel);

    /** The opt-out lists that bind this register. */
    Set<String> bindingLists(String registerId);
}
