package fi.rekisterihub.subject;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stands in for restriction and erasure until their part of this room is here. */
@Component
class RegisterEffects implements RequestEffects {

    private static final String RESTRICT = """
            update person set restricted_at = coalesce(restricted_at, now())
             where id = any(all_parts(array[:person::bigint]))
            """;
    private static final String LIFT = """
            update person set restricted_at = null where id = any(all_parts(array[:person::bigint]))
               and not exists (select from subject_request r
                                where r.person_id = any(all_parts(array[:person::bigint])) and r.restricted
                                  and 'subject-request:' || r.id <> :cause)
            """;

    private final JdbcClient jdbc;

    RegisterEffects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void restrict(long personId, String cause, String who) {
        jdbc.sql(RESTRICT).param("person", personId).update();
    }

    @Override
    public void lift(long personId, String cause, String who) {
        jdbc.sql(LIFT).param("person", personId).param("cause", cause).update();
    }

    @Override
    public List<String> holds(long personId, String cause) {
        return List.of("erasure is not part of this hub yet");
    }

    @Override
    public String erase(long personId, String cause, String who) {
        throw new UnsupportedOperationException("Erasure is not part of this hub yet.");
    }
}
