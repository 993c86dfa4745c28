package fi.rekisterihub.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of two entities, in force.
 *
 * @param same whether they are one
 * @param fingerprint of what the matcher had compared then; null when it had not found them alike
 */
public record SaidPair(
        long id,
        String registerId,
        String entity,
        Pair pair,
        boolean same,
        String reason,
        String decidedBy,
        Instant at,
        @Nullable UUID fingerprint) {}
