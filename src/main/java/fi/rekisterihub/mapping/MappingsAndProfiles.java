package fi.rekisterihub.mapping;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The folder {@code mappings/} as a whole: tables are checked against the profiles that they come with. */
@Component
public final class MappingsAndProfiles implements ConfigurationFolder {

    private final @Nullable Profiles profiles;
    private final @Nullable Mappings mappings;

    /** For checks without a running hub. */
    public MappingsAndProfiles() {
        this.profiles = null;
        this.mappings = null;
    }

    @Autowired
    public MappingsAndProfiles(Profiles profiles, Mappings mappings) {
        this.profiles = profiles;
        this.mappings = mappings;
    }

    @Override
    public String name() {
        return "mappings";
    }

    @Override
    public Prepared prepare(Path home) {
        ProfileFolder alone = ProfileFolder.read(home);
        MappingFolder readMappings = MappingFolder.read(home, alone, mappings == null ? new Codes() : mappings.codes());
        ProfileFolder readProfiles = alone.without(SourceChecks.check(alone, readMappings));
        if (profiles == null || mappings == null) {
            return new OnlyRead(findings(readProfiles, readMappings));
        }
        return new Ready(profiles, mappings, readProfiles, readMappings);
    }

    @Override
    public Optional<String> lastGood(String file) {
        return profiles == null ? Optional.empty() : profiles.lastGood(file);
    }

    private static List<Finding> findings(ProfileFolder profiles, MappingFolder mappings) {
        return Stream.concat(profiles.findings().stream(), mappings.findings().stream())
                .toList();
    }

    private record OnlyRead(List<Finding> findings) implements Prepared {

        @Override
        public void takeIntoUse() {
            throw new IllegalStateException("Only a running hub can take mappings and profiles into use.");
        }

        @Override
        public void putBack() {
            // Nothing was taken.
        }

        @Override
        public void keep() {
            // Nothing was taken.
        }
    }

    private static final class Ready implements Prepared {

        private final Profiles profiles;
        private final Mappings mappings;
        private final ProfileFolder profilesRead;
        private final MappingFolder mappingsRead;
        private final ProfileFolder profilesBefore;
        private final MappingFolder mappingsBefore;

        Ready(Profiles profiles, Mappings mappings, ProfileFolder profilesRead, MappingFolder mappingsRead) {
            this.profiles = profiles;
            this.mappings = mappings;
            this.profilesRead = profilesRead;
            this.mappingsRead = mappingsRead;
            this.profilesBefore = profiles.inForce();
            this.mappingsBefore = mappings.inForce();
        }

        @Override
        public List<Finding> findings() {
            return MappingsAndProfiles.findings(profilesRead, mappingsRead);
        }

        @Override
        public void takeIntoUse() {
            // Only the first of the two can fail: it writes the versions down before anything rules by them.
            profiles.takeIntoUse(profilesRead);
            mappings.takeIntoUse(mappingsRead);
        }

        @Override
        public void putBack() {
            profiles.putBack(profilesBefore);
            mappings.takeIntoUse(mappingsBefore);
        }

        @Override
        public void keep() {
            profiles.keepAsLastGood();
        }
    }
}
