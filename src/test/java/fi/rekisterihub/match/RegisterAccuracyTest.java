package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How right the links of a register are that nobody is asked about: one record after another looked up in the index, and circles
 * divided as the hub does it.
 */
class RegisterAccuracyTest {

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
    private static final int BIRTH_DATE = 2;
    private static final int PERSON = 9;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} records, seed {1}, birth {2}")
    @CsvSource({"10000, 31, date", "10000, 32, year", "10000, 41, none"})
    void linksNobodyWronglyWithoutAsking(int size, long seed, String birth) throws IOException {
        assumeTrue(Files.isDirectory(DATA.resolve("names")), "The lists of names are not at %s.".formatted(DATA));
        FinnishRegisters.one(folder, new FinnishNames(DATA.resolve("names")), size, seed);
        List<String> truth = new ArrayList<>();
        LiveIndex index = new LiveIndex(TYPES);
        for (String line : Files.readAllLines(folder.resolve("register.csv")).subList(1, size + 1)) {
            String[] fields = line.split(";", -1);
            List<String> values = new ArrayList<>(Arrays.asList(fields).subList(1, PERSON));
            values.set(BIRTH_DATE, told(values.get(BIRTH_DATE), birth));
            index.put(truth.size(), values);
            truth.add(fields[PERSON]);
        }
        index.estimate();

        Map<Long, List<Likely>> likes = new TreeMap<>();
        LongStream.range(0, truth.size()).forEach(id -> likes.put(id, index.like(id)));
        int[] groups = groups(truth.size(), likes);

        Map<String, Integer> sizes = new HashMap<>();
        Map<Integer, Integer> said = new HashMap<>();
        Map<String, Integer> both = new HashMap<>();
        for (int row = 0; row < groups.length; row++) {
            sizes.merge(truth.get(row), 1, Integer::sum);
            said.merge(groups[row], 1, Integer::sum);
            both.merge(truth.get(row) + "|" + groups[row], 1, Integer::sum);
        }
        double hit = pairs(both);
        double precision = hit / pairs(said);
        double recall = hit / pairs(sizes);
        long asked = likes.entrySet().stream()
                .filter(one -> one.getValue().stream()
                        .anyMatch(like ->
                                groups[(int) like.id()] != groups[one.getKey().intValue()]))
                .count();
        System.out.printf(
                "register of %d, birth %s: precision %.5f, recall %.4f, wrong %.0f, records in a question %.2f %%%n",
                size, birth, precision, recall, pairs(said) - hit, 100.0 * asked / groups.length);
        assertThat(precision).isGreaterThanOrEqualTo(0.9995);
    }

    private static String told(String date, String birth) {
        return switch (birth) {
            case "date" -> date;
            case "year" -> date.length() >= 4 ? date.substring(0, 4) : date;
            default -> "";
        };
    }

    private static double pairs(Map<?, Integer> sizes) {
        return sizes.values().stream()
                .mapToDouble(size -> size * (size - 1) / 2.0)
                .sum();
    }

    /** As the room identity does it from its tables. */
    private static int[] groups(int size, Map<Long, List<Likely>> likes) {
        Components circles = new Components(size);
        Map<Set<Integer>, Likely> known = new HashMap<>();
        likes.forEach((id, found) -> found.forEach(like -> {
            known.put(Set.of(id.intValue(), (int) like.id()), like);
            if (like.verdict() == Verdict.SAME) {
                circles.join(id.intValue(), (int) like.id());
            }
        }));
        Map<Integer, Set<Integer>> members = new TreeMap<>();
        IntStream.range(0, size).forEach(row -> members.computeIfAbsent(circles.of(row), first -> new TreeSet<>())
                .add(row));
        int[] groups = new int[size];
        for (Set<Integer> circle : members.values()) {
            int[] rows = circle.stream().mapToInt(Integer::intValue).toArray();
            int[] found = Grouping.of(rows.length, new Of(rows, known), Grouping.certain(TYPES), true);
            for (int place = 0; place < rows.length; place++) {
                groups[rows[place]] = rows[found[place]];
            }
        }
        return groups;
    }

    private record Of(int[] rows, Map<Set<Integer>, Likely> known) implements Grouping.Pairs {

        @Override
        public double bits(int one, int other) {
            Likely like = known.get(Set.of(rows[one], rows[other]));
            return like == null ? -10 : like.bits();
        }

        @Override
        public boolean saidSame(int one, int other) {
            return false;
        }

        @Override
        public boolean apart(int one, int other) {
            Likely like = known.get(Set.of(rows[one], rows[other]));
            return like != null && !like.guards().isEmpty();
        }
    }
}
