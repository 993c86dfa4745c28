package fi.rekisterihub.profile;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The register profiles as files that are checked and taken into use together with the routes. */
@Component
public final class ProfileFiles implements ConfigurationFolder {

    private final @Nullable Profiles profiles;

    /** For checks without a running hub. */
    public ProfileFiles() {
        this.profiles = null;
    }

    @Autowired
    ProfileFiles(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public List<Finding> check(Path home) {
        return ProfileFolder.read(home).findings();
    }

    @Override
    public void takeIntoUse(Path home) {
        if (profiles == null) {
            throw new IllegalStateException("Only a running hub can take profiles into use.");
        }
        profiles.takeIntoUse(ProfileFolder.read(home));
    }
}
