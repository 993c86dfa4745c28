package fi.rekisterihub.identity;

import static fi.rekisterihub.identity.Sames.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same people in another order, in one delivery or in many, with looks between them and corrections on the way: in the end
 * the same ones are one.
 */
class ArrivalOrderTest {

    private static final int PEOPLE = 24;
    private static final String[] FAMILIES = {"Lehtimäki", "Virtanen", "Åström", "Korhonen"};
    private static final String[] GIVEN = {"Aino", "Eeva", "Pekka", "Juhani", "Örjan", "Kaarina"};
    private static final String[] STREETS = {"Rantatie 5", "Kauppakatu 11 B 7", "Bagargränd 2", "Satamakatu 9"};

    private static Sames sames;

    @BeforeAll
    static void start() {
        sames = new Sames();
    }

    @AfterAll
    static void stop() {
        sames.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theOrderOfArrivalDoesNotChangeTheOutcome(long seed) {
        Random random = new Random(seed);
        List<String> rows = people(random);

        Set<String> atOnce = new HashSet<>(groupsAfter(List.of(rows), random, false));
        Collections.shuffle(rows, random);
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += 5) {
            portions.add(rows.subList(from, Math.min(from + 5, rows.size())));
        }
        Set<String> oneByOne = new HashSet<>(groupsAfter(portions, random, true));

        assertThat(atOnce).as("somebody stands twice").isNotEmpty();
        assertThat(oneByOne).isEqualTo(atOnce);
    }

    /** @param wrongAtFirst whether some come with another name first, and are corrected at the end */
    private static List<String> groupsAfter(List<List<String>> portions, Random random, boolean wrongAtFirst) {
        sames.empty();
        StringBuilder soFar = new StringBuilder();
        for (List<String> portion : portions) {
            portion.forEach(
                    row -> soFar.append(wrongAtFirst && random.nextInt(4) == 0 ? row.replace("koti", "muualla") : row));
            sames.imported(soFar.toString());
            if (random.nextBoolean()) {
                sames.lookedFor();
            }
        }
        StringBuilder all = new StringBuilder();
        portions.forEach(portion -> portion.forEach(all::append));
        sames.imported(all.toString());
        sames.lookedFor();
        // The weights are those of the register as it is now; whoever was looked at before is looked at with the same.
        sames.lookedForAnew();
        return sames.groups();
    }

    private static List<String> people(Random random) {
        List<String> rows = new ArrayList<>();
        for (int number = 0; number < PEOPLE; number++) {
            String family = FAMILIES[random.nextInt(FAMILIES.length)];
            String given = GIVEN[random.nextInt(GIVEN.length)];
            String street = STREETS[random.nextInt(STREETS.length)];
            String mail =
                    "%s.%s@koti%d.example".formatted(given, family, number).toLowerCase(Locale.ROOT);
            String phone = "04055%05d".formatted(number * 7919 % 100_000);
            String other = "04599%05d".formatted(number * 6271 % 100_000);
            rows.add(row("A-" + number, family, given, mail, phone, street));
            if (random.nextInt(3) == 0) {
                String slip = family.replaceFirst("[ao]", "e");
                // Another number: by name and number a record is known at once, and then the last word holds.
                rows.add(row("B-" + number, slip, given, mail.replace("example", "exmaple"), other, street));
            }
        }
        return rows;
    }
}
