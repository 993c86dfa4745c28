package fi.rekisterihub.intake;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of the outside systems. What else stands below {@code hub.sources.<source>} belongs to the routes.
 *
 * @param sources name of a source to its limits
 */
@ConfigurationProperties("hub")
record SourceSettings(@DefaultValue Map<String, SourceLimit> sources) {

    SourceSettings {
        sources = Map.copyOf(sources);
        sources.forEach((name, limit) -> limit.check("hub.sources." + name));
    }

    SourceLimit of(String source) {
        return sources.getOrDefault(source, SourceLimit.USUAL);
    }
}
