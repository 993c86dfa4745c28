package fi.rekisterihub.permission;

import fi.rekisterihub.register.SubjectKeys;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether what a provider was told still holds. A provider that forgets is told again, but never against the person's
 * own later word.
 */
public final class ToldProhibitions {

    private static final String ALLOWED_SINCE = """
            select exists (select from permission_event e join permission_subject s on s.event_id = e.id
                            where s.subject_key in (:address, :person) and e.state = 'granted' and e.by_person
                              and e.recorded_at > :since
                              and (e.register_id is null or e.register_id = :registerId))
            """;

    private static final String STILL_HERE = "select exists (select from person where id = :person)";

    private final JdbcClient jdbc;
    private final ForbiddenAddresses forbidden;

    ToldProhibitions(JdbcClient jdbc, ForbiddenAddresses forbidden) {
        this.jdbc = jdbc;
        this.forbidden = forbidden;
    }

    /**
     * @param personId of whom it was told; null when only the address was known
     * @param since when it was told, for which there was a reason: it holds unless the person has allowed it later
     */
    public boolean hold(String registerId, @Nullable Long personId, String email, String scope, Instant since) {
        String address = forbidden.key(email);
        boolean allowedSince = jdbc.sql(ALLOWED_SINCE)
                .param("address", address)
                .param("person", personId == null ? address : SubjectKeys.person(personId))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("registerId", registerId)
                .query(Boolean.class)
                .single();
        return !allowedSince
                || !forbidden
                        .scope(registerId, whoseItIs(registerId, personId, email), email, scope)
                        .isEmpty();
    }

    private List<Long> whoseItIs(String registerId, @Nullable Long personId, String email) {
        List<Long> persons = new ArrayList<>(forbidden.whoHas(registerId, email));
        if (personId != null && !persons.contains(personId) && isHere(personId)) {
            persons.add(personId);
        }
        return persons;
    }

    private boolean isHere(long personId) {
        return jdbc.sql(STILL_HERE)
                .param("person", personId)
                .query(Boolean.class)
                .single();
    }
}
