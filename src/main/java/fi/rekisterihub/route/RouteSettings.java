package fi.rekisterihub.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether routes are loaded at start; commands that only work on the database switch it off
 * @param watch whether a saved file is taken into use without a command
 * @param quiet how long {@code routes/} and {@code mappings/} must stay unchanged before a watched save is taken
 */
@ConfigurationProperties("hub.routes")
record RouteSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean watch,
        @DefaultValue("2s") Duration quiet) {

    RouteSettings {
        if (quiet.isNegative() || quiet.isZero()) {
            throw new IllegalArgumentException("hub.routes.quiet must be longer than nothing, for example 2s.");
        }
    }
}
