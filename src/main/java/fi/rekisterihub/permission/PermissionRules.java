package fi.rekisterihub.permission;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the register profiles say about permissions. */
interface PermissionRules {

    /** Whether the purpose needs the person's own granted permission in this register, and silence is not enough. */
    boolean needsConsent(String registerId, String purpose, String channel);

    /**
     * Whether what this source brings can be the person's own permission: never that of a bought or public source, a list or
     * a provider, whatever they claim.
     */
    boolean mayGrant(String source);

    /** The opt-out lists that bind this register. */
    Set<String> bindingLists(String registerId);

    /** The ids of everybody who sends messages for a register of this hub. */
    Set<String> providers();

    /** The registers for which this provider sends messages; none for a source that is no provider. */
    List<String> servedBy(String provider);

    /**
     * As few registers as have every provider of this hub among them, so that an act for all registers reaches each
     * provider once.
     *
     * @param preferred registers to begin with: those that the person is in
     */
    List<String> registersToTell(Collection<String> preferred);
}
