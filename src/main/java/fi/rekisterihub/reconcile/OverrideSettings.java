package fi.rekisterihub.reconcile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of stewards' overrides.
 *
 * @param every how often it is looked which of them have had their day
 */
@ConfigurationProperties("hub.overrides")
record OverrideSettings(@DefaultValue("15m") Duration every) {

    OverrideSettings {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException(
                    "hub.overrides.every is %s; give a time above 0, such as 15m.".formatted(every));
        }
    }
}
