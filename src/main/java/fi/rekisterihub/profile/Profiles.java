package fi.rekisterihub.profile;

import fi.rekisterihub.HubHome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The profiles in force. A profile that is wrong does not come into force; the last good one goes on ruling. */
@Component
public class Profiles {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private static final String KEEP_VERSION = """
            insert into profile_version (register_id, fingerprint, yaml)
            values (:register, :fingerprint, :yaml) on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private volatile ProfileFolder folder;

    Profiles(HubHome home, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.folder = ProfileFolder.read(home.home());
        folder.findings().forEach(finding -> LOG.error("{}", finding));
        keepVersions(folder);
    }

    public Optional<Profile> find(String registerId) {
        return Optional.ofNullable(folder.profiles().get(registerId));
    }

    /** @throws IllegalArgumentException when no profile of that id is in force */
    public Profile get(String registerId) {
        return find(registerId)
                .orElseThrow(() ->
                        new IllegalArgumentException("No register '%s': mappings/registers/%s.yaml is missing or wrong."
                                .formatted(registerId, registerId)));
    }

    public Collection<Profile> all() {
        return folder.profiles().values().stream()
                .sorted(java.util.Comparator.comparing(Profile::id))
                .toList();
    }

    /** The registers that take this feed, by their profiles' source lists. */
    public List<Profile> takers(String feed) {
        return all().stream()
                .filter(profile -> profile.source(feed).isPresent())
                .toList();
    }

    /** Puts profiles in force that have been checked. */
    public void takeIntoUse(ProfileFolder checked) {
        keepVersions(checked);
        folder = checked;
    }

    private void keepVersions(ProfileFolder read) {
        read.profiles().values().forEach(profile -> jdbc.sql(KEEP_VERSION)
                .param("register", profile.id())
                .param("fingerprint", profile.fingerprint())
                .param("yaml", read.texts().get(profile.id()))
                .update());
    }
}
