package fi.rekisterihub.benchmark;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Baseline B: PostgreSQL's own way, COPY into an unlogged staging table and one set-based upsert. */
final class PlainSql {

    static final String COLUMNS =
            "customer_id, family_name, given_name, title, email, phone, street, postal_code, city, country, language, birth_year, business_id, duty";
    private static final String UPSERT = """
            insert into plain_person (%s) select * from plain_stage
            on conflict (customer_id) do update set
                family_name = excluded.family_name, given_name = excluded.given_name, title = excluded.title,
                email = excluded.email, phone = excluded.phone, street = excluded.street,
                postal_code = excluded.postal_code, city = excluded.city, country = excluded.country,
                language = excluded.language, birth_year = excluded.birth_year,
                business_id = excluded.business_id, duty = excluded.duty
            where plain_person is distinct from excluded
            """.formatted(COLUMNS);

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

    /** @return seconds */
    double pass(Path csv) throws Exception {
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
            statement.execute(UPSERT);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
