package fi.rekisterihub.notice;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Requests of other controllers whose processor we are, for whoever acts on them. They are verified and kept once before they
 * are seen here. What is reported back is answered when the controller asks, and called back to it. All methods may be called
 * again: an end stands.
 */
public interface IncomingRequests {

    /** The oldest that nobody has ended: pending, or in progress already. */
    List<Request> open(int most);

    Optional<Request> find(long id);

    /** It is being acted on; from now on the controller can no longer take it back. False when it was taken back or has ended. */
    boolean begun(long id);

    /** False when it was taken back or has ended otherwise. */
    boolean completed(long id);

    /** @param reason why it is not done, for the controller: a sentence without personal data */
    boolean cancelled(long id, String reason);

    /** Where the controller hears that it stands. */
    enum Status {
        PENDING,
        IN_PROGRESS,
        COMPLETED,
        CANCELLED;

        /** As OpenDSR writes it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param controller who asks, by the word of hub.opendsr.controllers
     * @param type access, portability, erasure, rectification, restriction, restriction-lifted or objection
     * @param body the request as it was signed: JSON, see docs/processors.md. Personal data
     */
    record Request(
            long id,
            String controller,
            UUID subjectRequestId,
            String type,
            java.time.Instant submittedAt,
            java.time.Instant receivedAt,
            java.time.Instant expectedAt,
            Status status,
            byte[] body) {

        /** Without the body: this text may end in a log. */
        @Override
        public String toString() {
            return "request %d (%s) of %s".formatted(id, type, controller);
        }
    }
}
