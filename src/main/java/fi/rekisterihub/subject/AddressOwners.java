package fi.rekisterihub.subject;

import fi.rekisterihub.register.SubjectKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose an e-mail address is now, in every register: of those who are one with others, the one who stands for them. */
@Repository
class AddressOwners {

    private static final String OF_ADDRESS = """
            select p.register_id, coalesce(l.head_id, p.id) as head, p.language
              from person p left join entity_link l on l.part_id = p.id
             where p.id = any(array(select k.person_id from person_key k where k.subject_key = :key)) and p.email_key = :key
             order by p.register_id, p.id
            """;
    private static final String NAMED = """
            select p.register_id, coalesce(l.head_id, p.id) as head, p.language
              from person p left join entity_link l on l.part_id = p.id where p.id = :person
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys keys;

    AddressOwners(JdbcClient jdbc, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** @param language as the person has told it, or null */
    record Owner(String registerId, long person, @Nullable String language) {}

    /** In the order of their registers, in which these are held; nobody where it is no address. */
    List<Owner> of(@Nullable String email) {
        String key = keys.email(email);
        return key == null ? List.of() : found(OF_ADDRESS, "key", key);
    }

    List<Owner> named(long personId) {
        return found(NAMED, "person", personId);
    }

    private List<Owner> found(String sql, String parameter, Object value) {
        return jdbc.sql(sql)
                .param(parameter, value)
                .query((row, number) ->
                        new Owner(row.getString("register_id"), row.getLong("head"), row.getString("language")))
                .list();
    }
}
