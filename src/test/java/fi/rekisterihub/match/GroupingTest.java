package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Who of a few are one, from what is known of the pairs. */
class GroupingTest {

    private static final double CERTAIN = 3;

    @Test
    void joinsThoseWhoAreSurelyOne() {
        assertThat(groups(new Known(3).like(0, 1, 10), true)).containsExactlyInAnyOrder(Set.of(0, 1), Set.of(2));
    }

    @Test
    void doesNotJoinTwoByWayOfABridge() {
        Known known = new Known(3).like(0, 1, 12).like(1, 2, 11);

        assertThat(groups(known, true)).as("1 may be of either").hasSize(3);
    }

    @Test
    void doesNotJoinTheBridgeOfTwoWhoContradictEachOther() {
        Known known = new Known(3).like(0, 1, 12).like(1, 2, 11).like(0, 2, 9).parted(0, 2);

        assertThat(groups(known, true)).hasSize(3);
    }

    @Test
    void joinsAllWhereAllAreAlike() {
        Known known = new Known(3).like(0, 1, 12).like(1, 2, 11).like(0, 2, 9);

        assertThat(groups(known, true)).containsExactly(Set.of(0, 1, 2));
    }

    @Test
    void aPersonsWordJoinsWhateverSpeaksAgainstIt() {
        Known known = new Known(3).like(0, 1, -8).said(0, 1).like(1, 2, 11).parted(0, 2);

        assertThat(groups(known, true)).containsExactlyInAnyOrder(Set.of(0, 1), Set.of(2));
    }

    @Test
    void whereNothingIsDecidedWithoutAPersonOnlyTheirWordJoins() {
        Known known = new Known(4).like(0, 1, 20).like(2, 3, 20).said(2, 3);

        assertThat(groups(known, false)).containsExactlyInAnyOrder(Set.of(0), Set.of(1), Set.of(2, 3));
    }

    @Test
    void nobodyStandsMoreThanFiftyTimesWithoutBeingLookedAt() {
        Known known = new Known(120);
        IntStream.range(0, 120)
                .forEach(one -> IntStream.range(one + 1, 120).forEach(other -> known.like(one, other, 9)));

        assertThat(groups(known, true)).allMatch(group -> group.size() <= Guards.MOST_IN_A_GROUP);
    }

    @Property(tries = 300)
    void theOrderOfTheMembersChangesNothing(@ForAll @IntRange(min = 2, max = 9) int size, @ForAll long seed) {
        Random random = new Random(seed);
        Known known = new Known(size);
        for (int one = 0; one < size; one++) {
            for (int other = one + 1; other < size; other++) {
                // All different: which of two equal ones comes first is decided by age.
                known.like(one, other, random.nextDouble(-12, 16));
                if (random.nextInt(8) == 0) {
                    known.parted(one, other);
                } else if (random.nextInt(12) == 0) {
                    known.said(one, other);
                }
            }
        }
        List<Integer> order = IntStream.range(0, size).boxed().collect(Collectors.toList());
        java.util.Collections.shuffle(order, random);

        assertThat(groups(known.inOrder(order), true).stream()
                        .map(group -> group.stream().map(order::get).collect(Collectors.toSet()))
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(groups(known, true)));
    }

    @Property(tries = 300)
    void neverJoinsWhoContradictEachOtherUnlessAPersonSaidSo(
            @ForAll @IntRange(min = 2, max = 9) int size, @ForAll long seed) {
        Random random = new Random(seed);
        Known known = new Known(size);
        for (int one = 0; one < size; one++) {
            for (int other = one + 1; other < size; other++) {
                known.like(one, other, random.nextDouble(-5, 20));
                if (random.nextInt(4) == 0) {
                    known.parted(one, other);
                }
            }
        }
        for (Set<Integer> group : groups(known, true)) {
            group.forEach(one -> group.stream()
                    .filter(other -> other > one)
                    .forEach(other -> assertThat(known.apart(one, other)).isFalse()));
        }
    }

    private static List<Set<Integer>> groups(Known known, boolean automatic) {
        int[] groups = Grouping.of(known.size, known, CERTAIN, automatic);
        Map<Integer, Set<Integer>> found = new HashMap<>();
        for (int place = 0; place < groups.length; place++) {
            assertThat(groups[place]).as("called by the lowest").isLessThanOrEqualTo(place);
            found.computeIfAbsent(groups[place], first -> new HashSet<>()).add(place);
        }
        return List.copyOf(found.values());
    }

    /** What a test knows of pairs; of any other nothing is alike. */
    private static final class Known implements Grouping.Pairs {

        private final int size;
        private final double[][] bits;
        private final boolean[][] same;
        private final boolean[][] apart;

        Known(int size) {
            this.size = size;
            this.bits = new double[size][size];
            this.same = new boolean[size][size];
            this.apart = new boolean[size][size];
            for (double[] row : bits) {
                java.util.Arrays.fill(row, -10);
            }
        }

        Known like(int one, int other, double score) {
            bits[one][other] = bits[other][one] = score;
            return this;
        }

        Known said(int one, int other) {
            same[one][other] = same[other][one] = true;
            return this;
        }

        Known parted(int one, int other) {
            apart[one][other] = apart[other][one] = true;
            return this;
        }

        Known inOrder(List<Integer> order) {
            Known other = new Known(size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    other.bits[i][j] = bits[order.get(i)][order.get(j)];
                    other.same[i][j] = same[order.get(i)][order.get(j)];
                    other.apart[i][j] = apart[order.get(i)][order.get(j)];
                }
            }
            return other;
        }

        @Override
        public double bits(int one, int other) {
            return bits[one][other];
        }

        @Override
        public boolean saidSame(int one, int other) {
            return same[one][other];
        }

        @Override
        public boolean apart(int one, int other) {
            return apart[one][other];
        }
    }
}
