package fi.rekisterihub.evidence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sealed log.
 *
 * @param enabled whether this process seals and checks (servers do, commands do not)
 * @param every how long after something happened it is sealed, at most about twice as long
 * @param portion entries of a block at most
 * @param checkEvery how often what was sealed is held against the tables
 * @param key the Ed25519 key that signs, 64 hexadecimal digits; when absent, one is made and kept in the table
 *     {@code secret}. Given here it is not in the database, so that who may write there cannot sign
 * @param previousKey the key that signed before {@code key}, for one start: it vouches for the new one
 */
@ConfigurationProperties("hub.evidence")
public record EvidenceSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10s") Duration every,
        @DefaultValue("10000") int portion,
        @DefaultValue("1h") Duration checkEvery,
        @Nullable String key,
        @Nullable String previousKey) {

    public EvidenceSettings {
        requireTime("every", every);
        requireTime("check-every", checkEvery);
        if (portion < 1 || portion > 100_000) {
            throw new IllegalArgumentException(
                    "hub.evidence.portion is %d; give a number from 1 to 100000.".formatted(portion));
        }
        requireKey("key", key);
        requireKey("previous-key", previousKey);
    }

    private static void requireTime(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "hub.evidence.%s is %s; give a time above 0, such as 10s.".formatted(name, time));
        }
    }

    private static void requireKey(String name, @Nullable String key) {
        if (key != null && !key.isEmpty() && !key.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "hub.evidence.%s must be 64 hexadecimal digits in lower case, as `openssl rand -hex 32` gives them."
                            .formatted(name));
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "EvidenceSettings[every=%s, portion=%d, checkEvery=%s]".formatted(every, portion, checkEvery);
    }
}
