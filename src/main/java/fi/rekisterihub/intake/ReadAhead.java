package fi.rekisterihub.intake;

import fi.rekisterihub.intake.RunTarget.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads, maps and prepares chunks in a thread of its own while those before are judged and written in one or more lanes.
 * What a source's own link names comes first: such records are dealt out by entity, so that all of one entity stay in one
 * lane and in order, and neighbours in a page of the table are written by different transactions, which lets PostgreSQL
 * use the room of the former rows again. The others follow in one lane, in the order of the delivery, when everybody
 * whom they may match is up to date.
 */
final class ReadAhead {

    /** How many heaps the linked records are dealt into: a page has room for an eighth of its rows once more. */
    private static final int HEAPS = 8;

    private final Comparison comparison;
    private final int size;
    private final Function<List<ChangedRecord>, Prepared> prepare;

    /** @param size records in a chunk; lanes beside one another share it */
    ReadAhead(Comparison comparison, int size, Function<List<ChangedRecord>, Prepared> prepare) {
        this.comparison = comparison;
        this.size = size;
        this.prepare = prepare;
    }

    /** Hands every differing record to the consumer, prepared and in order, one after another. */
    void inOrder(Consumer<Prepared> consumer) {
        inAnyOrder(1, consumer);
    }

    /** Hands every differing record to the consumer in several threads, for records of which none concerns another. */
    void inAnyOrder(int lanes, Consumer<Prepared> consumer) {
        if (comparison.different() > 0) {
            int used = used(comparison.different(), lanes);
            Lanes.run(used, out -> read(Comparison.Part.ALL, used, inALane(used), out), consumer);
        }
    }

    /** Hands on first what is linked, then the rest, one after another. */
    void linkedFirst(Consumer<Prepared> consumer) {
        linkedFirst(1, consumer, consumer);
    }

    /**
     * Hands on first what is linked, then the rest.
     *
     * @param lanes in how many threads the linked records are handed on
     * @param linked called in several threads; records of one entity always in the same, one after another
     * @param others called in one thread, when all linked records are done
     */
    void linkedFirst(int lanes, Consumer<Prepared> linked, Consumer<Prepared> others) {
        long many = comparison.differentAndLinked();
        if (many > 0) {
            int used = used(many, lanes);
            Lanes.run(used, out -> read(Comparison.Part.LINKED, many > size ? HEAPS : 1, inALane(used), out), linked);
        }
        if (many < comparison.different()) {
            Comparison.Part rest = many == 0 ? Comparison.Part.ALL : Comparison.Part.OTHERS;
            Lanes.run(1, out -> read(rest, 1, size, out), others);
        }
    }

    private int used(long records, int lanes) {
        return records > size ? lanes : 1;
    }

    /** Each lane has its chunks under way: with smaller ones they need no more memory together than one lane. */
    private int inALane(int used) {
        return (size + used - 1) / used;
    }

    private void read(Comparison.Part part, int heaps, int most, Lanes.Into<Prepared> lanes)
            throws InterruptedException {
        List<List<ChangedRecord>> dealt = new ArrayList<>(heaps);
        for (int i = 0; i < heaps; i++) {
            dealt.add(new ArrayList<>());
        }
        try {
            comparison.forEachDifferent(part, record -> {
                int heap = heap(record, heaps);
                dealt.get(heap).add(record);
                if (dealt.get(heap).size() == most) {
                    put(heap, dealt.get(heap), lanes);
                }
            });
            for (int heap = 0; heap < heaps; heap++) {
                if (!dealt.get(heap).isEmpty()) {
                    put(heap, dealt.get(heap), lanes);
                }
            }
        } catch (GivenUp nobodyTakesIt) {
            throw (InterruptedException) nobodyTakesIt.getCause();
        }
    }

    /** Mixed, because ids that were given in turn may differ in turn: every second person a company's, say. */
    private static int heap(ChangedRecord record, int heaps) {
        Long entity = record.entityId();
        long told = entity == null ? record.key().hashCode() : entity;
        return (int) ((told * 0x9E3779B97F4A7C15L >>> 32) % heaps);
    }

    private void put(int heap, List<ChangedRecord> records, Lanes.Into<Prepared> lanes) {
        Prepared prepared = prepare.apply(List.copyOf(records));
        records.clear();
        try {
            lanes.put(heap, prepared);
        } catch (InterruptedException e) {
            throw new GivenUp(e);
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
