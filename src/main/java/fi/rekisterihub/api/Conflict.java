package fi.rekisterihub.api;

/** The request is understood, but what it speaks of does not stand so any more; the message says how it stands. */
final class Conflict extends RuntimeException {

    Conflict(String message) {
        super(message);
    }
}
