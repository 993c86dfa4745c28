package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Fills an index on all processors, a portion of records at a time: most of the work of a record is its forms and keys, for
 * which others need not wait. What goes wrong with one comes out at the end.
 */
public final class LiveFilling implements AutoCloseable {

    private static final int PORTION = 2_000;
    private static final int MOST_WAITING = 16;

    private final LiveIndex index;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
                Thread thread = new Thread(work, "identity-filling");
                thread.setDaemon(true);
                return thread;
            });
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final List<Future<?>> waiting = new ArrayList<>();
    private List<LiveRecord> portion = new ArrayList<>(PORTION);
    private long count;

    public LiveFilling(LiveIndex index) {
        this.index = index;
        index.filling();
    }

    /** @return how many have been added */
    public long add(LiveRecord row) {
        portion.add(row);
        if (portion.size() == PORTION) {
            hand();
        }
        return ++count;
    }

    public long count() {
        return count;
    }

    private void hand() {
        List<LiveRecord> rows = portion;
        portion = new ArrayList<>(PORTION);
        room.acquireUninterruptibly();
        waiting.removeIf(LiveFilling::isDone);
        waiting.add(workers.submit(() -> {
            try {
                index.putAll(rows);
            } finally {
                room.release();
            }
        }));
    }

    private static boolean isDone(Future<?> portion) {
        if (portion.isDone()) {
            await(portion);
            return true;
        }
        return false;
    }

    private static void await(Future<?> portion) {
        try {
            portion.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The hub stops while it reads a register.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An entity could not be taken into the index.", e.getCause());
        }
    }

    /** Waits until all are in. */
    @Override
    public void close() {
        try {
            hand();
            waiting.forEach(LiveFilling::await);
        } finally {
            workers.shutdownNow();
            index.filled();
        }
    }
}
