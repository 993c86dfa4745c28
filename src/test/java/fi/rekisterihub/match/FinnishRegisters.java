package fi.rekisterihub.match;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Registers of the made-up population: one with duplicates, or two to be linked. */
final class FinnishRegisters {

    static final MatchColumns COLUMNS = new MatchColumns(
            "id",
            Map.of(
                    FieldType.FAMILY_NAME, List.of("family_name"),
                    FieldType.GIVEN_NAME, List.of("given_name"),
                    FieldType.BIRTH_DATE, List.of("birth_date"),
                    FieldType.STREET, List.of("street"),
                    FieldType.POSTAL_CODE, List.of("postal_code"),
                    FieldType.CITY, List.of("city"),
                    FieldType.PHONE, List.of("phone"),
                    FieldType.EMAIL, List.of("email")));

    private FinnishRegisters() {}

    /** Two registers of so many each: three fifths of the one are in the other too, and often the rest of their households. */
    static LabelledSet two(Path folder, FinnishNames names, int size, long seed) throws IOException {
        MadeUpPopulation population = new MadeUpPopulation(names, seed);
        List<MadeUpPerson> persons = population.persons(size + size * 2 / 5);
        WorsePaper paper = new WorsePaper(population, seed + 1);
        Path first = folder.resolve("register-a.csv");
        Path second = folder.resolve("register-b.csv");
        try (BufferedWriter a = Files.newBufferedWriter(first);
                BufferedWriter b = Files.newBufferedWriter(second)) {
            a.write(WorsePaper.HEADER + "\n");
            b.write(WorsePaper.HEADER + "\n");
            int inFirst = 0;
            int inSecond = 0;
            // By sevenths: two are in the first alone, three in both, two in the second alone; households are split.
            for (MadeUpPerson person : persons) {
                int part = (Mix.of(person.number()) & Integer.MAX_VALUE) % 7;
                if (part < 5 && inFirst < size) {
                    a.write(String.join(";", paper.clean(person, "A" + inFirst++)) + "\n");
                }
                if (part >= 2 && inSecond < size) {
                    b.write(String.join(";", paper.worse(person, "B" + inSecond++)) + "\n");
                }
            }
        }
        return new LabelledSet(
                "finnish registers, 2 x " + size, List.of(first, second), COLUMNS, fields -> fields.get("person")
                        .toString());
    }

    /** One register in which one in five stands twice. */
    static LabelledSet one(Path folder, FinnishNames names, int size, long seed) throws IOException {
        MadeUpPopulation population = new MadeUpPopulation(names, seed);
        WorsePaper paper = new WorsePaper(population, seed + 1);
        Path file = folder.resolve("register.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(WorsePaper.HEADER + "\n");
            for (MadeUpPerson person : population.persons(size * 4 / 5)) {
                out.write(String.join(";", paper.clean(person, "P" + person.number())) + "\n");
                if (person.number() % 4 == 0) {
                    out.write(String.join(";", paper.worse(person, "Q" + person.number())) + "\n");
                }
            }
        }
        return new LabelledSet("finnish register, " + size, List.of(file), COLUMNS, fields -> fields.get("person")
                .toString());
    }
}
