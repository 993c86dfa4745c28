package fi.rekisterihub.subject;

/** What became of a request that arrived. */
public sealed interface Arrival {

    long requestId();

    /** It is kept, and its days have begun. */
    record New(long requestId) implements Arrival {}

    /** The same arrived before: nothing was added. */
    record KnownBefore(long requestId) implements Arrival {}
}
