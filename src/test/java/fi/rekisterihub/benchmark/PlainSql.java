package fi.rekisterihub.benchmark;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Baseline B: PostgreSQL's own way, COPY into an unlogged staging table and one set-based statement. A person is found in
 * its table by all by which the hub finds one: the source's own key, phone, e-mail and family name.
 */
final class PlainSql {

    static final String COLUMNS =
            "customer_id, family_name, given_name, title, email, phone, street, postal_code, city, country, language, birth_year, business_id, duty";
    private static final String CHANGEABLE = COLUMNS.replace("customer_id, ", "");
    private static final String UPSERT = """
            insert into plain.TABLE as known (%s) select * from plain.TABLE_stage
            on conflict (customer_id) do update set %s
            where known is distinct from excluded
            """.formatted(COLUMNS, set("excluded"));
    private static final String MERGE =
            """
            merge into plain.TABLE p using plain.TABLE_stage s on p.customer_id = s.customer_id
            when matched and (%s) is distinct from (%s) then update set %s
            when not matched then insert (%s) values (%s)
            """.formatted(from("p", CHANGEABLE), from("s", CHANGEABLE), set("s"), COLUMNS, from("s", COLUMNS));

    private final DurableServer server;
    private final String table;

    /** @param table in a schema of its own, so that the hub's can be emptied */
    PlainSql(DurableServer server, String table) throws Exception {
        this.server = server;
        this.table = table;
        String columns =
                COLUMNS.replace("customer_id", "customer_id text primary key").replace(",", " text,") + " text";
        execute(
                "create schema if not exists plain",
                "create table plain.TABLE (" + columns.replace("primary key text", "primary key")
                        + ") with (fillfactor = 85)",
                "create index on plain.TABLE (phone)",
                "create index on plain.TABLE (email)",
                "create index on plain.TABLE (lower(family_name) text_pattern_ops)",
                "create unlogged table plain.TABLE_stage (like plain.TABLE)");
    }

    /** @return seconds of COPY and {@code insert … on conflict do update … where distinct} */
    double upsert(Path csv) throws Exception {
        return pass(csv, UPSERT);
    }

    /** @return seconds of COPY and {@code merge} */
    double merge(Path csv) throws Exception {
        return pass(csv, MERGE);
    }

    /**
     * Into a table that is as good as new: what earlier rounds have left in it is not paid by later ones.
     *
     * @return seconds of COPY and {@code insert … on conflict}, all new
     */
    double load(Path csv) throws Exception {
        execute("truncate plain.TABLE");
        return pass(csv, UPSERT);
    }

    private double pass(Path csv, String sql) throws Exception {
        server.settle();
        long start = System.nanoTime();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                InputStream file = Files.newInputStream(csv)) {
            statement.execute(of("truncate plain.TABLE_stage"));
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(of("copy plain.TABLE_stage from stdin (format csv, header true, delimiter ';')"), file);
            statement.execute(of(sql));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Later cases need not vacuum it. */
    void drop() throws Exception {
        execute("drop table plain.TABLE, plain.TABLE_stage");
    }

    private void execute(String... statements) throws Exception {
        server.execute(Arrays.stream(statements).map(this::of).toArray(String[]::new));
    }

    private String of(String sql) {
        return sql.replace("TABLE", table);
    }

    private static String set(String source) {
        return Arrays.stream(CHANGEABLE.split(", "))
                .map(column -> column + " = " + source + "." + column)
                .collect(Collectors.joining(", "));
    }

    private static String from(String source, String columns) {
        return Arrays.stream(columns.split(", "))
                .map(column -> source + "." + column)
                .collect(Collectors.joining(", "));
    }
}
