package fi.rekisterihub.permission;

import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the permissions.
 *
 * @param listValidity how long an entry of an opt-out list binds when the list gives no end
 *     and is not a full one (Finnish custom: three years); in a full list an entry binds for as long as it stands there
 * @param clockTolerance how far behind the clock of whoever brings a prohibition may be, without it losing against a
 *     permission that the person gave before
 */
@ConfigurationProperties("hub.permission")
record PermissionSettings(
        @DefaultValue("3y") Period listValidity,
        @DefaultValue("1d") Duration clockTolerance) {

    PermissionSettings {
        if (clockTolerance.isNegative() || clockTolerance.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "hub.permission.clock-tolerance is %s; it must be between 0s and 7d.".formatted(clockTolerance));
        }
    }
}
