package fi.rekisterihub.register;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The numbers of the patterns in which fields change. A pattern is given its number once and never changes. */
@Repository
class ChangeShapes {

    private static final String KNOW = """
            insert into change_shape (fingerprint, fields, rules) values (:fingerprint, :fields, :rules)
            on conflict (fingerprint) do nothing
            """;
    private static final String ID = "select id from change_shape where fingerprint = :fingerprint";
    private static final int MOST_REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Map<Shape, Integer> ids = new ConcurrentHashMap<>();

    ChangeShapes(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        // As with feeds: on a connection of its own, for the caller may be in the middle of a COPY and may roll back.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    int id(List<String> fields, List<String> rules) {
        Shape shape = new Shape(fields, rules);
        Integer known = ids.get(shape);
        if (known != null) {
            return known;
        }
        Integer id = Objects.requireNonNull(apart.execute(status -> {
            jdbc.sql(KNOW)
                    .param("fingerprint", shape.fingerprint())
                    .param("fields", fields.toArray(String[]::new))
                    .param("rules", rules.toArray(String[]::new))
                    .update();
            return jdbc.sql(ID)
                    .param("fingerprint", shape.fingerprint())
                    .query(Integer.class)
                    .single();
        }));
        if (ids.size() >= MOST_REMEMBERED) {
            ids.clear();
        }
        ids.put(new Shape(List.copyOf(fields), List.copyOf(rules)), id);
        return id;
    }

    private record Shape(List<String> fields, List<String> rules) {

        UUID fingerprint() {
            String text = String.join("\u001f", fields) + '\u001e' + String.join("\u001f", rules);
            try {
                ByteBuffer digest = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
                return new UUID(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
            }
        }
    }
}
