package fi.rekisterihub.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a report says of one recipient, before it is judged.
 *
 * @param action of RFC 3464, lower case, empty when it is not said
 * @param status the enhanced status code, empty when it is not said
 * @param type of the diagnostic code: {@code smtp}, {@code x-unix}, …
 * @param diagnostic what the last server said
 */
record Failure(@Nullable String recipient, String action, String status, String type, String diagnostic) {

    static Failure worded(@Nullable String recipient) {
        return new Failure(recipient, "", "", "", "");
    }

    /** Two reports of one recipient are one. */
    Failure and(Failure other) {
        return new Failure(
                recipient,
                action.isEmpty() ? other.action : action,
                status.isEmpty() ? other.status : status,
                type.isEmpty() ? other.type : type,
                (diagnostic + '\n' + other.diagnostic).strip());
    }

    boolean saysSomething() {
        return !action.isEmpty() || !status.isEmpty() || !diagnostic.isEmpty();
    }
}
