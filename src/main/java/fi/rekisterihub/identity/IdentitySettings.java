package fi.rekisterihub.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of looking for the same in a register.
 *
 * @param enabled whether this process looks (servers do, commands do not)
 * @param every how long to wait before the next look when nothing was left to do
 * @param portion how many entities are looked at between two commits
 * @param memoryPerEntity how much one entity takes in the index; a register that does not fit beside everything else
 *     is left to exact identifiers, and the log says how much memory it takes
 */
@ConfigurationProperties("hub.identity")
public record IdentitySettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration every,
        @DefaultValue("200") int portion,
        @DefaultValue("900B") DataSize memoryPerEntity) {

    /** What the hub needs besides. */
    private static final DataSize BESIDES = DataSize.ofMegabytes(192);

    public IdentitySettings {
        if (portion < 1 || portion > 10_000) {
            throw new IllegalArgumentException(
                    "hub.identity.portion is %d; give a number from 1 to 10000.".formatted(portion));
        }
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException(
                    "hub.identity.every is %s; give a time above 0, such as 1s.".formatted(every));
        }
    }

    /** Whether so many entities fit beside everything else in a process with so many bytes. */
    boolean fits(long entities, long memory) {
        return bytes(entities) <= memory;
    }

    /** How much memory a process with so many entities should have. */
    long megabytes(long entities) {
        return DataSize.ofBytes(bytes(entities)).toMegabytes() + 1;
    }

    /** Half as much again for what the index does not know yet. */
    private long bytes(long entities) {
        return BESIDES.toBytes() + entities * memoryPerEntity.toBytes() * 3 / 2;
    }
}
