package fi.rekisterihub.edge.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The access tokens of providers that want a log-in first. Kept in memory until shortly before they end. */
final class LogIns {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final long USUAL_SECONDS = 300;

    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String value, Instant until) {}

    LogIns(Clock clock) {
        this.clock = clock;
    }

    /** @return null when a log-in is needed */
    @Nullable
    String token(String provider) {
        Token token = tokens.get(provider);
        return token == null || token.until().isBefore(clock.instant()) ? null : token.value();
    }

    /** Keeps what a log-in answered. */
    void keep(String provider, Map<String, Object> answer) {
        if (!(answer.get("access_token") instanceof String value) || value.isEmpty()) {
            throw new IllegalStateException("The provider's log-in answer has no access_token.");
        }
        // Some write the number as a text.
        Object told = answer.getOrDefault("expires_in", USUAL_SECONDS);
        long seconds = told.toString().matches("\\d{1,9}") ? Long.parseLong(told.toString()) : USUAL_SECONDS;
        tokens.put(
                provider, new Token(value, clock.instant().plusSeconds(seconds).minus(MARGIN)));
    }

    void forget(String provider) {
        tokens.remove(provider);
    }
}
