package fi.rekisterihub.mapping;

import fi.rekisterihub.profile.ProfileFolder;
import java.nio.file.Path;

/** The mapping tables that the project ships, in force. */
public final class ShippedMappings {

    private ShippedMappings() {}

    public static Mappings read() {
        Mappings mappings = new Mappings();
        Path project = Path.of("").toAbsolutePath();
        mappings.takeIntoUse(MappingFolder.read(project, ProfileFolder.read(project), mappings.codes()));
        return mappings;
    }

    /** None in force yet, as before a start. */
    public static Mappings none() {
        return new Mappings();
    }
}
