package fi.rekisterihub.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The {@link KnownHashes} on their way from the server, in a thread of their own: the delivery is read meanwhile. Until they
 * are there the connection is that thread's.
 */
final class KnownSoon implements AutoCloseable {

    private final FutureTask<KnownHashes> task;

    KnownSoon(Connection connection, int stream, int most) {
        this.task = new FutureTask<>(() -> KnownHashes.of(connection, stream, most));
        Thread thread = new Thread(task, Thread.currentThread().getName() + "-known");
        thread.setDaemon(true);
        thread.start();
    }

    boolean areThere() {
        return task.isDone();
    }

    /** Waits for them, whoever would rather not: the connection must be free. */
    KnownHashes get() throws SQLException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException rethrown(@Nullable Throwable failure) {
        if (failure instanceof Error broken) {
            throw broken;
        }
        if (failure instanceof RuntimeException broken) {
            throw broken;
        }
        return failure instanceof SQLException broken ? broken : new SQLException(failure);
    }

    /** When it returns, the connection is free. What went wrong was told by {@link #get}, or matters to nobody any more. */
    @Override
    public void close() {
        try {
            get();
        } catch (SQLException | RuntimeException nobodyAsks) {
            return;
        }
    }
}
