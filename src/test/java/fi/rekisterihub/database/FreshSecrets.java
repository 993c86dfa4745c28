package fi.rekisterihub.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of a database, without Spring. */
public final class FreshSecrets {

    private FreshSecrets() {}

    public static Secrets of(JdbcClient jdbc) {
        return new Secrets(jdbc);
    }
}
