package fi.rekisterihub.intake;

import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real database whose clock a test can turn: its {@code now()} is found before PostgreSQL's own and adds what a table
 * says.
 */
final class TurnableClock {

    private final JdbcClient jdbc;
    private final DataSource source;

    TurnableClock() {
        String url = FreshDatabase.url();
        JdbcClient plain = JdbcClient.create(FreshDatabase.dataSource(url));
        plain.sql("create schema turned").update();
        plain.sql("create table turned.by (seconds bigint not null, at timestamptz)")
                .update();
        plain.sql("insert into turned.by values (0, null)").update();
        plain.sql("""
                        create function turned.now() returns timestamptz language sql stable as
                        'select coalesce(at, pg_catalog.now()) + seconds * interval ''1 second'' from turned.by'
                        """).update();
        source = FreshDatabase.dataSource(url + "&currentSchema=turned,pg_catalog,public");
        jdbc = plain;
    }

    DataSource source() {
        return source;
    }

    /** Stops the clock at this time; what is turned afterwards is counted from it. */
    void stopAt(String time) {
        jdbc.sql("update turned.by set at = cast(:at as timestamptz), seconds = 0")
                .param("at", time)
                .update();
    }

    void turn(Duration by) {
        jdbc.sql("update turned.by set seconds = seconds + :s")
                .param("s", by.toSeconds())
                .update();
    }
}
