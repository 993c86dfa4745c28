package fi.rekisterihub.intake;

import fi.rekisterihub.intake.RunTarget.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads, maps and prepares the next chunk in a thread of its own while the one before is judged and written: one keeps Java
 * busy, the other mostly PostgreSQL. At most three chunks are in memory.
 */
final class ReadAhead {

    private final Comparison comparison;
    private final int size;
    private final Function<List<ChangedRecord>, Prepared> prepare;
    private final BlockingQueue<Chunk> ready = new ArrayBlockingQueue<>(1);

    private ReadAhead(Comparison comparison, int size, Function<List<ChangedRecord>, Prepared> prepare) {
        this.comparison = comparison;
        this.size = size;
        this.prepare = prepare;
    }

    /** Hands every differing record to the consumer, prepared, in order and in the calling thread. */
    static void inChunks(
            Comparison comparison,
            int size,
            Function<List<ChangedRecord>, Prepared> prepare,
            Consumer<Prepared> consumer) {
        if (comparison.different() > 0) {
            new ReadAhead(comparison, size, prepare).hand(consumer);
        }
    }

    private void hand(Consumer<Prepared> consumer) {
        Thread reader = new Thread(this::read, Thread.currentThread().getName() + "-reader");
        reader.setDaemon(true);
        reader.start();
        try {
            Chunk chunk = ready.take();
            while (chunk.prepared != null) {
                consumer.accept(chunk.prepared);
                chunk = ready.take();
            }
            chunk.rethrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted; it goes on where it stopped.", e);
        } finally {
            reader.interrupt();
        }
    }

    private void read() {
        List<ChangedRecord> chunk = new ArrayList<>(size);
        RuntimeException failure = null;
        try {
            comparison.forEachDifferent(record -> {
                chunk.add(record);
                if (chunk.size() == size) {
                    put(new Chunk(prepare.apply(List.copyOf(chunk)), null));
                    chunk.clear();
                }
            });
            if (!chunk.isEmpty()) {
                put(new Chunk(prepare.apply(List.copyOf(chunk)), null));
            }
        } catch (GivenUp nobodyTakesIt) {
            return;
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("Reading the delivery failed.", e);
        }
        try {
            put(new Chunk(null, failure));
        } catch (GivenUp nobodyTakesIt) {
            return;
        }
    }

    private void put(Chunk chunk) {
        try {
            ready.put(chunk);
        } catch (InterruptedException e) {
            throw new GivenUp(e);
        }
    }

    /** The end when nothing is in it: by itself or by a failure. */
    private record Chunk(
            @Nullable Prepared prepared, @Nullable RuntimeException failure) {

        void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Whoever took the chunks has stopped taking them. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp(InterruptedException cause) {
            super(cause);
        }
    }
}
