package fi.rekisterihub.mapping;

import fi.rekisterihub.NearestWord;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The mapping tables in force; none until the hub's start has read them. */
@Component
public class Mappings {

    private final Codes codes = new Codes();
    private volatile MappingFolder folder = MappingFolder.NONE;

    /** The code lists that the tables ask. */
    public Codes codes() {
        return codes;
    }

    public Optional<Mapping> find(String feed) {
        return Optional.ofNullable(folder.mappings().get(feed));
    }

    /** @throws IllegalArgumentException when there is no table of that name in force */
    public Mapping get(String feed) {
        return find(feed)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No mapping for the feed '%s': mappings/%s.yaml is missing or wrong%s"
                                .formatted(
                                        feed,
                                        feed,
                                        NearestWord.hint(feed, folder.mappings().keySet()))));
    }

    public Collection<Mapping> all() {
        return folder.mappings().values().stream()
                .sorted(Comparator.comparing(Mapping::feed))
                .toList();
    }

    /** Feeds that wait for their table to be mended: it is bad, and there is no last good text of it. */
    public Set<String> closed() {
        return folder.closed();
    }

    MappingFolder inForce() {
        return folder;
    }

    /** Puts tables in force that have been checked. */
    void takeIntoUse(MappingFolder checked) {
        folder = checked;
    }
}
