package fi.rekisterihub.mapping;

import fi.rekisterihub.HubHome;
import java.nio.file.Path;

/** The mapping tables as they lie in the project. */
public final class ShippedMappings {

    private ShippedMappings() {}

    public static Mappings read() {
        return new Mappings(new HubHome(Path.of(".")));
    }
}
