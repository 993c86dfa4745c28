package fi.rekisterihub.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * Settings of loading routes.
 *
 * @param enabled whether routes are loaded at start; commands that only work on the database switch it off
 * @param watch whether a saved file is taken into use without a command
 * @param quiet how long {@code routes/} and {@code mappings/} must stay unchanged before a watched save is taken
 */
@ConfigurationProperties("hub.routes")
public record RouteSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean watch,
        @DefaultValue("2s") Duration quiet) {

    public RouteSettings {
        if (quiet.isNegative() || quiet.isZero()) {
            throw new IllegalArgumentException("hub.routes.quiet is %s; give a time longer than nothing, such as 2s."
                    .formatted(DurationStyle.SIMPLE.print(quiet)));
        }
    }
}
