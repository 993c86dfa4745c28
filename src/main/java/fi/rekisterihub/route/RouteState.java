package fi.rekisterihub.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One route as the console and the API show it.
 *
 * @param id the route's id, which is its file's name
 * @param file relative to the hub's home
 * @param description what its author wrote
 * @param status see {@link Status}
 * @param since when this text of the route was loaded, or when loading it failed
 * @param lastMessage what went wrong last, without personal data; null when nothing did
 * @param total exchanges that are done since the text was loaded
 * @param failed those of them that failed
 */
public record RouteState(
        String id,
        String file,
        String description,
        Status status,
        Instant since,
        @Nullable String lastMessage,
        long total,
        long failed) {

    /**
     * {@code STARTED}: consumes. {@code TROUBLED}: would, and cannot read what it polls. {@code STOPPED}: loaded, does not
     * consume. {@code FAILED}: its file is bad.
     */
    public enum Status {
        STARTED,
        TROUBLED,
        STOPPED,
        FAILED
    }
}
