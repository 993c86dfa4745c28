package fi.rekisterihub.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads that want the same kind of thing at the same moment have it done by one of them, in one transaction: the disk is
 * waited for once. Nobody waits for others to come, so that one who is alone is not delayed.
 *
 * @param <T> what one thread wants
 */
public final class GroupCommit<T> {

    private final Consumer<List<T>> work;
    private final int most;
    private final Semaphore leaders;
    private final Queue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();

    /**
     * @param work does all that is in the list, or throws
     * @param most so many at a time
     * @param leaders so many transactions at the same time
     */
    public GroupCommit(Consumer<List<T>> work, int most, int leaders) {
        this.work = work;
        this.most = most;
        this.leaders = new Semaphore(leaders);
    }

    private enum State {
        QUEUED,
        TAKEN,
        DONE
    }

    private static final class Waiting<T> {

        private final T what;
        private final Thread who = Thread.currentThread();
        private volatile State state = State.QUEUED;
        private @Nullable Throwable failure;

        Waiting(T what) {
            this.what = what;
        }

        void done(@Nullable Throwable thrown) {
            failure = thrown;
            state = State.DONE;
            LockSupport.unpark(who);
        }
    }

    /**
     * Returns when the work was called with it and has come to its end.
     *
     * @throws RuntimeException what the work has thrown; also an {@link Error}
     */
    public void join(T what) {
        Waiting<T> own = new Waiting<>(what);
        queue.add(own);
        boolean interrupted = false;
        while (own.state != State.DONE) {
            if (own.state == State.QUEUED && leaders.tryAcquire()) {
                lead();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (own.failure instanceof Error broken) {
            throw broken;
        }
        if (own.failure instanceof RuntimeException failed) {
            throw failed;
        }
    }

    private void lead() {
        List<Waiting<T>> group = new ArrayList<>();
        Throwable thrown = null;
        try {
            for (Waiting<T> next = queue.poll(); next != null; next = group.size() < most ? queue.poll() : null) {
                next.state = State.TAKEN;
                group.add(next);
            }
            if (!group.isEmpty()) {
                work.accept(group.stream().map(waiting -> waiting.what).toList());
            }
        } catch (RuntimeException | Error failed) {
            thrown = failed; // Of the group, in which the leader need not be.
        } finally {
            leaders.release();
            for (Waiting<T> waiting : group) {
                waiting.done(thrown);
            }
            // Whoever came meanwhile found no place to lead, and would wait for ever.
            Waiting<T> next = queue.peek();
            if (next != null) {
                LockSupport.unpark(next.who);
            }
        }
    }
}
