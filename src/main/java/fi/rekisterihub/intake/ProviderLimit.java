package fi.rekisterihub.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one newsletter provider may be asked, all nodes together. As {@link SourceLimit}, but with a shorter patience: an
 * opt-out waits behind it, so a provider that was away is tried again every few seconds.
 */
record ProviderLimit(
        @Nullable Integer perSecond,
        @Nullable Integer perMinute,
        @Nullable Integer perHour,
        @Nullable Integer perDay,
        @DefaultValue("3") int openAfter,
        @DefaultValue("1s") Duration probeAfter,
        @DefaultValue("15s") Duration longestProbe,
        @DefaultValue("10s") Duration longestWait,
        @DefaultValue("1m") Duration silence,
        @DefaultValue("1h") Duration longestSilence) {

    /** Before the name of a provider, where sources are named too. */
    static final String PREFIX = "provider-";

    static final ProviderLimit USUAL = new ProviderLimit(
            null,
            null,
            null,
            null,
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofHours(1));

    SourceLimit asSource() {
        return new SourceLimit(
                perSecond,
                perMinute,
                perHour,
                perDay,
                null,
                null,
                null,
                null,
                openAfter,
                probeAfter,
                longestProbe,
                longestWait,
                silence,
                longestSilence);
    }
}
