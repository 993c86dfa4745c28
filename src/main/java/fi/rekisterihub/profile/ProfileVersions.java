package fi.rekisterihub.profile;

import fi.rekisterihub.OperatorText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every profile that has ever ruled a register: the law of its day. */
@Component
public final class ProfileVersions {

    private static final String OF_REGISTER = """
            select register_id, fingerprint, first_used, yaml from profile_version where register_id = :register
             order by first_used desc, fingerprint
            """;
    private static final String FIRST_USED = """
            select first_used from profile_version where register_id = :register and fingerprint = :fingerprint
            """;

    private final JdbcClient jdbc;

    ProfileVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param firstUsed when it first came into force */
    public record Version(String registerId, String fingerprint, Instant firstUsed, String yaml) {

        /** Empty when today's hub cannot read it as a profile any more. */
        public Optional<Profile> profile() {
            return ProfileText.read(new OperatorText(ProfileFolder.FOLDER + "/" + registerId + ".yaml", yaml))
                    .profile();
        }
    }

    /** The newest first. */
    public List<Version> of(String registerId) {
        return jdbc.sql(OF_REGISTER)
                .param("register", registerId)
                .query(Version.class)
                .list();
    }

    /** Empty for a profile that has not been in force here. */
    public Optional<Instant> firstUsed(Profile profile) {
        return jdbc.sql(FIRST_USED)
                .param("register", profile.id())
                .param("fingerprint", profile.fingerprint())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }
}
