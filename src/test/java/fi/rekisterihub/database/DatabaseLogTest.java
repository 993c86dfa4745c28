package fi.rekisterihub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import fi.rekisterihub.support.FreshDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseLogTest {

    private final LoggerContext logs = new LoggerContext();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private DatabaseLog databaseLog;

    @BeforeEach
    void listen() {
        AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getFormattedMessage());
            }
        };
        ear.setContext(logs);
        ear.start();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(ear);
        databaseLog = new DatabaseLog(FreshDatabase.dataSource(FreshDatabase.url()), logs, Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        databaseLog.destroy();
    }

    @Test
    void saysOnceThatTheDatabaseIsGoneAndOnceThatItIsBack() {
        Logger route = logs.getLogger("org.apache.camel.processor.errorhandler");

        for (int i = 0; i < 5; i++) {
            route.error("Failed delivery", new IllegalStateException(new SQLException("Connection refused", "08001")));
            route.warn("Not now ({})", "x", new SQLException("shutting down", "57P01"));
        }

        assertThat(said).hasSize(1).first().asString().contains("The database cannot be reached");
        await().untilAsserted(
                        () -> assertThat(said).hasSize(2).last().asString().contains("answers again"));
    }

    @Test
    void leavesEveryOtherTroubleInTheLog() {
        logs.getLogger("some.room").error("A statement is wrong", new SQLException("syntax error", "42601"));

        assertThat(said).containsExactly("A statement is wrong");
    }
}
