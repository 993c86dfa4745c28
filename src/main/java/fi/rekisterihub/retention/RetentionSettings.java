package fi.rekisterihub.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the purge.
 *
 * @param enabled whether this process purges (servers do, commands do not)
 * @param brake the largest percentage of a register of which one run may purge anything before a person looks
 * @param batch persons in one transaction
 * @param look how long to wait before looking again whether a register's day has come
 */
@ConfigurationProperties("hub.retention")
public record RetentionSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5") double brake,
        @DefaultValue("100") int batch,
        @DefaultValue("30s") Duration look) {

    /** Below this size nothing brakes: a share of a handful says nothing. */
    private static final long HANDFUL = 100;

    public RetentionSettings {
        if (brake < 0 || brake > 100) {
            throw new IllegalArgumentException(
                    "hub.retention.brake is %s; give a percentage from 0 to 100.".formatted(brake));
        }
        if (batch < 1 || batch > 5_000) {
            throw new IllegalArgumentException(
                    "hub.retention.batch is %d; give a number from 1 to 5000.".formatted(batch));
        }
        if (look.isNegative() || look.isZero()) {
            throw new IllegalArgumentException(
                    "hub.retention.look is %s; give a time above 0, such as 30s.".formatted(look));
        }
    }

    boolean brakes(long due, long persons) {
        return persons >= HANDFUL && due > persons * brake / 100;
    }
}
