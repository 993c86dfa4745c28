package fi.rekisterihub.mapping;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.profile.ProfileFolder;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The mapping tables in force. */
@Component
public class Mappings {

    private static final Logger LOG = LoggerFactory.getLogger(Mappings.class);

    private volatile MappingFolder folder;

    Mappings(HubHome home) {
        this.folder = MappingFolder.read(home.home(), ProfileFolder.read(home.home()));
        folder.findings().forEach(finding -> LOG.error("{}", finding));
    }

    public Optional<Mapping> find(String feed) {
        return Optional.ofNullable(folder.mappings().get(feed));
    }

    /** @throws IllegalArgumentException when there is no table of that name in force */
    public Mapping get(String feed) {
        return find(feed)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No mapping for the feed '%s': mappings/%s.yaml is missing or wrong.".formatted(feed, feed)));
    }

    public Collection<Mapping> all() {
        return folder.mappings().values().stream()
                .sorted(Comparator.comparing(Mapping::feed))
                .toList();
    }

    /** Puts tables in force that have been checked. */
    public void takeIntoUse(MappingFolder checked) {
        folder = checked;
    }
}
