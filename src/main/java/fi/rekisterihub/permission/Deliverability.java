package fi.rekisterihub.permission;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which addresses messages do not reach. The view {@code undeliverable} is the rule, for lists and for one alike. */
@Component
public final class Deliverability {

    private static final String OF_PERSON = """
            select u.hard, u.last_at, u.bounces, u.reason
              from person p join undeliverable u on u.subject_key = p.email_key
             where p.id = :person
            """;

    private static final String AGAIN = """
            insert into reachable_again (subject_key, said_by, reason)
            select p.email_key, :who, :reason
              from person p join undeliverable u on u.subject_key = p.email_key
             where p.id = :person
            """;

    private final JdbcClient jdbc;

    Deliverability(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty while the person's e-mail address is of use, as far as is known. */
    public Optional<Undeliverable> ofPerson(long personId) {
        return jdbc.sql(OF_PERSON)
                .param("person", personId)
                .query((row, number) -> new Undeliverable(
                        row.getBoolean("hard"),
                        Times.instant(row, "last_at"),
                        row.getLong("bounces"),
                        row.getString("reason")))
                .optional();
    }

    /**
     * Somebody knows that the person's address is of use again. What comes back from now on counts anew.
     *
     * @param reason how they know, without the address
     * @return false when nothing has kept the address from being written to
     */
    public boolean reachableAgain(long personId, String reason, String who) {
        return jdbc.sql(AGAIN)
                        .param("person", personId)
                        .param("reason", reason)
                        .param("who", who)
                        .update()
                == 1;
    }

    /**
     * Why an address is not written to, though nobody has prohibited it.
     *
     * @param hard whether somebody said that nobody can be reached there; else too many messages came back
     * @param reason of the gravest or latest, in a word of who told it
     */
    public record Undeliverable(boolean hard, Instant lastAt, long bounces, String reason) {}
}
