package fi.rekisterihub.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * As {@link GroupCommit}, for whoever has better things to do than to wait: what comes while a transaction is on its way goes
 * together into the next. Threads that have nothing to do end. What has not been done when the process ends, nobody was told of.
 *
 * @param <T> what is to be done
 * @param <R> what comes of it
 */
public final class BackgroundCommit<T, R> {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Function<List<T>, List<R>> work;
    private final int most;
    private final Queue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final Executor threads;

    /**
     * @param work does all that is in the list, or throws; answers what came of each, in the same order
     * @param most so many at a time
     * @param threads so many transactions at the same time
     * @param name of the threads
     */
    public BackgroundCommit(Function<List<T>, List<R>> work, int most, int threads, String name) {
        this.work = work;
        this.most = most;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    private record Waiting<T, R>(T what, CompletableFuture<R> done) {}

    /** What the work answers or throws for it. The stages that depend on it run on a thread of the work, so they are short. */
    public CompletableFuture<R> add(T what) {
        Waiting<T, R> waiting = new Waiting<>(what, new CompletableFuture<>());
        queue.add(waiting);
        // One task for each, so that none is left over; those that find their own already taken do nothing.
        threads.execute(this::doSome);
        return waiting.done();
    }

    private void doSome() {
        List<Waiting<T, R>> group = new ArrayList<>();
        while (group.size() < most) {
            Waiting<T, R> next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        if (group.isEmpty()) {
            return;
        }
        try {
            List<R> results = work.apply(group.stream().map(Waiting::what).toList());
            for (int number = 0; number < group.size(); number++) {
                group.get(number).done().complete(results.get(number));
            }
        } catch (RuntimeException | Error failed) {
            group.forEach(waiting -> waiting.done().completeExceptionally(failed));
        }
    }
}
