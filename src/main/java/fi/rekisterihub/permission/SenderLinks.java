package fi.rekisterihub.permission;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links for those who send messages of a register themselves. A link lets nobody be contacted; it only lets them say no. */
public final class SenderLinks {

    private static final String ADDRESSES = """
            select id, email from person where register_id = :register and id = any(:persons) order by id
            """;

    private final JdbcClient jdbc;
    private final LinkTokens tokens;

    SenderLinks(JdbcClient jdbc, LinkTokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    /**
     * One person's link.
     *
     * @param headers for an e-mail; empty for other channels
     */
    public record SenderLink(long person, String url, Map<String, String> headers) {}

    /**
     * Those of the persons who are in the register.
     *
     * @param messageId the sender's id of the message or mailing, kept as evidence with the click
     */
    public List<SenderLink> of(String registerId, Wish wish, String messageId, Collection<Long> persons) {
        record Address(long id, @Nullable String email) {}
        Instant now = Instant.now();
        return jdbc
                .sql(ADDRESSES)
                .param("register", registerId)
                .param("persons", persons.toArray(Long[]::new))
                .query((row, number) -> new Address(row.getLong("id"), row.getString("email")))
                .list()
                .stream()
                .map(person -> {
                    LinkSubject subject = new LinkSubject(
                            registerId,
                            person.id(),
                            person.email(),
                            wish.purpose(),
                            wish.channel(),
                            wish.scope(),
                            messageId,
                            now);
                    String url = tokens.url(subject);
                    return new SenderLink(
                            person.id(), url, wish.channel().equals("email") ? tokens.headers(subject, url) : Map.of());
                })
                .toList();
    }
}
