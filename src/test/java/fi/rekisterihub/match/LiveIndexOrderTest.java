package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What came and went before does not matter: only what is there. */
class LiveIndexOrderTest {

    private static final List<FieldType> TYPES = List.of(
            FieldType.FAMILY_NAME, FieldType.GIVEN_NAME, FieldType.BIRTH_DATE, FieldType.STREET, FieldType.PHONE);

    /** A record that is put under a number, or none where it is taken away. */
    record Change(long id, List<String> record) {}

    @Property(tries = 200)
    void saysTheSameOfTheSameRecords(@ForAll("changes") List<Change> changes) {
        LiveIndex changed = new LiveIndex(TYPES);
        Map<Long, List<String>> left = new TreeMap<>();
        for (Change change : changes) {
            if (change.record.isEmpty()) {
                changed.remove(change.id);
                left.remove(change.id);
            } else {
                changed.put(change.id, change.record);
                left.put(change.id, change.record);
            }
        }
        LiveIndex fresh = new LiveIndex(TYPES);
        new TreeMap<>(left).descendingMap().forEach(fresh::put);
        changed.estimate();
        fresh.estimate();

        assertThat(changed.size()).isEqualTo(left.size());
        left.forEach((id, record) -> {
            assertThat(changed.like(id)).isEqualTo(fresh.like(id));
            assertThat(changed.like(record))
                    .isEqualTo(fresh.like(record))
                    .extracting(Likely::id)
                    .contains(id);
            left.keySet()
                    .forEach(other -> assertThat(changed.compare(id, other)).isEqualTo(fresh.compare(id, other)));
        });
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<List<String>> record = Combinators.combine(
                        Arbitraries.of("Virtanen", "Virtonen", "Korhonen", "Matti"),
                        Arbitraries.of("Matti", "Mati", "Aino", "A", ""),
                        Arbitraries.of("1971-06-24", "24.6.1972", "1950", ""),
                        Arbitraries.of("Kuusitie 4", "Tie Kuusi 4", "Granvägen 4 A", ""),
                        Arbitraries.of("040123456", "+35840123456", "050 7654321"))
                .as(List::of);
        Arbitrary<List<String>> recordOrNone = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, record), net.jqwik.api.Tuple.of(1, Arbitraries.just(List.of())));
        return Combinators.combine(Arbitraries.longs().between(-3, 40), recordOrNone)
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120)
                .map(ArrayList::new);
    }
}
