package fi.rekisterihub.intake;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** For sources that answer about one company at a time: whom to ask about next, those never asked about first. */
@Service
public class Lookups {

    private static final String DUE = """
            select c.business_id from (select distinct business_id from company
                                        where register_id = any(:registers) and business_id is not null) c
              left join lookup l on l.feed = :feed and l.key = c.business_id
             where l.asked_at is null or l.asked_at < now() - :seconds * interval '1 second'
             order by l.asked_at nulls first, c.business_id limit :most
            """;
    private static final String ASKED = """
            insert into lookup (feed, key, asked_at) values (:feed, :key, now())
            on conflict (feed, key) do update set asked_at = now()
            """;
    private static final String READ = """
            delete from signal where feed = :feed and key = :key and noticed_at <= read_at
            """;

    private final JdbcClient jdbc;
    private final Profiles profiles;

    Lookups(JdbcClient jdbc, Profiles profiles) {
        this.jdbc = jdbc;
        this.profiles = profiles;
    }

    /**
     * Business ids of the registers that take the feed.
     *
     * @param again how old an answer may grow before it is asked for again
     */
    public List<String> due(String feed, int most, Duration again) {
        String[] registers = profiles.takers(feed).stream().map(Profile::id).toArray(String[]::new);
        return jdbc.sql(DUE)
                .param("registers", registers)
                .param("feed", feed)
                .param("seconds", again.toSeconds())
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** Said after the answer has been kept, so that a failed call stays due. */
    public void asked(String feed, String key) {
        jdbc.sql(ASKED).param("feed", feed).param("key", key).update();
        jdbc.sql(READ).param("feed", feed).param("key", key).update();
    }
}
