package fi.rekisterihub.register;

import fi.rekisterihub.database.FreshSecrets;
import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Identity numbers on a database of their own, without Spring. */
public final class FreshIdentities {

    public static final SubjectKeys KEYS = new SubjectKeys("a key for tests".getBytes(StandardCharsets.UTF_8));

    private FreshIdentities() {}

    public static Identities on(JdbcClient jdbc, TransactionTemplate transaction) {
        return new Identities(jdbc, transaction, KEYS, FreshSecrets.of(jdbc));
    }
}
