package fi.rekisterihub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Several threads that each deal with what is put into their lane, one after another, while one more thread puts it there.
 * Little is on its way in each, so that whoever puts waits for those who take.
 */
final class Lanes<T> {

    private final List<BlockingQueue<Parcel<T>>> queues = new ArrayList<>();

    private Lanes(int lanes) {
        for (int i = 0; i < lanes; i++) {
            queues.add(new ArrayBlockingQueue<>(1));
        }
    }

    /**
     * Returns when all has been put and taken. What the source or the consumer throws is thrown here, after every thread has
     * come to the end of what it was at.
     */
    static <T> void run(int lanes, Source<T> source, Consumer<T> consumer) {
        new Lanes<T>(lanes).work(source, consumer);
    }

    private void work(Source<T> source, Consumer<T> consumer) {
        ExecutorService threads = Executors.newFixedThreadPool(
                queues.size() + 1,
                new CustomizableThreadFactory(Thread.currentThread().getName() + "-"));
        try {
            CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
            ended.submit(() -> put(source));
            queues.forEach(queue -> ended.submit(() -> take(queue, consumer)));
            for (int i = 0; i <= queues.size(); i++) {
                ended.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted; it goes on where it stopped.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("Reading the delivery failed.", e.getCause());
        } finally {
            stop(threads);
        }
    }

    private @Nullable Void put(Source<T> source) throws InterruptedException {
        source.putInto((lane, one) -> queues.get(lane % queues.size()).put(new Parcel<>(one)));
        for (BlockingQueue<Parcel<T>> queue : queues) {
            queue.put(new Parcel<>(null));
        }
        return null;
    }

    private @Nullable Void take(BlockingQueue<Parcel<T>> queue, Consumer<T> consumer) throws InterruptedException {
        for (T one = queue.take().content(); one != null; one = queue.take().content()) {
            consumer.accept(one);
        }
        return null;
    }

    /** Nothing is at work any more when it returns: a chunk that is being written is written to its end. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        boolean stopped = false;
        while (!stopped) {
            try {
                stopped = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where things are put, by any number that says which belong into one lane. */
    interface Into<T> {
        void put(int number, T one) throws InterruptedException;
    }

    /** Puts everything there is. */
    interface Source<T> {
        void putInto(Into<T> lanes) throws InterruptedException;
    }

    /** @param content null at the end */
    private record Parcel<T>(@Nullable T content) {}
}
