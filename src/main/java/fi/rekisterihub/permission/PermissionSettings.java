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
 * @param providerWait how long an opt-out may wait for a provider before no marketing extract is given any more
 * @param providerSilence how long ago a provider may have answered last, likewise; longer than two of the hub's looks at
 *     what it keeps
 */
@ConfigurationProperties("hub.permission")
record PermissionSettings(
        @DefaultValue("3y") Period listValidity,
        @DefaultValue("1d") Duration clockTolerance,
        @DefaultValue("1d") Duration providerWait,
        @DefaultValue("15d") Duration providerSilence) {

    PermissionSettings {
        if (clockTolerance.isNegative() || clockTolerance.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "hub.permission.clock-tolerance is %s; it must be between 0s and 7d.".formatted(clockTolerance));
        }
        if (providerWait.isNegative()
                || providerWait.isZero()
                || providerSilence.isNegative()
                || providerSilence.isZero()) {
            throw new IllegalArgumentException(
                    "hub.permission.provider-wait is %s and provider-silence is %s; both must be longer than 0s."
                            .formatted(providerWait, providerSilence));
        }
    }
}
