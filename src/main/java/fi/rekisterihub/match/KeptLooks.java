package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Looks at the pairs of a small file once and keeps how their values stand to each other. What that is worth is asked
 * again and again while the weights are found, and no letter is compared twice for it.
 */
final class KeptLooks implements Looks {

    private final RecordTable table;
    private final Part[] blocked = new Part[BlockingKeys.COUNT];
    private final Part[] random = new Part[RandomPairs.PARTS];

    /** @param anyModel how values stand to each other does not hang on what that is worth */
    KeptLooks(RecordTable table, Blocks blocks, RandomPairs strangers, Model anyModel, Frequencies frequencies) {
        this.table = table;
        table.keepCopies();
        // What one has compared it remembers, so each thread goes on with the one that it had.
        Queue<Scorer> scorers = new ConcurrentLinkedQueue<>();
        IntStream.range(0, blocked.length + random.length).parallel().forEach(number -> {
            Scorer known = scorers.poll();
            Scorer scorer = known == null ? new Scorer(table, anyModel, frequencies) : known;
            Part part = new Part();
            Blocks.Pairs looked = (left, right) -> part.add(left, right, scorer.pattern(left, right));
            if (number < blocked.length) {
                blocks.forEachPair(number, 0, looked);
                blocked[number] = part;
            } else {
                strangers.forEach(number - blocked.length, looked);
                random[number - blocked.length] = part;
            }
            scorers.add(scorer);
        });
    }

    @Override
    public Evidence blocked(Model model, Frequencies frequencies) {
        return evidence(blocked, model, frequencies);
    }

    @Override
    public Evidence random(Model model, Frequencies frequencies) {
        return evidence(random, model, frequencies);
    }

    @Override
    public ScoredPairs scored(Model model, Frequencies frequencies, float least) {
        ScoredPairs pairs = new ScoredPairs();
        Arrays.stream(blocked).parallel().forEach(part -> {
            Scorer scorer = new Scorer(table, model, frequencies);
            try (ScoredPairs.Adder adder = pairs.new Adder()) {
                for (int i = 0; i < part.size; i++) {
                    double bits = scorer.bits(part.left(i), part.patterns[i]);
                    if (bits >= least) {
                        adder.add(part.left(i), part.right(i), bits);
                    }
                }
            }
        });
        return pairs;
    }

    private Evidence evidence(Part[] parts, Model model, Frequencies frequencies) {
        Evidence[] found = new Evidence[parts.length];
        IntStream.range(0, parts.length).parallel().forEach(number -> {
            Evidence evidence = new Evidence();
            Scorer scorer = new Scorer(table, model, frequencies);
            Part part = parts[number];
            for (int i = 0; i < part.size; i++) {
                scorer.look(part.left(i), part.patterns[i], evidence, 1);
            }
            found[number] = evidence;
        });
        return FreshLooks.together(found);
    }

    private static final class Part {
        private long[] pairs = new long[1 << 10];
        private long[] patterns = new long[1 << 10];
        private int size;

        private void add(int left, int right, long pattern) {
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, size * 2);
                patterns = Arrays.copyOf(patterns, size * 2);
            }
            pairs[size] = (long) left << 32 | right;
            patterns[size++] = pattern;
        }

        private int left(int at) {
            return (int) (pairs[at] >>> 32);
        }

        private int right(int at) {
            return (int) pairs[at];
        }
    }
}
