package fi.rekisterihub.security;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down the guessing of passwords. Counts in the audit trail, so that it holds over restarts and over all nodes.
 * A name has a wider limit than an address, so that a stranger cannot easily keep a user out.
 */
@Component
final class LoginThrottle {

    static final int OF_ONE_ADDRESS = 10;
    static final int OF_ONE_NAME = 30;

    private static final String TOO_MANY = """
            select count(*) filter (where detail = :address) >= :ofAddress
                or count(*) filter (where who = :name) >= :ofName
              from audit
             where action = 'login-failed' and at > now() - interval '10 minutes'
            """;

    private final JdbcClient jdbc;

    LoginThrottle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean tooMany(String name, String address) {
        return jdbc.sql(TOO_MANY)
                .param("address", address)
                .param("name", name)
                .param("ofAddress", OF_ONE_ADDRESS)
                .param("ofName", OF_ONE_NAME)
                .query(Boolean.class)
                .single();
    }
}
