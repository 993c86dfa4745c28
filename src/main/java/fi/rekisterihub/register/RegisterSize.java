package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much a register holds. */
@Repository
public class RegisterSize {

    private static final String COUNT = "select count(*) from %s where register_id = :register";

    private final JdbcClient jdbc;

    RegisterSize(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long of(EntityKind kind, String registerId) {
        return jdbc.sql(COUNT.formatted(kind.word()))
                .param("register", registerId)
                .query(Long.class)
                .single();
    }
}
