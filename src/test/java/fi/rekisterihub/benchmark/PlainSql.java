package fi.rekisterihub.benchmark;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Baseline B: PostgreSQL's own way, COPY into an unlogged staging table and one set-based statement. */
final class PlainSql {

    static final String COLUMNS =
            "customer_id, family_name, given_name, title, email, phone, street, postal_code, city, country, language, birth_year, business_id, duty";
    private static final String CHANGEABLE = COLUMNS.replace("customer_id, ", "");
    private static final String UPSERT = """
            insert into plain_person (%s) select * from plain_stage
            on conflict (customer_id) do update set %s
            where plain_person is distinct from excluded
            """.formatted(COLUMNS, set("excluded"));
    private static final String MERGE =
            """
            merge into plain_person p using plain_stage s on p.customer_id = s.customer_id
            when matched and (%s) is distinct from (%s) then update set %s
            when not matched then insert (%s) values (%s)
            """.formatted(from("p", CHANGEABLE), from("s", CHANGEABLE), set("s"), COLUMNS, from("s", COLUMNS));

    private final DurableServer server;

    PlainSql(DurableServer server) throws Exception {
        this.server = server;
        String columns =
                COLUMNS.replace("customer_id", "customer_id text primary key").replace(",", " text,") + " text";
        server.execute(
                "create table plain_person (" + columns.replace("primary key text", "primary key")
                        + ") with (fillfactor = 85)",
                "create index plain_person_phone on plain_person (phone)",
                "create index plain_person_email on plain_person (email)",
                "create unlogged table plain_stage (like plain_person)");
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
        server.execute("truncate plain_person");
        return pass(csv, UPSERT);
    }

    private double pass(Path csv, String sql) throws Exception {
        server.settle();
        long start = System.nanoTime();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                InputStream file = Files.newInputStream(csv)) {
            statement.execute("truncate plain_stage");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy plain_stage from stdin (format csv, header true, delimiter ';')", file);
            statement.execute(sql);
        }
        return (System.nanoTime() - start) / 1e9;
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
