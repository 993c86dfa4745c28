package fi.rekisterihub.intake;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that this node has claimed.
 *
 * @param file the delivery's file, null when it came in pages
 * @param contentHash of the file
 * @param attempts 1 at the first execution
 * @param takenOver how often it was left lying by a process that died or stood still, this time included
 * @param asOf the run in whose place it speaks: itself, or an older one whose rows or delivery are read again
 * @param partial whether it holds only some rows of a delivery, so that absence says nothing
 * @param released whether a person has looked at the brake's preview and let the run go on
 */
record Run(
        long id,
        long deliveryId,
        String feed,
        String registerId,
        @Nullable String file,
        @Nullable String contentHash,
        int attempts,
        int takenOver,
        long asOf,
        boolean partial,
        boolean released,
        UUID lease) {}
