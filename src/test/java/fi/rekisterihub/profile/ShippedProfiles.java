package fi.rekisterihub.profile;

import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The profiles that the project ships, in force on a test's database. */
public final class ShippedProfiles {

    private ShippedProfiles() {}

    public static Profiles read(JdbcClient jdbc) {
        Profiles profiles = none(jdbc);
        profiles.takeIntoUse(ProfileFolder.read(Path.of("").toAbsolutePath()));
        return profiles;
    }

    /** None in force yet, as before a start. */
    public static Profiles none(JdbcClient jdbc) {
        return new Profiles(jdbc);
    }
}
