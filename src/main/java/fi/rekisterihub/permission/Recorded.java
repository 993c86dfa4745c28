package fi.rekisterihub.permission;

/** What became of an act. */
public sealed interface Recorded {

    /** The number of the act in the ledger. */
    long eventId();

    /**
     * It changed what is in force.
     *
     * @param notices how many notices were queued to the other providers, in the same transaction
     */
    record New(long eventId, int notices) implements Recorded {}

    /** It is kept as evidence, but the same was in force before: an echo, or a second request. Nobody was told again. */
    record InForceBefore(long eventId) implements Recorded {}

    /** This very act was recorded before. */
    record KnownBefore(long eventId) implements Recorded {}
}
