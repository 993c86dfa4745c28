package fi.rekisterihub.intake;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits of sources for tests: none but those that a test is about, and short times. */
public final class Limits {

    private Limits() {}

    public static SourceLimit none() {
        return calls(null, null);
    }

    public static SourceLimit calls(@Nullable Integer perMinute, @Nullable Integer perDay) {
        return limit(perMinute, perDay, null, null, null, null, 1_000);
    }

    public static SourceLimit perHour(int calls) {
        return ProviderLimits.limit(calls).asSource();
    }

    public static SourceLimit opensAfter(int failures) {
        return limit(null, null, null, null, null, null, failures);
    }

    /** Prices and budgets in cents; empty for none. */
    public static SourceLimit money(String perCall, String perRecord, String perDay, String perMonth) {
        return limit(null, null, cents(perCall), cents(perRecord), cents(perDay), cents(perMonth), 1_000);
    }

    private static SourceLimit limit(
            @Nullable Integer perMinute,
            @Nullable Integer perDay,
            @Nullable BigDecimal perCall,
            @Nullable BigDecimal perRecord,
            @Nullable BigDecimal centsPerDay,
            @Nullable BigDecimal centsPerMonth,
            int openAfter) {
        return new SourceLimit(
                null,
                perMinute,
                null,
                perDay,
                perCall,
                perRecord,
                centsPerDay,
                centsPerMonth,
                openAfter,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofMillis(300),
                Duration.ofMinutes(1),
                Duration.ofDays(1));
    }

    private static @Nullable BigDecimal cents(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }
}
