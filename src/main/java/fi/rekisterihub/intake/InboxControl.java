package fi.rekisterihub.intake;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What a person may do to an item of the inbox that waits for one. */
@Service
public class InboxControl {

    private static final String AGAIN = """
            update inbox set status = 'new', next_at = now(), attempts = 0, done_at = null
             where id = :id and status in ('dead', 'review') and purged_at is null
            """;
    private static final String SETTLE = """
            update inbox set status = 'done', outcome = :outcome, done_at = now()
             where id = :id and status in ('dead', 'review')
            """;

    private final JdbcClient jdbc;

    InboxControl(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives it to its route once more; false when it does not wait for a person. */
    public boolean tryAgain(long id) {
        return jdbc.sql(AGAIN).param("id", id).update() == 1;
    }

    /**
     * Ends it: a person has done what it asked for, or found that it asks for nothing. False when it does not wait for
     * one.
     *
     * @param outcome one sentence without personal data
     */
    public boolean settle(long id, String outcome) {
        return jdbc.sql(SETTLE).param("id", id).param("outcome", outcome).update() == 1;
    }
}
