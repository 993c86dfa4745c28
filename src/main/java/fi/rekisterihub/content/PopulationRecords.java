package fi.rekisterihub.content;

import fi.rekisterihub.population.PopulationChanges;
import fi.rekisterihub.population.PopulationChanges.Change;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Changes of the population register. A day's changes are few, so that they can be put in order in memory. */
final class PopulationRecords implements RecordReader {

    private final Iterable<? extends ByteSource> documents;
    private final boolean fixed;

    /** @param documents pages of the feed, or one file, as they are kept: without identity numbers */
    PopulationRecords(Iterable<? extends ByteSource> documents, boolean fixed) {
        this.documents = documents;
        this.fixed = fixed;
    }

    private static byte[] read(ByteSource document) {
        try (InputStream in = document.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The delivery cannot be read.", e);
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
            List<byte[]> bodies = new ArrayList<>();
            documents.forEach(document -> bodies.add(read(document)));
            return fixed ? PopulationChanges.ofFile(bodies.get(0)) : PopulationChanges.of(bodies);
        } catch (IllegalArgumentException e) {
            throw new UnreadableDelivery(String.valueOf(e.getMessage()), null);
        }
    }
}
