package fi.rekisterihub.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of two entities, in force.
 *
 * @param same whether they are one
 * @param confirmedBy the second person, where the profile asked for one
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
        @Nullable String confirmedBy,
        Instant at,
        @Nullable UUID fingerprint) {}
