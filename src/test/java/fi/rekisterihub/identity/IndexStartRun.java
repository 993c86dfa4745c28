package fi.rekisterihub.identity;

import fi.rekisterihub.match.LiveIndexRun;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.register.EntityKind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A hub that has just started and reads its index out of a database with many persons, as it does after every start. */
public final class IndexStartRun {

    private static final String ROWS = """
            create temporary table made_up (
                id text, family_name text, given_name text, born text, street text, postal_code text, city text,
                phone text, email text, person bigint)
            """;
    private static final String COPY = "copy made_up from stdin with (format csv, header, delimiter ';')";
    private static final String PERSONS = """
            insert into person (register_id, family_name, given_name, street, postal_code, city, phone, email)
            select ?, family_name, given_name, street, postal_code, city, phone, email from made_up
            """;

    private IndexStartRun() {}

    /** @return seconds from an open database until the index could be asked */
    public static double seconds(String url, Path folder, Path names, int persons) throws IOException, SQLException {
        DataSource source = new DriverManagerDataSource(url);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        Profiles profiles = ShippedProfiles.read(JdbcClient.create(source));
        String register = register(profiles);
        load(url, LiveIndexRun.register(folder, names, persons), register);
        Indexes indexes = new Indexes(
                profiles,
                new ComparedRows(
                        new JdbcTemplate(source), new TransactionTemplate(new DataSourceTransactionManager(source))),
                new IdentitySettings(true, Duration.ofSeconds(1), 200, DataSize.ofBytes(900)));
        long start = System.nanoTime();
        indexes.open();
        double seconds = (System.nanoTime() - start) / 1e9;
        int held =
                indexes.ready(register, EntityKind.PERSON).orElseThrow().index().size();
        if (held != persons) {
            throw new IllegalStateException("The index holds %d of %d persons.".formatted(held, persons));
        }
        return seconds;
    }

    /** The one that compares most of a person. */
    private static String register(Profiles profiles) {
        return profiles.all().stream()
                .max(Comparator.comparingInt(profile ->
                        ComparedFields.of(profile, EntityKind.PERSON).fields().size()))
                .map(Profile::id)
                .orElseThrow();
    }

    private static void load(String url, Path csv, String register) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                Reader rows = Files.newBufferedReader(csv)) {
            statement.execute("set session_replication_role = replica");
            statement.execute(ROWS);
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, rows);
            try (var insert = connection.prepareStatement(PERSONS)) {
                insert.setString(1, register);
                insert.executeUpdate();
            }
            statement.execute("vacuum analyze person");
            statement.execute("checkpoint");
        }
    }
}
