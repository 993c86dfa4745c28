package fi.rekisterihub.database;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys that the hub makes for itself at the first start and must never lose: they are backed up with the data. */
@Component
public final class Secrets {

    private static final String KEEP_FIRST = """
            insert into secret (name, value) values (:name, :value) on conflict (name) do nothing
            """;
    private static final String READ = "select value from secret where name = :name";

    private final JdbcClient jdbc;

    Secrets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 32 random bytes, the same at every call and after every restart. */
    public byte[] key(String name) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        return HexFormat.of().parseHex(text(name, () -> HexFormat.of().formatHex(fresh)));
    }

    /**
     * A secret of another form, the same at every call and after every restart.
     *
     * @param fresh makes it; of several nodes that start at once the first one's stands
     */
    public String text(String name, Supplier<String> fresh) {
        Optional<String> kept = read(name);
        if (kept.isPresent()) {
            return kept.get();
        }
        jdbc.sql(KEEP_FIRST).param("name", name).param("value", fresh.get()).update();
        return read(name).orElseThrow();
    }

    private Optional<String> read(String name) {
        return jdbc.sql(READ).param("name", name).query(String.class).optional();
    }

    /** The key of that name, when there is one already. */
    public Optional<byte[]> find(String name) {
        return read(name).map(HexFormat.of()::parseHex);
    }
}
