package fi.rekisterihub.profile;

import fi.rekisterihub.HubHome;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register profiles as they lie in the project. */
public final class ShippedProfiles {

    private ShippedProfiles() {}

    public static Profiles read(JdbcClient jdbc) {
        return new Profiles(new HubHome(Path.of(".")), jdbc);
    }
}
