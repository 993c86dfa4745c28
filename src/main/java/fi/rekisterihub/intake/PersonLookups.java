package fi.rekisterihub.intake;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * For sources that answer about one person at a time, by identity number: whom to ask about next. A person is known here
 * by the keyed hash of the number; the number itself is opened for the call alone.
 */
@Service
public class PersonLookups {

    // Nobody pays for an answer that may not be used: about the restricted, the dead, and those who have forbidden it.
    private static final String DUE = """
            select i.key from (
                   select distinct i.key from identity i join person p on p.id = i.person_id
                    where i.register_id = any(:registers) and i.sealed is not null
                      and p.restricted_at is null and p.deceased_at is null
                      and not exists (select from update_ban b where b.person_id = p.id and b.feed = :feed)) i
              left join lookup l on l.feed = :feed and l.key = i.key
             where l.asked_at is null or l.asked_at < now() - :seconds * interval '1 second'
             order by l.asked_at nulls first, i.key limit :most
            """;

    private final JdbcClient jdbc;
    private final Profiles profiles;
    private final Identities identities;

    PersonLookups(JdbcClient jdbc, Profiles profiles, Identities identities) {
        this.jdbc = jdbc;
        this.profiles = profiles;
        this.identities = identities;
    }

    /**
     * Keys of persons of the registers that take the feed.
     *
     * @param again how old an answer may grow before it is asked for again
     */
    public List<String> due(String feed, int most, Duration again) {
        return jdbc.sql(DUE)
                .param("registers", registers(feed))
                .param("feed", feed)
                .param("seconds", again.toSeconds())
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** The number behind a key, for the call; empty when the person is not followed any more. */
    public Optional<IdentityNumber> number(String feed, String key) {
        return identities.number(List.of(registers(feed)), key);
    }

    private String[] registers(String feed) {
        return profiles.takers(feed).stream().map(Profile::id).toArray(String[]::new);
    }
}
