package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.support.FreshDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is known and whatever comes in whatever order, the comparison says what a few lines of Java say; and it says
 * the same whether it holds all known hashes, none, or finds that they are too many, and whether rows are read before they are
 * there or not.
 */
class ComparisonTest {

    private static final int STREAM = 7;
    private static final long RUN = 5;
    private static final String EPOCH = "epoch";
    private static final String KEEP =
            "insert into source_record (stream_id, key, hash, entity_id, outcome, run_id, raw) values (?, ?, ?, ?, ?, ?, '')";

    private static final Mapping MAPPING = ShippedMappings.read().get("crm-person");
    private static final Connection CONNECTION = connect();

    /** @param key null for a row that cannot be read */
    record Row(@Nullable String key, String content) {
        String text() {
            return key + ";" + content;
        }
    }

    record Known(
            String content,
            char outcome,
            long run,
            @Nullable Long entity) {}

    /** What a comparison comes to: rows by their place in the delivery. */
    record Result(
            Map<Long, String> different,
            TreeSet<Long> linked,
            TreeSet<Long> others,
            TreeSet<Long> parked,
            long unchanged,
            TreeSet<String> absent,
            long listed) {}

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void saysWhatDiffersWhatIsParkedAndWhatIsAbsentWithTheHashesOfTheKnownAndWithout(
            @ForAll("knownRecords") Map<String, Known> known, @ForAll("deliveries") List<Row> delivery)
            throws SQLException {
        keep(known);
        Result expected = expected(known, delivery);

        for (int[] bounds : new int[][] {{1_000, 1_000}, {1_000, 30}, {1_000, 0}, {0, 1_000}, {2, 1_000}}) {
            int most = bounds[0];
            assertThat(compared(delivery, most, new EarlyRows(bounds[1])))
                    .as("with at most %d hashes", most)
                    .isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<Map<String, Known>> knownRecords() {
        Arbitrary<Known> known = Combinators.combine(
                        contents(),
                        Arbitraries.of('a', 'a', 'a', 'v', 'r', 'p', 'x'),
                        Arbitraries.of(RUN - 1, RUN - 1, RUN, RUN + 1),
                        Arbitraries.longs().between(1, 9).injectNull(0.3))
                .as(Known::new);
        return Arbitraries.maps(Arbitraries.integers().between(1, 7).map(n -> "C-" + n), known)
                .ofMaxSize(7);
    }

    @Provide
    Arbitrary<List<Row>> deliveries() {
        Arbitrary<@Nullable String> key =
                Arbitraries.integers().between(1, 9).map(n -> "C-" + n).injectNull(0.08);
        return Combinators.combine(key, contents()).as(Row::new).list().ofMaxSize(14);
    }

    private static Arbitrary<String> contents() {
        return Arbitraries.of("Aino", "Eero", "Ulla");
    }

    private static Result expected(Map<String, Known> known, List<Row> delivery) {
        Result result = nothing(
                known.values().stream().filter(one -> one.outcome() != 'x').count());
        Map<String, List<Long>> places = new LinkedHashMap<>();
        for (int i = 0; i < delivery.size(); i++) {
            String key = delivery.get(i).key();
            if (key == null) {
                result.parked().add(i + 1L);
            } else {
                places.computeIfAbsent(key, first -> new ArrayList<>()).add(i + 1L);
            }
        }
        places.forEach((key, all) -> {
            Known before = known.get(key);
            if (all.stream().noneMatch(place -> differs(before, row(delivery, place)))) {
                return;
            }
            Long last = all.get(all.size() - 1);
            all.stream()
                    .filter(place -> !row(delivery, place).equals(row(delivery, last)))
                    .forEach(result.parked()::add);
            if (differs(before, row(delivery, last))) {
                boolean linked = before != null && before.entity() != null;
                result.different().put(last, key + (before == null ? " new" : " known " + before.entity()));
                (linked ? result.linked() : result.others()).add(last);
            }
        });
        known.forEach((key, before) -> {
            if (before.outcome() != 'x' && !places.containsKey(key)) {
                result.absent().add(key);
            }
        });
        long rest =
                delivery.size() - result.parked().size() - result.different().size();
        return new Result(
                result.different(),
                result.linked(),
                result.others(),
                result.parked(),
                rest,
                result.absent(),
                result.listed());
    }

    private static boolean differs(@Nullable Known before, Row row) {
        return before == null
                || before.run() <= RUN
                        && (before.outcome() == 'x' || !before.content().equals(row.content()));
    }

    private static Row row(List<Row> delivery, long place) {
        return delivery.get((int) place - 1);
    }

    private static Result compared(List<Row> delivery, int most, EarlyRows early) throws SQLException {
        try (Comparison comparison = new Comparison(CONNECTION, reader(delivery), MAPPING, STREAM, RUN, EPOCH)) {
            comparison.compare(most, early);
            Result result = nothing(comparison.listed());
            comparison.forEachDifferent(Comparison.Part.ALL, record -> result.different()
                    .put(record.line(), record.key() + (record.known() ? " known " + record.entityId() : " new")));
            comparison.forEachDifferent(
                    Comparison.Part.LINKED, record -> result.linked().add(record.line()));
            comparison.forEachDifferent(
                    Comparison.Part.OTHERS, record -> result.others().add(record.line()));
            comparison.parked().forEach(row -> result.parked().add(row.ordinal()));
            result.absent().addAll(comparison.absentKeys());
            assertThat(comparison.rows()).isEqualTo(delivery.size());
            assertThat(comparison.different()).isEqualTo(result.different().size());
            assertThat(comparison.differentAndLinked())
                    .isEqualTo(result.linked().size());
            return new Result(
                    result.different(),
                    result.linked(),
                    result.others(),
                    result.parked(),
                    comparison.unchanged(),
                    result.absent(),
                    result.listed());
        }
    }

    private static Result nothing(long listed) {
        return new Result(
                new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), 0, new TreeSet<>(), listed);
    }

    private static RecordReader reader(List<Row> delivery) {
        return new RecordReader() {
            @Override
            public void read(RecordConsumer consumer) {
                long ordinal = 0;
                for (Row row : delivery) {
                    ordinal++;
                    String key = row.key();
                    BadRecord bad = key == null ? new BadRecord(null, "The row cannot be read.") : null;
                    Map<String, String> fields =
                            key == null ? Map.of() : Map.of("customer_id", key, "given_name", row.content());
                    consumer.take(ordinal, ordinal, row::text, fields, bad);
                }
            }

            @Override
            public String dialect() {
                return "";
            }
        };
    }

    private static void keep(Map<String, Known> known) throws SQLException {
        CONNECTION.createStatement().execute("truncate source_record");
        RecordHash hash = new RecordHash(EPOCH + '\u001e');
        for (Map.Entry<String, Known> one : known.entrySet()) {
            Known record = one.getValue();
            hash.of(new Row(one.getKey(), record.content())::text);
            try (PreparedStatement insert = CONNECTION.prepareStatement(KEEP)) {
                insert.setInt(1, STREAM);
                insert.setString(2, one.getKey());
                // What has left a list is known by no content any more.
                insert.setObject(3, record.outcome() == 'x' ? UUID.randomUUID() : hash.uuid());
                insert.setObject(4, record.entity());
                insert.setObject(5, String.valueOf(record.outcome()), java.sql.Types.OTHER);
                insert.setLong(6, record.run());
                insert.executeUpdate();
            }
        }
    }

    private static Connection connect() {
        try {
            return FreshDatabase.dataSource().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("The tests' database gives no connection.", e);
        }
    }
}
