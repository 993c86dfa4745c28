package fi.rekisterihub.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is nothing at this address; the reader gets the page that says so. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NotHere extends RuntimeException {

    NotHere() {
        super("There is nothing at this address.");
    }
}
