package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One writer a register at a time, on all nodes: what was judged is still so when it is applied. */
@Component
public class RegisterLock {

    private static final String ONE_WRITER =
            "select pg_advisory_xact_lock(hashtext('hub.register'), hashtext(:register))";

    private static final String SOME_WRITERS =
            "select pg_advisory_xact_lock_shared(hashtext('hub.register'), hashtext(:register))";

    private final JdbcClient jdbc;

    RegisterLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for the register and holds it until the caller's transaction ends. */
    public void hold(String registerId) {
        jdbc.sql(ONE_WRITER).param("register", registerId).query((row, n) -> 1).single();
    }

    /** Keeps those out who hold it, and lets others in who share it, until the caller's transaction ends. */
    public void share(String registerId) {
        jdbc.sql(SOME_WRITERS)
                .param("register", registerId)
                .query((row, n) -> 1)
                .single();
    }
}
