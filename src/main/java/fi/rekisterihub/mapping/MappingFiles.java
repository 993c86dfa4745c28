package fi.rekisterihub.mapping;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.profile.ProfileFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The mapping tables as files that are checked and taken into use together with the routes. */
@Component
public final class MappingFiles implements ConfigurationFolder {

    private final @Nullable Mappings mappings;

    /** For checks without a running hub. */
    public MappingFiles() {
        this.mappings = null;
    }

    @Autowired
    MappingFiles(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public String name() {
        return "mappings";
    }

    @Override
    public List<Finding> check(Path home) {
        return MappingFolder.read(home, ProfileFolder.read(home)).findings();
    }

    @Override
    public void takeIntoUse(Path home) {
        if (mappings == null) {
            throw new IllegalStateException("Only a running hub can take mappings into use.");
        }
        mappings.takeIntoUse(MappingFolder.read(home, ProfileFolder.read(home)));
    }
}
