package fi.rekisterihub.mapping;

import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;

/** The mapping tables that the project ships, in force. */
public final class ShippedMappings {

    private ShippedMappings() {}

    public static Mappings read() {
        return of(Path.of("").toAbsolutePath());
    }

    /** The same with one table more. */
    public static Mappings with(String feed, String yaml) {
        return of(TestHome.withMapping(feed, yaml));
    }

    /** Those of a home. */
    public static Mappings of(Path home) {
        Mappings mappings = new Mappings();
        mappings.takeIntoUse(MappingFolder.read(home, ProfileFolder.read(home), mappings.codes()));
        return mappings;
    }

    /** None in force yet, as before a start. */
    public static Mappings none() {
        return new Mappings();
    }
}
