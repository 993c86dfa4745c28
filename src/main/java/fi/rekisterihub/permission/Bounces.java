package fi.rekisterihub.permission;

import fi.rekisterihub.register.SubjectKeys;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages that came back: about an address and not about a wish, so that nothing here prohibits anything. */
public final class Bounces {

    private static final String RECORD = """
            insert into bounce (source, event_key, subject_key, hard, reason, at)
            values (:source, :eventKey, :subjectKey, :hard, :reason, least(:at, now()))
            on conflict (source, event_key) do nothing
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys keys;

    public Bounces(JdbcClient jdbc, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /**
     * Joins the caller's transaction.
     *
     * @param key what makes it one bounce, whoever tells it twice
     * @param hard whether the address is of no use any more; else it was not reached this time
     * @param reason in a word of the source's
     * @return false when it is known already
     */
    public boolean record(String source, String key, String email, boolean hard, @Nullable String reason, Instant at) {
        String address = keys.email(email);
        if (address == null) {
            throw new IllegalArgumentException(
                    "A bounce from %s names no e-mail address that can be one.".formatted(source));
        }
        return jdbc.sql(RECORD)
                        .param("source", source)
                        .param("eventKey", key)
                        .param("subjectKey", address)
                        .param("hard", hard)
                        .param("reason", reason == null ? "" : reason)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
