package fi.rekisterihub.identity;

import fi.rekisterihub.match.LiveIndex;
import java.time.Duration;
import java.time.Instant;

/** How far the index of a register's persons or companies is. */
sealed interface IndexState {

    /** It may be asked. */
    record Ready(LiveIndex index, ComparedFields fields) implements IndexState {}

    /** It is being read. */
    record Loading(long read) implements IndexState {}

    /**
     * It does not fit into the memory of this process.
     *
     * @param megabytes how much memory the process should be given
     */
    record TooLarge(long entities, long megabytes, Instant counted) implements IndexState {

        private static final Duration COUNTED_EVERY = Duration.ofMinutes(10);

        /** Counting a large register costs something, and it seldom shrinks. */
        boolean isFresh(Instant now) {
            return now.isBefore(counted.plus(COUNTED_EVERY));
        }
    }

    /** The register holds no field by which its persons or companies could be compared. */
    record NothingToCompare() implements IndexState {}
}
