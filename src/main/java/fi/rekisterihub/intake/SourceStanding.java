package fi.rekisterihub.intake;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one outside system stands against its limits now.
 *
 * @param rest why it is not asked, as {@link RestReason#word} writes it; null when it is asked as usual
 * @param until when it is asked again
 * @param centsToday with {@code centsThisMonth}: what it has cost
 */
public record SourceStanding(
        String source,
        @Nullable String rest,
        @Nullable Instant until,
        long callsToday,
        @Nullable Integer callsPerDay,
        BigDecimal centsToday,
        @Nullable BigDecimal centsPerDay,
        BigDecimal centsThisMonth,
        @Nullable BigDecimal centsPerMonth,
        @Nullable String lastFailure,
        @Nullable Instant failedAt) {

    public boolean isOpen() {
        return RestReason.CIRCUIT.word().equals(rest);
    }
}
