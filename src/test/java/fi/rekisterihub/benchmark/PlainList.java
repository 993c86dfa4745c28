package fi.rekisterihub.benchmark;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** What PostgreSQL does with a list by itself: COPY, and one update of the persons of whom it says something else than before. */
final class PlainList {

    private static final String UPDATE = """
            update plain.phoned p set listed = not p.listed
              from (select p.id from plain.phoned p left join plain.list l on l.number = p.phone
                     where p.listed <> (l.number is not null)) other
             where other.id = p.id
            """;
    private static final String LISTED = "select count(*) from plain.phoned where listed";

    private final DurableServer server;

    /** The persons are those of the hub in the same database. */
    PlainList(DurableServer server) throws Exception {
        this.server = server;
        server.execute(
                "create schema if not exists plain",
                "create table plain.phoned with (fillfactor = 85) as"
                        + " select id, family_name, given_name, email, phone, street, city, false as listed from person",
                "alter table plain.phoned add primary key (id)",
                "create index on plain.phoned (phone)",
                "create unlogged table plain.list (number text)");
    }

    /** @return seconds */
    double take(Path csv) throws Exception {
        server.settle();
        long start = System.nanoTime();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                InputStream file = Files.newInputStream(csv)) {
            statement.execute("truncate plain.list");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy plain.list from stdin (format csv, header true)", file);
            statement.execute(UPDATE);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    long listed() throws Exception {
        return server.number(LISTED);
    }
}
