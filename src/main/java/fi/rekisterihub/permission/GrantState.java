package fi.rekisterihub.permission;

/** How a mail that asks for a confirmation stands. */
public enum GrantState {
    /** The button would allow what was asked for. */
    OPEN,
    /** It has been pressed. */
    USED,
    /** Too old, or the address is not the person's any more. */
    EXPIRED,
    /** None of ours. */
    UNKNOWN
}
