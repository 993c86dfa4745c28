package fi.rekisterihub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and maps the next chunk in a thread of its own while the one before is judged and written: one keeps Java
 * busy, the other mostly PostgreSQL. At most three chunks are in memory.
 */
final class ReadAhead {

    private final Comparison comparison;
    private final int size;
    private final BlockingQueue<Chunk> ready = new ArrayBlockingQueue<>(1);

    private ReadAhead(Comparison comparison, int size) {
        this.comparison = comparison;
        this.size = size;
    }

    /** Hands every differing record to the consumer, in order and in the calling thread. */
    static void inChunks(Comparison comparison, int size, Consumer<List<ChangedRecord>> consumer) {
        if (comparison.different() > 0) {
            new ReadAhead(comparison, size).hand(consumer);
        }
    }

    private void hand(Consumer<List<ChangedRecord>> consumer) {
        Thread reader = new Thread(this::read, Thread.currentThread().getName() + "-reader");
        reader.setDaemon(true);
        reader.start();
        try {
            Chunk chunk = ready.take();
            while (!chunk.records.isEmpty()) {
                consumer.accept(chunk.records);
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
                    put(new Chunk(List.copyOf(chunk), null));
                    chunk.clear();
                }
            });
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("Reading the delivery failed.", e);
        }
        try {
            if (failure == null && !chunk.isEmpty()) {
                put(new Chunk(List.copyOf(chunk), null));
            }
            put(new Chunk(List.of(), failure));
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

    /** The end when without records: by itself or by a failure. */
    private record Chunk(
            List<ChangedRecord> records, @Nullable RuntimeException failure) {

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
