package fi.rekisterihub.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * While the database cannot be reached, every claim of every route fails some times a second. The log says it once when
 * the database goes and once when it is back, instead of a stack trace each time.
 */
@Component
final class DatabaseLog extends TurboFilter implements DisposableBean {

    private static final int DEEPEST = 20;
    private static final int VALID_WITHIN_SECONDS = 2;

    private final DataSource database;
    private final LoggerContext logs;
    private final Duration every;
    private final Logger log;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "database-watch");
        thread.setDaemon(true);
        return thread;
    });

    @Autowired
    DatabaseLog(DataSource database) {
        this(database, (LoggerContext) LoggerFactory.getILoggerFactory(), Duration.ofSeconds(2));
    }

    DatabaseLog(DataSource database, LoggerContext logs, Duration every) {
        this.database = database;
        this.logs = logs;
        this.every = every;
        this.log = logs.getLogger(DatabaseLog.class);
        logs.addTurboFilter(this);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        Throwable cause = thrown == null
                        && params != null
                        && params.length > 0
                        && params[params.length - 1] instanceof Throwable last
                ? last
                : thrown;
        if (cause != null && isUnreachable(cause)) {
            if (gone.compareAndSet(false, true)) {
                log.error(
                        "The database cannot be reached. Nothing is lost: what waits goes on by itself when it is back.");
                lookAgain();
            }
            return FilterReply.DENY;
        }
        return gone.get() && logger.getName().startsWith("com.zaxxer.hikari") ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private void lookAgain() {
        if (!watch.isShutdown()) {
            watch.schedule(this::look, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        boolean back = false;
        try (Connection connection = database.getConnection()) {
            if (connection.isValid(VALID_WITHIN_SECONDS)) {
                back = true;
                gone.set(false);
                log.info("The database answers again.");
                return;
            }
        } catch (SQLException stillGone) {
            log.debug("The database is still gone ({}).", stillGone.getClass().getSimpleName());
        } finally {
            // After an error too, or the log would keep silent about the database for good.
            if (!back) {
                lookAgain();
            }
        }
    }

    private static boolean isUnreachable(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    @Override
    public void destroy() {
        watch.shutdownNow();
        logs.getTurboFilterList().remove(this);
    }
}
