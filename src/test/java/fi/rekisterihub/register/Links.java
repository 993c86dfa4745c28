package fi.rekisterihub.register;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The links between entities on a test's database, without Spring. */
public final class Links {

    private Links() {}

    public static EntityLinks on(JdbcClient jdbc) {
        return new EntityLinks(jdbc);
    }
}
