package fi.rekisterihub.match;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Ten thousand records with nothing but names and birth dates, a thousand of them the same person again with one slip. */
final class NamesAndDates {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private NamesAndDates() {}

    static LabelledSet in(Path folder, FinnishNames names, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int person = 0; person < 9_000; person++) {
            String given = names.given(random.nextBoolean(), random);
            String family = names.family(random);
            int[] date = {1930 + random.nextInt(75), 1 + random.nextInt(12), 1 + random.nextInt(28)};
            lines.add(line(person, given, family, date));
            if (person < 1_000) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> given = slip(given, random);
                    case 3, 4, 5 -> family = slip(family, random);
                    case 6 -> date[0] += random.nextInt(3) - 1;
                    case 7 -> date[1] = 1 + random.nextInt(12);
                    default -> date[2] = 1 + random.nextInt(28);
                }
                lines.add(line(person, given, family, date));
            }
        }
        java.util.Collections.shuffle(lines, random);
        lines.add(0, "given;family;year;month;day;person");
        Path file = Files.write(folder.resolve("names-and-dates-" + seed + ".csv"), lines);
        return new LabelledSet(
                "names and dates " + seed,
                List.of(file),
                new MatchColumns(
                        null,
                        Map.of(
                                FieldType.GIVEN_NAME, List.of("given"),
                                FieldType.FAMILY_NAME, List.of("family"),
                                FieldType.BIRTH_DATE, List.of("year", "month", "day"))),
                fields -> fields.get("person").toString());
    }

    private static String line(int person, String given, String family, int[] date) {
        return String.format(Locale.ROOT, "%s;%s;%d;%d;%d;%d", given, family, date[0], date[1], date[2], person);
    }

    private static String slip(String name, Random random) {
        int at = random.nextInt(name.length());
        String letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return switch (random.nextInt(3)) {
            case 0 -> name.substring(0, at) + letter + name.substring(at);
            case 1 -> name.length() < 3 ? name + letter : name.substring(0, at) + name.substring(at + 1);
            default -> name.substring(0, at) + letter + name.substring(at + 1);
        };
    }
}
