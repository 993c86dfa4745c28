package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record is compared with a register as a file is with itself, whatever comes and goes meanwhile. */
class LiveIndexTest {

    private static final Path DATA = Path.of(System.getProperty("hub.data", "../shared/data"));
    private static final List<FieldType> TYPES = List.of(
            FieldType.FAMILY_NAME,
            FieldType.GIVEN_NAME,
            FieldType.BIRTH_DATE,
            FieldType.STREET,
            FieldType.POSTAL_CODE,
            FieldType.CITY,
            FieldType.PHONE,
            FieldType.EMAIL);
    private static final List<String> AINO = List.of(
            "Virtanen", "Aino", "1971-06-24", "Kuusitie 4", "00270", "Helsinki", "040 123 4567", "aino@post.example");

    @TempDir
    private Path folder;

    @Test
    void findsEveryPairThatAWholeFileWouldShow() throws Exception {
        assumeTrue(Files.isDirectory(DATA.resolve("names")), "The lists of names are not at %s.".formatted(DATA));
        FinnishRegisters.one(folder, new FinnishNames(DATA.resolve("names")), 4_000, 11);
        RecordTable table = new RecordTable(TYPES);
        LiveIndex index = new LiveIndex(TYPES);
        List<List<String>> records = records(folder.resolve("register.csv"));
        for (int row = 0; row < records.size(); row++) {
            index.put(row, records.get(row));
            add(table, records.get(row));
        }
        Linkage.Found found = new Linkage(table, Thresholds.of(TYPES), new Design(true, true, false, true)).find();
        index.use(new LiveWeights(found.model(), Frequencies.ofRegister(TYPES, index.counts(), 0)));
        Guards guards = Guards.ofRegister(table);

        assertThat(found.pairs().size()).isGreaterThan(600);
        for (int pair = 0; pair < found.pairs().size(); pair++) {
            int left = found.pairs().left(pair);
            int right = found.pairs().right(pair);
            Likely likely = like(index.like(left), right);
            assertThat(likely.bits()).isCloseTo(found.pairs().bits(pair), within(0.01));
            assertThat(likely.verdict() == Verdict.SAME)
                    .isEqualTo(found.pairs().bits(pair) >= Thresholds.USUAL.certain() && !guards.forbid(left, right));
            assertThat(like(index.like(right), left)).isEqualTo(index.compare(right, left));
        }
    }

    @Test
    void aRegisterThatCameInWholeAnswersLikeOneThatCameOneByOne() {
        LiveIndex oneByOne = neighbours();
        LiveIndex whole = new LiveIndex(TYPES);
        List<String> gone = new ArrayList<>(AINO);
        gone.set(0, "Korhonen");
        try (LiveFilling filling = new LiveFilling(whole)) {
            for (int id = 0; id < 5_000; id++) {
                filling.add(new LiveRecord(id, gone));
            }
        }
        for (int id = 0; id < 5_000; id++) {
            whole.remove(id);
        }
        oneByOne.put(77, AINO);
        try (LiveFilling filling = new LiveFilling(whole)) {
            filling.add(new LiveRecord(77, AINO));
        }

        assertThat(whole.size()).isOne();
        assertThat(whole.like(AINO)).extracting(Likely::id).containsExactly(77L);
        assertThat(oneByOne.like(AINO)).extracting(Likely::id).contains(77L);
        assertThat(whole.like(gone)).extracting(Likely::id).doesNotContain(1L);
    }

    @Test
    void knowsAPersonWhoWritesInAHurry() {
        LiveIndex index = neighbours();

        Likely likely = index.like(Arrays.asList(
                        "virtannen", "AINO", "24.6.1971", null, null, null, "+358401234567", "aino@post.example"))
                .get(0);

        assertThat(likely.id()).isEqualTo(1);
        assertThat(likely.verdict()).isEqualTo(Verdict.SAME);
        assertThat(likely.guards()).isEmpty();
        assertThat(index.explain(likely, Locale.ENGLISH))
                .contains("family name nearly the same", "birth date the same")
                .doesNotContainIgnoringCase("virtan");
        assertThat(index.explain(likely, new Locale("sv"))).contains("efternamn");
        assertThat(index.explain(likely, new Locale("fi"))).contains("sukunimi");
    }

    @Test
    void asksWhenAnythingButTheBirthDateAgrees() {
        LiveIndex index = neighbours();
        List<String> son = new ArrayList<>(AINO);
        son.set(2, "1999-01-13");

        Likely likely = index.like(son).get(0);

        assertThat(likely.bits()).isGreaterThan(3);
        assertThat(likely.guards()).containsExactly("birth-date");
        assertThat(likely.verdict()).isEqualTo(Verdict.DOUBTFUL);
    }

    @Test
    void asksWhenTwoBusinessIdsStandAgainstOneName() {
        LiveIndex index = new LiveIndex(List.of(
                FieldType.COMPANY_NAME, FieldType.BUSINESS_ID, FieldType.CITY, FieldType.PHONE, FieldType.EMAIL));
        index.put(1, List.of("Oy Esimerkki Ab", "0112038-9", "Turku", "02 123 4567", "info@esimerkki.example"));
        index.estimate();

        Likely other = index.like(List.of("Esimerkki Oy", "1572860-0", "Åbo", "02 123 4567", "info@esimerkki.example"))
                .get(0);
        Likely same = index.like(List.of("Esimerkki Oy", "0112038-9", "Åbo", "02 123 4567", ""))
                .get(0);

        assertThat(other.guards()).contains("business-id");
        assertThat(other.verdict()).isEqualTo(Verdict.DOUBTFUL);
        assertThat(same.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void comparesWhomeverItIsAskedFor() {
        LiveIndex index = neighbours();

        assertThat(index.compare(1, 2).verdict()).isEqualTo(Verdict.OTHER);
        assertThat(index.compare(1, 2).id()).isEqualTo(2);
        assertThatThrownBy(() -> index.compare(1, 99)).hasMessageContaining("none with the number 99");
        assertThat(index.like(99)).isEmpty();
    }

    @Test
    void forgetsWhomItIsToldToForget() {
        LiveIndex index = neighbours();
        index.put(3, AINO);

        index.remove(1);

        assertThat(index.size()).isEqualTo(2);
        assertThat(index.like(AINO)).extracting(Likely::id).containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "x",
                "😀",
                "👩‍👩‍👧",
                "שלום",
                "e\u0301\u0301\u0301",
                "\u202Eoaia",
                "=1+1",
                "\u0000",
                "MEGABYTE"
            })
    void takesWhateverIsWritten(String value) {
        LiveIndex index = neighbours();
        String written = value.equals("MEGABYTE") ? "ä".repeat(1 << 20) : value;
        List<String> record = TYPES.stream().map(type -> written).toList();

        index.put(7, record);

        assertThat(index.like(record))
                .allSatisfy(likely -> assertThat(likely.id()).isEqualTo(7));
        assertThat(index.like(AINO)).extracting(Likely::id).containsExactly(1L);
    }

    @Test
    void isNotSlowWhenTenThousandShareOneTelephone() {
        LiveIndex index = neighbours();
        for (int i = 0; i < 10_000; i++) {
            index.put(100 + i, person(i, "09 1310 000"));
        }
        index.estimate();
        List<String> one = person(77, "09 1310 000");
        index.like(one);

        long start = System.nanoTime();
        List<Likely> found = index.like(one);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
        assertThat(found.get(0).id()).isEqualTo(177);
        assertThat(found).hasSizeLessThan(50);
    }

    @Test
    void answersWhileOthersWrite() {
        LiveIndex index = neighbours();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20_000; i++) {
                index.put(100 + i % 500, person(i, "040 " + i));
                index.remove(100 + (i * 7) % 500);
                if (i % 5_000 == 0) {
                    index.estimate();
                }
            }
            done.set(true);
        });
        int asked = 0;
        while (!done.get() && !writer.isCompletedExceptionally()) {
            assertThat(index.like(AINO)).extracting(Likely::id).contains(1L);
            asked++;
        }
        writer.join();
        assertThat(asked).isPositive();
    }

    private static LiveIndex neighbours() {
        LiveIndex index = new LiveIndex(TYPES);
        index.put(1, AINO);
        index.put(
                2,
                List.of(
                        "Korhonen",
                        "Matti",
                        "1950-02-03",
                        "Mäntykatu 17 B 9",
                        "33100",
                        "Tampere",
                        "050 765 4321",
                        "matti@post.example"));
        index.estimate();
        return index;
    }

    private static List<String> person(int number, String phone) {
        int mixed = Mix.of(number) & Integer.MAX_VALUE;
        return List.of(
                "Suku" + Integer.toString(mixed, 36),
                "Etu" + Integer.toString(mixed % 997, 36),
                "19%02d-%02d-%02d".formatted(mixed % 90, 1 + mixed % 12, 1 + mixed % 28),
                "Tie " + mixed % 3_001,
                "%05d".formatted(mixed % 99_991),
                "Kylä" + mixed % 101,
                phone,
                "p" + number + "@post.example");
    }

    private static Likely like(List<Likely> found, long id) {
        assertThat(found).extracting(Likely::id).contains(id).doesNotHaveDuplicates();
        return found.stream().filter(likely -> likely.id() == id).findFirst().orElseThrow();
    }

    private static List<List<String>> records(Path file) throws Exception {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Arrays.asList(line.split(";", -1)).subList(1, 9))
                .collect(Collectors.toList());
    }

    private static void add(RecordTable table, List<String> record) {
        Form form = new Form();
        int row = table.add();
        for (int column = 0; column < TYPES.size(); column++) {
            form.of(TYPES.get(column), record.get(column));
            table.set(row, column, form.bytes(), form.length());
        }
    }
}
