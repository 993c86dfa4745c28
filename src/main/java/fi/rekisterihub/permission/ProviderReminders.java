package fi.rekisterihub.permission;

import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.register.SubjectKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A provider that sends again to somebody whom the hub knows to have forbidden it is told so once more. What it says lifts
 * nothing: it may be a form that somebody else filled in, an import, or a mistake.
 */
final class ProviderReminders {

    private static final String WHO_HAS_IT = """
            select id from person where register_id = :registerId and email_key = :address order by id
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
    private final PermissionRules rules;
    private final PermissionStates states;
    private final Suppressions suppressions;
    private final Notices notices;

    ProviderReminders(
            JdbcClient jdbc,
            SubjectKeys keys,
            PermissionRules rules,
            PermissionStates states,
            Suppressions suppressions,
            Notices notices) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.rules = rules;
        this.states = states;
        this.suppressions = suppressions;
        this.notices = notices;
    }

    /**
     * Queues it in the caller's transaction where a prohibition is in force.
     *
     * @param cause what makes it one reminder, however often it is heard
     * @param scope what the provider sends again, or everything
     * @return whether it is told
     */
    boolean remind(String provider, String cause, String email, String scope) {
        boolean told = false;
        String address = String.valueOf(keys.email(email));
        for (String register : rules.servedBy(provider)) {
            List<Long> persons = jdbc.sql(WHO_HAS_IT)
                    .param("registerId", register)
                    .param("address", address)
                    .query(Long.class)
                    .list();
            String forbidden = persons.isEmpty()
                    ? ofTheAddress(register, address, scope)
                    : persons.stream()
                            .map(person -> ofPerson(person, scope))
                            .filter(found -> !found.isEmpty())
                            .findFirst()
                            .orElse("");
            if (!forbidden.isEmpty()) {
                told |= notices.optOutAgain(
                        register,
                        persons.isEmpty() ? null : persons.get(0),
                        cause,
                        provider,
                        payload(email, forbidden));
            }
        }
        return told;
    }

    /** The scope that is forbidden; empty for none. What only the profile leaves closed, nobody has forbidden. */
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

    private static Map<String, Object> payload(String email, String scope) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("email", SubjectKeys.normalEmail(email).orElse(email));
        payload.put("purpose", PermissionAct.DIRECT_MARKETING);
        payload.put("channel", EMAIL);
        payload.put("scope", scope);
        payload.put("state", Permission.PROHIBITED.word());
        return payload;
    }
}
