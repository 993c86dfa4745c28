package fi.rekisterihub.register;

import fi.rekisterihub.database.SealedBox;
import fi.rekisterihub.database.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Persons who are followed by their identity number. The number itself is kept sealed, for asking the source; whoever
 * is meant is found by its keyed hash. Former numbers stay recognised.
 */
@Repository
public class Identities {

    private static final String FIND = """
            select key, person_id from identity where register_id = :register and key = any(:keys)
            """;
    private static final String RETIRE = """
            update identity set sealed = null, portion = null where person_id = :person and key <> :key
            """;
    private static final String PUT = """
            insert into identity (register_id, key, person_id, sealed, portion)
            select register_id, :key, id, :sealed,
                   coalesce((select portion from identity where portion is not null
                              group by portion having count(*) < :most order by portion limit 1),
                            (select coalesce(max(portion), 0) + 1 from identity))
              from person where id = :person
            on conflict (register_id, key) do update
               set person_id = excluded.person_id, sealed = excluded.sealed,
                   portion = coalesce(identity.portion, excluded.portion)
            """;
    private static final String FORGET = "delete from identity where person_id = :person";
    private static final String PORTIONS = """
            select portion as number, min(since)::date as since from identity
             where register_id = any(:registers) and portion is not null group by portion order by portion
            """;
    // Restricted data is not used, and to ask with it is to use it.
    private static final String OF_PORTION = """
            select distinct sealed from identity i
             where register_id = any(:registers) and portion = :portion and sealed is not null
               and not exists (select from person p where p.id = i.person_id and p.restricted_at is not null)
            """;
    private static final String OF_KEY = """
            select sealed from identity i
             where register_id = any(:registers) and key = :key and sealed is not null
               and not exists (select from person p where p.id = i.person_id and p.restricted_at is not null)
             limit 1
            """;
    private static final String KEYS_OF = "select key from identity where person_id = any(:persons)";
    private static final String FOLLOWED = """
            select exists (select from identity where person_id = :person and sealed is not null)
            """;

    /** No more than a source takes in one call. */
    private static final int MOST_IN_A_PORTION = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SubjectKeys keys;
    private final SealedBox box;

    Identities(JdbcClient jdbc, TransactionTemplate transaction, SubjectKeys keys, Secrets secrets) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.box = new SealedBox(List.of(secrets.key("identity-number")), "identity number", 16);
    }

    /** Of whom each key speaks; keys that nobody has are left out. */
    public Map<String, Long> find(String registerId, Collection<String> keysToFind) {
        Map<String, Long> found = new HashMap<>();
        if (!keysToFind.isEmpty()) {
            jdbc.sql(FIND)
                    .param("register", registerId)
                    .param("keys", keysToFind.toArray(String[]::new))
                    .query((row, n) -> found.put(row.getString("key"), row.getLong("person_id")))
                    .list();
        }
        return found;
    }

    /** The keys of all numbers of these persons, former ones too. */
    public List<String> keysOf(Collection<Long> persons) {
        return jdbc.sql(KEYS_OF)
                .param("persons", persons.toArray(Long[]::new))
                .query(String.class)
                .list();
    }

    /** Follows the person by this number from now on; the one before stays recognised. */
    public void follow(long personId, IdentityNumber number) {
        follow(personId, keys.identity(number), seal(number));
    }

    /** The same with a number that {@link #seal} has sealed. Joins the caller's transaction. */
    public void follow(long personId, String key, String sealed) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(RETIRE).param("person", personId).param("key", key).update();
            jdbc.sql(PUT)
                    .param("person", personId)
                    .param("key", key)
                    .param("sealed", Base64.getUrlDecoder().decode(sealed))
                    .param("most", MOST_IN_A_PORTION)
                    .update();
        });
    }

    /** Stops following, and forgets every number. */
    public void forget(long personId) {
        jdbc.sql(FORGET).param("person", personId).update();
    }

    public boolean isFollowed(long personId) {
        return jdbc.sql(FOLLOWED).param("person", personId).query(Boolean.class).single();
    }

    /** The same text for the same number, so that an answer can be compared with the one before. */
    public String seal(IdentityNumber number) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(box.seal(number.text().getBytes(StandardCharsets.US_ASCII)));
    }

    /** In which portions the source is asked about the persons of these registers. */
    public List<Portion> portions(Collection<String> registers) {
        return jdbc.sql(PORTIONS)
                .param("registers", registers.toArray(String[]::new))
                .query((row, n) ->
                        new Portion(row.getInt("number"), row.getDate("since").toLocalDate()))
                .list();
    }

    /** The numbers of a portion, for the source alone. */
    public List<IdentityNumber> numbers(Collection<String> registers, int portion) {
        return jdbc
                .sql(OF_PORTION)
                .param("registers", registers.toArray(String[]::new))
                .param("portion", portion)
                .query(byte[].class)
                .list()
                .stream()
                .map(this::opened)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The number behind a key, for the source alone; empty when nobody is followed by it any more. */
    public Optional<IdentityNumber> number(Collection<String> registers, String key) {
        return jdbc.sql(OF_KEY)
                .param("registers", registers.toArray(String[]::new))
                .param("key", key)
                .query(byte[].class)
                .optional()
                .flatMap(this::opened);
    }

    private Optional<IdentityNumber> opened(byte[] sealed) {
        return box.open(sealed)
                .map(bytes -> IdentityNumber.parse(new String(bytes, StandardCharsets.US_ASCII)))
                .map(number -> Objects.requireNonNull(number.orElse(null)));
    }

    /**
     * Persons who are asked about in one call.
     *
     * @param since when the first of them began to be followed
     */
    public record Portion(int number, java.time.LocalDate since) {}
}
