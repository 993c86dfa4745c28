package fi.rekisterihub.register;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The small numbers by which provenance names feeds. They are given once and never change, so they are remembered. */
@Repository
public class Feeds {

    private static final String KNOW = "insert into feed (name) values (:name) on conflict (name) do nothing";
    private static final String ID = "select id from feed where name = :name";
    private static final String NAME = "select name from feed where id = :id";

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Map<String, Short> ids = new ConcurrentHashMap<>();
    private final Map<Short, String> names = new ConcurrentHashMap<>();

    Feeds(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        // On a connection of its own: a number must not vanish with the transaction that first needed it, and the
        // caller may be in the middle of a COPY.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    public short id(String name) {
        Short known = ids.get(name);
        if (known != null) {
            return known;
        }
        Short id = Objects.requireNonNull(apart.execute(status -> {
            jdbc.sql(KNOW).param("name", name).update();
            return jdbc.sql(ID).param("name", name).query(Short.class).single();
        }));
        ids.put(name, id);
        return id;
    }

    @Nullable
    String name(short id) {
        if (id == 0) {
            return null;
        }
        String known = names.get(id);
        if (known != null) {
            return known;
        }
        String name = jdbc.sql(NAME).param("id", id).query(String.class).single();
        names.put(id, name);
        return name;
    }
}
