package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Looks at the pairs of a large file whenever they are asked for: keeping what they look like would take more memory than
 * the file. To learn from, a sample does; and of a pair that is scored no more is looked at than it takes to leave it.
 */
final class FreshLooks implements Looks {

    private static final int SAMPLE = 15;

    private final RecordTable table;
    private final Blocks blocks;
    private final RandomPairs strangers;

    FreshLooks(RecordTable table, Blocks blocks, RandomPairs strangers) {
        this.table = table;
        this.blocks = blocks;
        this.strangers = strangers;
    }

    @Override
    public Evidence blocked(Model model, Frequencies frequencies) {
        Evidence[] parts = new Evidence[BlockingKeys.COUNT];
        IntStream.range(0, parts.length).parallel().forEach(key -> {
            Evidence part = new Evidence();
            Scorer scorer = new Scorer(table, model, frequencies);
            blocks.forEachPair(key, SAMPLE, (left, right) -> scorer.look(left, right, part, SAMPLE + 1.0));
            parts[key] = part;
        });
        return together(parts);
    }

    @Override
    public Evidence random(Model model, Frequencies frequencies) {
        Evidence[] parts = new Evidence[RandomPairs.PARTS];
        IntStream.range(0, parts.length).parallel().forEach(number -> {
            Evidence part = new Evidence();
            Scorer scorer = new Scorer(table, model, frequencies);
            strangers.forEach(number, (left, right) -> scorer.look(left, right, part, 1));
            parts[number] = part;
        });
        return together(parts);
    }

    @Override
    public ScoredPairs scored(Model model, Frequencies frequencies, float least) {
        ScoredPairs pairs = new ScoredPairs();
        IntStream.range(0, BlockingKeys.COUNT).parallel().forEach(key -> {
            Scorer scorer = new Scorer(table, model, frequencies);
            try (ScoredPairs.Adder adder = pairs.new Adder()) {
                blocks.forEachPair(key, 0, (left, right) -> {
                    double bits = scorer.bits(left, right, least);
                    if (bits >= least) {
                        adder.add(left, right, bits);
                    }
                });
            }
        });
        return pairs;
    }

    /** In the order of the parts, so that sums come out the same in every run. */
    static Evidence together(Evidence... parts) {
        Evidence all = new Evidence();
        Arrays.stream(parts).forEach(all::add);
        return all;
    }
}
