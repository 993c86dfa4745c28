package fi.rekisterihub.subject;

import java.time.Instant;

/** One cause for which a person's data is restricted. */
public record Restriction(String cause, Instant at, String putBy) {}
