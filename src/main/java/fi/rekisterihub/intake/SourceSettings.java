package fi.rekisterihub.intake;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of the outside systems. What else stands below {@code hub.sources.<source>} and
 * {@code hub.providers.<provider>} belongs to the routes.
 *
 * @param sources name of a source to its limits
 * @param providers name of a newsletter provider to its limits
 */
@ConfigurationProperties("hub")
record SourceSettings(
        @DefaultValue Map<String, SourceLimit> sources,
        @DefaultValue Map<String, ProviderLimit> providers) {

    SourceSettings {
        sources = Map.copyOf(sources);
        providers = Map.copyOf(providers);
        sources.forEach((name, limit) -> limit.check("hub.sources." + name));
        providers.forEach((name, limit) -> limit.asSource().check("hub.providers." + name));
    }

    /** @param source a source, or {@code provider-<name>} */
    SourceLimit of(String source) {
        if (source.startsWith(ProviderLimit.PREFIX)) {
            return providers
                    .getOrDefault(source.substring(ProviderLimit.PREFIX.length()), ProviderLimit.USUAL)
                    .asSource();
        }
        return sources.getOrDefault(source, SourceLimit.USUAL);
    }
}
