package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In which order the rows of a file stand, and whether it was matched before, changes nothing of what is found in it. */
class MatchOrderTest {

    private static final List<FieldType> TYPES = List.of(
            FieldType.FAMILY_NAME, FieldType.GIVEN_NAME, FieldType.BIRTH_DATE, FieldType.STREET, FieldType.PHONE);

    @Property(tries = 60)
    void findsTheSameInWhateverOrderTheRowsStand(@ForAll("rows") List<List<String>> rows, @ForAll long seed) {
        List<Integer> asTheyCame = IntStream.range(0, rows.size()).boxed().toList();
        List<Integer> shuffled = new java.util.ArrayList<>(asTheyCame);
        Collections.shuffle(shuffled, new Random(seed));

        Clusters first = clusters(rows, asTheyCame);
        Clusters other = clusters(rows, shuffled);

        assertThat(groups(shuffled, other::certain)).isEqualTo(groups(asTheyCame, first::certain));
        assertThat(groups(shuffled, other::likely)).isEqualTo(groups(asTheyCame, first::likely));
        assertThat(groups(shuffled, other::possible)).isEqualTo(groups(asTheyCame, first::possible));
    }

    @Property(tries = 20)
    void findsTheSameWhenItIsAskedTwice(@ForAll("rows") List<List<String>> rows) {
        List<Integer> order = IntStream.range(0, rows.size()).boxed().toList();

        assertThat(groups(order, clusters(rows, order)::certain))
                .isEqualTo(groups(order, clusters(rows, order)::certain));
    }

    private static Clusters clusters(List<List<String>> rows, List<Integer> order) {
        RecordTable table = new RecordTable(TYPES);
        TableFilling filling = new TableFilling(table);
        for (int row : order) {
            filling.add(table.add(), rows.get(row).toArray(String[]::new));
        }
        filling.finish();
        return new Linkage(table, Thresholds.of(TYPES)).find().clusters();
    }

    /** Rows by the number that they had first. */
    private static Set<Set<Integer>> groups(List<Integer> order, IntUnaryOperator group) {
        TreeMap<Integer, Set<Integer>> members = new TreeMap<>();
        for (int row = 0; row < order.size(); row++) {
            members.computeIfAbsent(group.applyAsInt(row), first -> new TreeSet<>())
                    .add(order.get(row));
        }
        return Set.copyOf(members.values());
    }

    /** Few values, so that there are many who may be one, and none who are quite alike. */
    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> phones =
                Arbitraries.integers().between(0, 400).map(number -> "04" + (1_000_000 + number * 7_919));
        return Combinators.combine(
                        Arbitraries.of("Virtanen", "Virtonen", "Korhonen", "Korhonen-Mäki", "Mäki", "Lindström"),
                        Arbitraries.of("Matti", "Mati", "Aino", "Eino", "Anna Maria", ""),
                        Arbitraries.of("1971-06-24", "1971-06-25", "1972-06-24", "1950-01-02", ""),
                        Arbitraries.of("Kuusitie 4", "Kuusitie 40", "Granvägen 4 A", "Koivukuja 1", ""),
                        phones)
                .as((family, given, born, street, phone) -> Arrays.asList(family, given, born, street, phone))
                .list()
                .uniqueElements()
                .ofMinSize(2)
                .ofMaxSize(70);
    }
}
