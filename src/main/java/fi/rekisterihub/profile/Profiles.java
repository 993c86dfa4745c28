package fi.rekisterihub.profile;

import fi.rekisterihub.OperatorText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The profiles in force; none until the hub's start has read them. A profile that is wrong does not come into force; the
 * last good one goes on ruling.
 */
@Component
public class Profiles {

    private static final String KEEP_VERSION = """
            insert into profile_version (register_id, fingerprint, yaml)
            values (:register, :fingerprint, :yaml) on conflict do nothing
            """;
    private static final String KEEP_AS_LAST_GOOD = """
            update profile_version set last_good = now() where register_id = :register and fingerprint = :fingerprint
            """;
    private static final String LAST_GOOD = """
            select yaml from profile_version where register_id = :register and last_good is not null
             order by last_good desc limit 1
            """;

    private final JdbcClient jdbc;
    private volatile ProfileFolder folder = ProfileFolder.NONE;

    Profiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    /** Registers that are left alone until their file is mended: it is bad, and there is no last good text of it. */
    public Set<String> closed() {
        return folder.closed();
    }

    public ProfileFolder inForce() {
        return folder;
    }

    /** Puts profiles in force that have been checked. Their texts are kept first: no decision without its law. */
    public void takeIntoUse(ProfileFolder checked) {
        checked.profiles().values().forEach(profile -> jdbc.sql(KEEP_VERSION)
                .param("register", profile.id())
                .param("fingerprint", profile.fingerprint())
                .param("yaml", checked.texts().get(profile.id()))
                .update());
        folder = checked;
    }

    /** Puts profiles in force again that were so before. */
    public void putBack(ProfileFolder before) {
        folder = before;
    }

    /** Makes what is in force the texts that a later start falls back to when a file is bad. */
    public void keepAsLastGood() {
        folder.profiles().values().forEach(profile -> jdbc.sql(KEEP_AS_LAST_GOOD)
                .param("register", profile.id())
                .param("fingerprint", profile.fingerprint())
                .update());
    }

    /** @param file relative to the hub's home; only profiles have a last good text here */
    public Optional<String> lastGood(String file) {
        if (!file.startsWith(ProfileFolder.FOLDER + "/")) {
            return Optional.empty();
        }
        return jdbc.sql(LAST_GOOD)
                .param("register", new OperatorText(file, "").stem())
                .query(String.class)
                .optional();
    }
}
