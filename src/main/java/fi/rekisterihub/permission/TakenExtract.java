package fi.rekisterihub.permission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One extract that somebody took.
 *
 * @param rows how many persons went out; null while it is going out, and when the hub stopped in the middle
 * @param sha256 of all bytes; null for one that broke off
 */
public record TakenExtract(
        long id,
        String registerId,
        String purpose,
        String channel,
        String scope,
        String format,
        String takenBy,
        Instant at,
        @Nullable Long rows,
        @Nullable String sha256) {}
