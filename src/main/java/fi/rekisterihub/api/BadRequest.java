package fi.rekisterihub.api;

/** What the caller sent cannot be understood; the message says what to send instead. */
final class BadRequest extends RuntimeException {

    BadRequest(String message) {
        super(message);
    }
}
