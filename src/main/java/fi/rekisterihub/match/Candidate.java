package fi.rekisterihub.match;

import org.jspecify.annotations.Nullable;

/** What the matcher needs to know of an entity that shares an identifier with an observation. */
public record Candidate(
        long id,
        @Nullable String businessId,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String emailKey,
        @Nullable String phoneKey) {}
