package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much a register holds. */
@Repository
public class RegisterSize {

    private static final String COUNT =
            "select count(*) from (select from %s where register_id = :register limit :enough) counted";

    private final JdbcClient jdbc;

    RegisterSize(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param enough a register that holds as many or more is not counted further */
    public long of(EntityKind kind, String registerId, long enough) {
        return jdbc.sql(COUNT.formatted(kind.word()))
                .param("register", registerId)
                .param("enough", enough)
                .query(Long.class)
                .single();
    }
}
