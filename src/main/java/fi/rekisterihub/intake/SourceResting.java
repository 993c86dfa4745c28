package fi.rekisterihub.intake;

import java.time.Instant;

/** No failure: the source is not to be asked now, and the fetch goes on where it was when the time has come. */
public final class SourceResting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RestReason reason;
    private final Instant until;

    SourceResting(String source, RestReason reason, Instant until) {
        super("%s (source '%s'); it goes on at %s.".formatted(reason.sentence(), source, until), null, false, false);
        this.reason = reason;
        this.until = until;
    }

    public RestReason reason() {
        return reason;
    }

    public Instant until() {
        return until;
    }
}
