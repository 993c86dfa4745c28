package fi.rekisterihub.intake;

import fi.rekisterihub.population.PopulationChanges;
import fi.rekisterihub.population.PopulationChanges.Change;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Changes of the population register. A day's changes are few, so that they can be put in order in memory. */
final class PopulationRecords implements RecordReader {

    private final Supplier<List<Change>> source;

    private PopulationRecords(Supplier<List<Change>> source) {
        this.source = source;
    }

    /** @param pages as they are kept: without identity numbers */
    static PopulationRecords ofPages(Iterable<? extends ByteSource> pages) {
        return new PopulationRecords(() -> {
            List<byte[]> bodies = new ArrayList<>();
            pages.forEach(page -> bodies.add(read(page)));
            return PopulationChanges.of(bodies);
        });
    }

    /** @param file as it is kept: without identity numbers */
    static PopulationRecords ofFile(byte[] file, boolean fixed) {
        return new PopulationRecords(
                () -> fixed ? PopulationChanges.ofFile(file) : PopulationChanges.of(List.of(file)));
    }

    private static byte[] read(ByteSource page) {
        try (InputStream in = page.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("A kept page cannot be read.", e);
        }
    }

    @Override
    public String dialect() {
        return "population";
    }

    @Override
    public void read(RecordConsumer consumer) {
        long ordinal = 0;
        for (Change change : changes()) {
            ordinal++;
            consumer.take(ordinal, change.line(), change::raw, change.fields(), change.bad());
        }
    }

    static int count(byte[] page) {
        try {
            return PopulationChanges.count(page);
        } catch (IllegalArgumentException e) {
            throw new UnreadableDelivery(String.valueOf(e.getMessage()), null);
        }
    }

    private List<Change> changes() {
        try {
            return source.get();
        } catch (IllegalArgumentException e) {
            throw new UnreadableDelivery(String.valueOf(e.getMessage()), null);
        }
    }
}
