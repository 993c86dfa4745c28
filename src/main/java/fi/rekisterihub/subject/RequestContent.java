package fi.rekisterihub.subject;

import org.jspecify.annotations.Nullable;

/**
 * What the person said. Personal data: for the page of the request, never for a log.
 *
 * @param contact where they say that the answer may go
 * @param situation the particular situation that an objection names
 */
public record RequestContent(
        @Nullable String name,
        @Nullable String contact,
        @Nullable String said,
        @Nullable String situation) {

    static final RequestContent NONE = new RequestContent(null, null, null, null);
}
