package fi.rekisterihub.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file in a thread of its own, a few blocks ahead of who looks at the rows: cutting takes about as long as hashing
 * and looking up. A file that fits in one block needs no thread.
 */
final class CsvAhead implements AutoCloseable {

    private static final int BLOCKS_AHEAD = 4;

    private final CsvCut cut;
    private final CsvRow own;
    private final CsvRow shown;
    private final BlockingQueue<CsvBlock> blocks = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
    /** Blocks that have been looked at; a new one would be cleared by the machine, and by the collector afterwards. */
    private final BlockingQueue<CsvBlock> used = new ArrayBlockingQueue<>(BLOCKS_AHEAD + 2);

    private @Nullable Thread thread;
    private CsvBlock block;
    private int at;

    /**
     * @param own the row that the cutter fills
     * @param shown the row that is looked at
     */
    CsvAhead(CsvCut cut, CsvRow own, CsvRow shown) {
        this.cut = cut;
        this.own = own;
        this.shown = shown;
        this.block = filled();
        if (!block.isLast()) {
            Thread cutter = new Thread(this::cutAll, Thread.currentThread().getName() + "-cut");
            cutter.setDaemon(true);
            cutter.start();
            thread = cutter;
        }
    }

    /**
     * Shows the next row.
     *
     * @return false at the end
     * @throws UnreadableDelivery when a quote is opened and never closed
     */
    boolean next() throws IOException {
        while (at == block.rows()) {
            if (block.isLast()) {
                rethrow(block.failure());
                return false;
            }
            CsvBlock next = take();
            used.add(block);
            block = next;
            at = 0;
        }
        block.show(at++, shown);
        return true;
    }

    private void cutAll() {
        try {
            CsvBlock next;
            do {
                next = filled();
                blocks.put(next);
            } while (!next.isLast());
        } catch (InterruptedException nobodyLooksAnyMore) {
            Thread.currentThread().interrupt();
        }
    }

    private CsvBlock filled() {
        CsvBlock next;
        try {
            CsvBlock again = used.poll();
            next = again == null ? new CsvBlock() : again;
        } catch (OutOfMemoryError e) {
            // Whoever waits for the block must hear of it.
            return CsvBlock.brokenOff(e);
        }
        next.clear();
        try {
            boolean more = true;
            while (more && !next.isFull()) {
                more = cut.next();
                if (more) {
                    next.add(own);
                }
            }
            if (!more) {
                next.end(null);
            }
        } catch (IOException | RuntimeException | Error e) {
            // Told where the rows before it have been looked at.
            next.end(e);
        }
        return next;
    }

    private CsvBlock take() throws IOException {
        try {
            return blocks.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Reading the delivery was interrupted.");
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException broken) {
            throw broken;
        }
        if (failure instanceof RuntimeException broken) {
            throw broken;
        }
        if (failure instanceof Error broken) {
            throw broken;
        }
    }

    /** The file is not read any more when it returns. */
    @Override
    public void close() {
        Thread cutter = thread;
        if (cutter == null) {
            return;
        }
        cutter.interrupt();
        boolean interrupted = false;
        while (cutter.isAlive()) {
            try {
                cutter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
