package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The accuracy that is promised, on sets whose truth is known, with the one shipped configuration. */
class AccuracyTest {

    private static final Path DATA = Path.of(System.getProperty("hub.data", "../shared/data"));
    private static final double MOST_TO_REVIEW = 0.03;

    /** Cluster F1 that each set must reach, with an identity number and without. */
    private static final Map<String, double[]> LEAST = Map.ofEntries(
            Map.entry("febrl1", new double[] {0.999, 0.998}),
            Map.entry("febrl2", new double[] {0.999, 0.998}),
            Map.entry("A_1000", new double[] {1, 1}),
            Map.entry("A_5000", new double[] {1, 1}),
            Map.entry("D", new double[] {1, 1}),
            Map.entry("C_1000", new double[] {0.9995, 0.998}),
            Map.entry("C_2500", new double[] {0.9995, 0.998}),
            Map.entry("C_5000", new double[] {0.9995, 0.998}),
            Map.entry("F", new double[] {0.999, 0.999}),
            Map.entry("fake_1000", new double[] {0.98}),
            Map.entry("RLdata500", new double[] {0.985}));

    private static final List<Measured> TABLE = new ArrayList<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void dataIsThere() {
        assumeTrue(
                Files.isDirectory(DATA.resolve("linkage")),
                "The sets are not at %s: put them there (-Dhub.data) to measure the accuracy of matching."
                        .formatted(DATA));
    }

    @AfterAll
    static void writeTable() throws IOException {
        if (TABLE.isEmpty()) {
            return;
        }
        TABLE.forEach(System.out::println);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        Files.createDirectories(Path.of("target"))
                                .resolve("accuracy.json")
                                .toFile(),
                        TABLE.stream().map(Measured::json).toList());
    }

    @TestFactory
    Stream<DynamicTest> findsWhoIsOneAndMergesNobodyWrongly() {
        return LabelledSet.all(DATA.resolve("linkage")).stream().flatMap(set -> {
            double[] least = LEAST.get(set.name());
            Stream<DynamicTest> whole = Stream.of(test(set, least[0]));
            return least.length == 1
                    ? whole
                    : Stream.concat(whole, Stream.of(test(set.without(FieldType.IDENTITY_NUMBER), least[1])));
        });
    }

    private static DynamicTest test(LabelledSet set, double least) {
        return DynamicTest.dynamicTest(set.name(), () -> {
            Measured measured = measured(set);
            assertThat(measured.likely().f1()).isGreaterThanOrEqualTo(least);
            assertThat(measured.certain().wrong()).as("wrong automatic merges").isZero();
            assertThat(measured.doubtfulShare()).isLessThanOrEqualTo(MOST_TO_REVIEW);
        });
    }

    @Test
    void asksRatherThanMergesWhereOnlyNamesAndBirthDatesExist() throws IOException {
        Measured measured = measured(NamesAndDates.in(folder, names(), 1));

        assertThat(measured.certain().precision()).isGreaterThanOrEqualTo(0.9995);
        assertThat(measured.doubtfulShare()).isLessThanOrEqualTo(0.06);
    }

    @Test
    void tellsTheMembersOfFinnishHouseholdsApart() throws IOException {
        Measured one = measured(FinnishRegisters.one(folder, names(), 10_000, 3));
        Measured two = measured(FinnishRegisters.two(folder, names(), 10_000, 5));

        assertThat(List.of(one, two)).allSatisfy(measured -> {
            assertThat(measured.certain().precision()).isGreaterThanOrEqualTo(0.9995);
            assertThat(measured.likely().f1()).isGreaterThanOrEqualTo(0.985);
            assertThat(measured.doubtfulShare()).isLessThanOrEqualTo(MOST_TO_REVIEW);
        });
    }

    @Test
    void tellsTheCompaniesOfOneGroupApart() throws IOException {
        LabelledSet one = CompanyPaper.one(folder, names(), 5_000, 7);
        LabelledSet two = CompanyPaper.two(folder, names(), 5_000, 9);
        assertThat(List.of(measured(one), measured(two))).allSatisfy(measured -> {
            assertThat(measured.certain().precision()).isGreaterThanOrEqualTo(0.9995);
            assertThat(measured.likely().f1()).isGreaterThanOrEqualTo(0.985);
            assertThat(measured.doubtfulShare()).isLessThanOrEqualTo(MOST_TO_REVIEW);
        });
        // A branch without a business ID that shares nothing but the name cannot be found by anybody.
        Measured oneWithout = measured(one.without(FieldType.BUSINESS_ID));
        Measured twoWithout = measured(two.without(FieldType.BUSINESS_ID));
        assertThat(List.of(oneWithout, twoWithout)).allSatisfy(measured -> {
            assertThat(measured.certain().precision()).isGreaterThanOrEqualTo(0.9995);
            assertThat(measured.likely().f1()).isGreaterThanOrEqualTo(0.965);
            assertThat(measured.doubtfulShare()).isLessThanOrEqualTo(MOST_TO_REVIEW);
        });
    }

    /** Of the seeds whose companies were told apart worst: what is promised holds for all of them, and is tuned to none. */
    @Test
    void mergesNoTwoCompaniesWithoutBusinessIdsWhateverTheSeed() throws IOException {
        for (long seed : new long[] {6, 21, 25}) {
            Measured measured = measured(CompanyPaper.one(folder, names(), 5_000, seed)
                    .without(FieldType.BUSINESS_ID)
                    .called("finnish companies without businessId, seed " + seed));

            assertThat(measured.certain().wrong())
                    .as("wrong automatic merges, seed %d", seed)
                    .isZero();
            assertThat(measured.likely().f1()).isGreaterThanOrEqualTo(0.962);
            assertThat(measured.doubtfulShare()).isLessThanOrEqualTo(MOST_TO_REVIEW);
        }
    }

    @Test
    void eachPartOfTheDesignIsWorthItsPlace() throws IOException {
        LabelledSet worn = set("fake_1000");
        LabelledSet families = FinnishRegisters.two(folder, names(), 10_000, 5);
        LabelledSet thin = NamesAndDates.in(folder, names(), 1);
        Measured thinShipped = Measured.of(thin);
        Measured wornShipped = Measured.of(worn);
        Measured familiesShipped = Measured.of(families);

        Measured withoutHouseholds = without("households", families, new Design(false, true, true, true));
        Measured withoutAverages = without("averages", worn, new Design(true, true, true, false));
        Measured withoutRarity = without("rare values", thin, new Design(true, false, true, true));
        Measured once = without("a second pass", worn, new Design(true, true, false, true));

        assertThat(withoutHouseholds.likely().f1())
                .isLessThan(familiesShipped.likely().f1());
        assertThat(withoutAverages.likely().f1())
                .isLessThan(wornShipped.likely().f1());
        // Where there is nothing but names and dates, how common a name is tells most.
        assertThat(withoutRarity.likely().f1()).isLessThan(thinShipped.likely().f1());
        assertThat(once.doubtful()).isGreaterThan(wornShipped.doubtful());
    }

    private static LabelledSet set(String name) {
        return LabelledSet.all(DATA.resolve("linkage")).stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Measured without(String what, LabelledSet set, Design design) {
        Measured measured = Measured.of(set.called(set.name() + ", without " + what), design);
        TABLE.add(measured);
        return measured;
    }

    private static Measured measured(LabelledSet set) {
        Measured measured = Measured.of(set);
        TABLE.add(measured);
        return measured;
    }

    private static FinnishNames names() {
        return new FinnishNames(DATA.resolve("names"));
    }
}
