package fi.rekisterihub.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the intake.
 *
 * @param chunk records in one transaction
 * @param lanes in how many transactions at a time a run changes records that are linked to entities already
 * @param lease how long a run belongs to a node that has stopped answering
 * @param largestDelivery the largest file or page series that is taken in
 * @param largestUnpacked the largest content that an archive may unpack to
 * @param keepDeliveries how long the content of a delivery is kept, unless its mapping says {@code keep:}
 * @param worker whether this process executes waiting runs (servers do, commands do not)
 */
@ConfigurationProperties("hub.intake")
public record IntakeSettings(
        @DefaultValue("2000") int chunk,
        @DefaultValue("2") int lanes,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("4GB") DataSize largestDelivery,
        @DefaultValue("16GB") DataSize largestUnpacked,
        @DefaultValue("90d") Duration keepDeliveries,
        @DefaultValue("true") boolean worker) {

    public IntakeSettings {
        if (chunk < 1 || chunk > 20_000) {
            throw new IllegalArgumentException(
                    "hub.intake.chunk is %d; give a number from 1 to 20000.".formatted(chunk));
        }
        if (lanes < 1 || lanes > 8) {
            throw new IllegalArgumentException("hub.intake.lanes is %d; give a number from 1 to 8.".formatted(lanes));
        }
        if (keepDeliveries.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException(
                    "hub.intake.keep-deliveries is %s; give at least 1d.".formatted(keepDeliveries));
        }
        if (lease.compareTo(Duration.ofSeconds(2)) < 0) {
            throw new IllegalArgumentException("hub.intake.lease is %s; give at least 2s.".formatted(lease));
        }
    }
}
