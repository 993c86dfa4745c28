package fi.rekisterihub.permission;

import fi.rekisterihub.mail.ReadMail;
import fi.rekisterihub.register.SubjectKeys;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whom a mail that came back was sent to. Anybody can write a bounce, so its word is taken only for an address that we
 * hold; what it proves by a token of ours, which only that person's message carried, is told apart.
 */
final class SentTo {

    // Whoever has the address or has had it.
    static final String IS_OURS = """
            select exists (select from person_key where subject_key = :key)
                or exists (select from company where email_key = :key)
            """;
    private static final String IS_OF_PERSON = """
            select exists (select from person_subject where person_id = :person and subject_key = :key)
            """;
    private static final String EMAIL_OF_PERSON = "select email from person where id = :person and email is not null";

    private final JdbcClient jdbc;
    private final SubjectKeys keys;
    private final LinkTokens tokens;

    SentTo(JdbcClient jdbc, SubjectKeys keys, LinkTokens tokens) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.tokens = tokens;
    }

    /**
     * Who was written to.
     *
     * @param personId null when only the address is known
     * @param email null when only the person is known
     */
    record Addressee(@Nullable Long personId, @Nullable String email) {}

    /** The person whose token stands in the message that came back, or in the address that it came back to. */
    Optional<Addressee> proved(ReadMail mail, @Nullable String recipient) {
        return Stream.concat(mail.recipients().stream(), mail.originalUnsubscribeAddresses().stream())
                .map(tokens::readMailAddress)
                .flatMap(Optional::stream)
                .map(subject -> new Addressee(subject.personId(), null))
                .findFirst()
                .or(() -> mail.originalUnsubscribeLinks().stream()
                        .map(tokens::readUrl)
                        .flatMap(Optional::stream)
                        .map(link -> new Addressee(link.personId(), link.email()))
                        .findFirst())
                .map(addressee -> withAddress(addressee, recipient));
    }

    /** The address that is claimed, when it is one of ours. */
    Optional<Addressee> known(@Nullable String recipient) {
        String key = keys.email(recipient);
        boolean ours = key != null
                && jdbc.sql(IS_OURS).param("key", key).query(Boolean.class).single();
        return ours ? Optional.of(new Addressee(null, recipient)) : Optional.empty();
    }

    /** The report may name where the mail was forwarded to; what counts is where we wrote. */
    private Addressee withAddress(Addressee addressee, @Nullable String recipient) {
        long person = Objects.requireNonNull(addressee.personId());
        String key = keys.email(recipient);
        boolean theirs = key != null
                && jdbc.sql(IS_OF_PERSON)
                        .param("person", person)
                        .param("key", key)
                        .query(Boolean.class)
                        .single();
        if (theirs) {
            return new Addressee(person, recipient);
        }
        return addressee.email() != null
                ? addressee
                : new Addressee(
                        person,
                        jdbc.sql(EMAIL_OF_PERSON)
                                .param("person", person)
                                .query(String.class)
                                .optional()
                                .orElse(null));
    }
}
