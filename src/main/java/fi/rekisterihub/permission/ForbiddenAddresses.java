package fi.rekisterihub.permission;

import fi.rekisterihub.register.SubjectKeys;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether somebody has forbidden direct marketing to an e-mail address: one who has it today, or, where nobody does, who
 * had it when they said so.
 */
final class ForbiddenAddresses {

    // By the list of keys: those in the person have no index.
    static final String WHO_HAS_IT = """
            select p.id
              from person_key k join person p on p.id = k.person_id
             where k.subject_key = :address and p.email_key = :address and p.register_id = :registerId
             order by p.id
            """;

    private static final String OF_THE_ADDRESS = """
            select e.register_id as said_of, e.purpose, e.channel, e.scope, e.state, e.source, e.event_time, e.counts_from,
                   e.id as event_id
              from permission_subject s join permission_event e on e.id = s.event_id
             where s.subject_key = :address
            """;

    private static final String EMAIL = "email";

    private final JdbcClient jdbc;
    private final SubjectKeys keys;
    private final PermissionStates states;
    private final Suppressions suppressions;

    ForbiddenAddresses(JdbcClient jdbc, SubjectKeys keys, PermissionStates states, Suppressions suppressions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.states = states;
        this.suppressions = suppressions;
    }

    List<Long> whoHas(String register, String email) {
        return jdbc.sql(WHO_HAS_IT)
                .param("registerId", register)
                .param("address", key(email))
                .query(Long.class)
                .list();
    }

    /**
     * The scope that is forbidden; empty for none. What only the profile leaves closed, nobody has forbidden.
     *
     * @param persons who has the address
     */
    String scope(String register, List<Long> persons, String email, String asked) {
        return persons.isEmpty()
                ? ofTheAddress(register, key(email), asked)
                : persons.stream()
                        .map(person -> ofPerson(person, asked))
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    String key(String email) {
        return String.valueOf(keys.email(email));
    }

    private String ofPerson(long person, String scope) {
        return questions(scope)
                .map(asked -> states.of(person, PermissionAct.DIRECT_MARKETING, EMAIL, asked))
                .filter(state -> state.permission() == Permission.PROHIBITED && state.since() != null)
                .map(PermissionState::scope)
                .findFirst()
                .orElse("");
    }

    private String ofTheAddress(String register, String address, String scope) {
        if (!suppressions.suppressed(register, List.of(address)).isEmpty()) {
            return PermissionAct.EVERYTHING;
        }
        List<Said> said = jdbc.sql(OF_THE_ADDRESS)
                .param("address", address)
                .query(Said::of)
                .list();
        return questions(scope)
                .filter(asked -> ScopeRule.answer(
                                new Reach(register, PermissionAct.DIRECT_MARKETING, EMAIL, asked), said)
                        .filter(Said::prohibits)
                        .isPresent())
                .findFirst()
                .orElse("");
    }

    /** The wide one first: whoever left everything is told to be gone from everything. */
    private static Stream<String> questions(String scope) {
        return Stream.of(PermissionAct.EVERYTHING, scope).distinct();
    }
}
