package fi.rekisterihub.identity;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how far the registers have been looked through after their runs. */
@Component
public final class LookReader {

    private static final String OF_RUN =
            "select status, entities as done, total, linked, asked from identity_run where run_id = :run";
    private static final String PULSE = "select coalesce(max(at)::text, '') from identity_run";

    private final JdbcClient jdbc;

    LookReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty while nobody has begun, and where this hub does not look. */
    public Optional<LookView> ofRun(long runId) {
        return jdbc.sql(OF_RUN).param("run", runId).query(LookView.class).optional();
    }

    /** Another text whenever a look has moved. */
    public String pulse() {
        return jdbc.sql(PULSE).query(String.class).single();
    }
}
