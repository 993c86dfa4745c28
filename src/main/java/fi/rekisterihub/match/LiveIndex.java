package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The records of a register in memory, ready to be asked whom one record may be of. It is kept up to date by every change:
 * {@link #put}, {@link #remove}. What it answers hangs on the records that it holds and on the last {@link #estimate}, never
 * on the order in which they came.
 *
 * <p>Records are compared as {@link Linkage} compares rows: by the same keys, levels, scores and guards; but here two birth
 * dates are always two people. For any number of threads.
 */
public final class LiveIndex {

    /** So many bits the order of two records may be worth at most. */
    private static final double SLACK = 3;

    private final List<FieldType> types;
    private final Thresholds thresholds;
    private final LiveTable table;
    private final Postings postings = new Postings();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Queue<Desk> desks = new ConcurrentLinkedQueue<>();
    private volatile LiveWeights weights;

    /** @param types what the values of a record are, in their order; each once */
    public LiveIndex(List<FieldType> types) {
        this.types = List.copyOf(types);
        this.thresholds = Thresholds.of(this.types);
        this.table = new LiveTable(this.types);
        this.weights = LiveWeights.ofNobody(this.types);
    }

    public List<FieldType> types() {
        return types;
    }

    /** Takes a record in, or another in its place. */
    public void put(long id, List<? extends @Nullable String> values) {
        putAll(List.of(new LiveRecord(id, values)));
    }

    /**
     * Takes many in, faster than one after another. Others may ask and change meanwhile.
     *
     * @param records each id once
     */
    void putAll(List<LiveRecord> records) {
        Desk desk = desk();
        byte[][][] forms = new byte[types.size()][records.size()][];
        int[][] hashes = new int[types.size()][records.size()];
        NewPostings keys = new NewPostings(records.size());
        for (int i = 0; i < records.size(); i++) {
            desk.probe.take(records.get(i).values());
            desk.keysOfProbe.of(Probe.ROW, desk.keys, 0);
            keys.add(i, desk.keys);
            for (int column = 0; column < forms.length; column++) {
                byte[] form = desk.probe.form(column);
                forms[column][i] = form;
                hashes[column][i] = Dictionary.hash(form, form.length);
            }
        }
        keys.inOrder();
        int[] rows = new int[records.size()];
        locked(lock.writeLock(), () -> {
            for (int i = 0; i < rows.length; i++) {
                int before = table.row(records.get(i).id());
                if (before >= 0) {
                    take(before, desk);
                }
                rows[i] = table.add(records.get(i).id());
            }
            for (int column = 0; column < forms.length; column++) {
                table.set(rows, column, forms[column], hashes[column]);
            }
            keys.into(postings, rows);
        });
        back(desk);
    }

    /** A whole register comes in, and nobody asks anything before {@link #filled}. */
    void filling() {
        locked(lock.writeLock(), postings::gather);
    }

    void filled() {
        locked(lock.writeLock(), postings::settle);
    }

    /** Forgets a record, if it holds it. */
    public void remove(long id) {
        Desk desk = desk();
        locked(lock.writeLock(), () -> {
            int row = table.row(id);
            if (row >= 0) {
                take(row, desk);
            }
        });
        back(desk);
    }

    /**
     * Lets go of every value that no record has any more: those of a person who was erased must not lie in memory. It looks at
     * each record once, and others wait so long.
     */
    public void forgetUnused() {
        locked(lock.writeLock(), table::forgetUnused);
        desks.clear();
    }

    /** Whether a value lies anywhere in its memory, of whatever kind; slow, for whoever must prove that none does. */
    public boolean remembers(String value) {
        lock.readLock().lock();
        try {
            return table.remembers(value);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether it holds this record. */
    public boolean holds(long id) {
        lock.readLock().lock();
        try {
            return table.row(id) >= 0;
        } finally {
            lock.readLock().unlock();
        }
    }

    public int size() {
        lock.readLock().lock();
        try {
            return table.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Fixes what each agreement is worth from the records that it holds now. To be called when they are all there, and again
     * when many have changed; others may ask and change meanwhile.
     */
    public void estimate() {
        use(LiveWeights.estimated(table, lock.readLock()));
    }

    /** Those whom a record that it holds may be of, besides itself: the likeliest first, none of which is surely another. */
    public List<Likely> like(long id) {
        return asked(desk -> {
            int row = table.row(id);
            if (row < 0) {
                return List.of();
            }
            desk.keysOfRow.of(row, desk.keys, 0);
            return likely(row, desk);
        });
    }

    /** The same of a record that it does not hold. */
    public List<Likely> like(List<? extends @Nullable String> values) {
        return asked(desk -> {
            desk.probe.take(values);
            desk.keysOfProbe.of(Probe.ROW, desk.keys, 0);
            desk.probe.find();
            return likely(Probe.ROW, desk);
        });
    }

    /**
     * Two records that it holds, whatever the score; the answer is about the second.
     *
     * @throws IllegalArgumentException when it does not hold one of them
     */
    public Likely compare(long one, long other) {
        return asked(desk -> compared(row(one), row(other), desk));
    }

    /** Why, field by field, the weightiest first; never a value. */
    public String explain(Likely likely, Locale language) {
        return new EvidenceWords(language).sentence(likely.evidence());
    }

    /** Uses weights that were found elsewhere. */
    void use(LiveWeights others) {
        weights = others;
    }

    /** How common each value is now. */
    int[][] counts() {
        return LiveWeights.counts(table, lock.readLock());
    }

    private int row(long id) {
        int row = table.row(id);
        if (row < 0) {
            throw new IllegalArgumentException(
                    "Two records were to be compared, but the index holds none with the number %d.".formatted(id));
        }
        return row;
    }

    private void take(int row, Desk desk) {
        int[] keys = new int[BlockingKeys.COUNT];
        desk.keysOfRow.of(row, keys, 0);
        for (int key = 0; key < BlockingKeys.COUNT; key++) {
            if (keys[key] != 0) {
                postings.remove(Postings.word(key, keys[key]), row);
            }
        }
        table.remove(row);
    }

    private List<Likely> likely(int row, Desk desk) {
        int end = desk.candidates.find(postings, desk.keys);
        List<Likely> found = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            int other = desk.candidates.row(i);
            // Most are left at once, before it is found out which of the two comes first.
            if (other != row && desk.scorer.bits(row, other, thresholds.possible() - SLACK) != Scorer.LESS) {
                Likely likely = compared(row, other, desk);
                if (likely.bits() >= thresholds.possible()) {
                    found.add(likely);
                }
            }
        }
        found.sort(Comparator.comparingDouble(Likely::bits).reversed().thenComparingLong(Likely::id));
        return List.copyOf(found);
    }

    private Likely compared(int row, int other, Desk desk) {
        int left = left(row, other);
        int right = right(row, other);
        double bits = desk.scorer.bits(left, right);
        List<String> guards = desk.guards.codes(left, right);
        Verdict verdict = bits < thresholds.possible()
                ? Verdict.OTHER
                : bits >= thresholds.certain() && guards.isEmpty() ? Verdict.SAME : Verdict.DOUBTFUL;
        return new Likely(table.id(other), bits, verdict, guards, desk.scorer.evidence(left, right));
    }

    /** Two records say the same of each other, whichever of them came first. */
    private int left(int row, int other) {
        if (row == Probe.ROW) {
            return row;
        }
        int order = Integer.compare(table.content(row), table.content(other));
        return order < 0 || order == 0 && table.id(row) < table.id(other) ? row : other;
    }

    private int right(int row, int other) {
        return left(row, other) == row ? other : row;
    }

    private interface Question<T> {
        T answer(Desk desk);
    }

    private <T> T asked(Question<T> question) {
        Desk desk = desk();
        lock.readLock().lock();
        try {
            return question.answer(desk);
        } finally {
            lock.readLock().unlock();
            back(desk);
        }
    }

    private static void locked(Lock lock, Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private Desk desk() {
        Desk desk = desks.poll();
        return desk == null || desk.weights != weights ? new Desk(weights) : desk;
    }

    private void back(Desk desk) {
        desk.probe.forget();
        if (desk.weights == weights) {
            desks.offer(desk);
        }
    }

    /** What one thread needs for itself while it asks; kept for the next. */
    private final class Desk {
        private final LiveWeights weights;
        private final Probe probe = new Probe(table);
        private final BlockingKeys keysOfProbe = new BlockingKeys(probe);
        private final BlockingKeys keysOfRow = new BlockingKeys(table);
        private final int[] keys = new int[BlockingKeys.COUNT];
        private final NearRows candidates = new NearRows();
        private final Scorer scorer;
        private final Guards guards = Guards.ofRegister(probe);

        private Desk(LiveWeights weights) {
            this.weights = weights;
            this.scorer = new Scorer(probe, weights.model(), weights.frequencies());
            Arrays.fill(keys, 0);
        }
    }
}
