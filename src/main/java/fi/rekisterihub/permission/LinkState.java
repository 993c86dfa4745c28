package fi.rekisterihub.permission;

/** How an unsubscribe link stands. */
public enum LinkState {
    /** Made by this hub, and a click would opt out. */
    OPEN,
    /** Its opt-out is recorded, and the person has not come back since. */
    USED,
    /** Cut off, altered, made by somebody else, or signed with a key that is not accepted any more. */
    UNKNOWN
}
