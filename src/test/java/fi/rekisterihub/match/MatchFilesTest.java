package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.match.MatchFiles.Report;
import fi.rekisterihub.match.MatchFiles.Request;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gets who cleans a list with {@code match}. */
class MatchFilesTest {

    private static final String MAPPING = """
            id: nro
            fields:
              familyName: sukunimi
              givenName: etunimi
              birthDate: syntynyt
              street: katu
              postalCode: postinumero
              city: kaupunki
              phone: puhelin
              email: sposti
            """;
    private static final String HEADER = "nro;sukunimi;etunimi;syntynyt;katu;postinumero;kaupunki;puhelin;sposti\n";
    private static final String TWICE = HEADER
            + "1;Esimerkkinen;Maija;1.2.1980;Mallikatu 5 A 2;00100;Helsinki;040 555 0101;maija@esimerkki.example\n"
            + "2;Esimerkinen;Maija;1980-02-01;Mallikatu 5;00100;Helsinki;+358405550101;\n"
            + "3;Esimerkkinen;Pekka;7.8.1979;Mallikatu 5 A 2;00100;Helsinki;040 555 0102;pekka@esimerkki.example\n"
            + "4;Kuvitteellinen;Antti;3.3.1955;Keksintie 9;33100;Tampere;050 555 0103;\n";

    @TempDir
    private Path folder;

    @Test
    void joinsTheTwoOfOnePersonAndLeavesTheHouseholdApart() throws IOException {
        Report report = match(filled(TWICE));

        Map<String, Map<String, String>> rows = byId();
        assertThat(rows.get("1").get("certain_cluster")).isEqualTo(rows.get("2").get("certain_cluster"));
        assertThat(rows.get("3").get("cluster")).isNotEqualTo(rows.get("1").get("cluster"));
        assertThat(rows.get("4")).containsEntry("decision", "single");
        assertThat(rows.get("2"))
                .containsEntry("decision", "same")
                .containsEntry("like", "1")
                .containsEntry("sukunimi", "Esimerkinen")
                .containsEntry("line", "3");
        assertThat(rows.get("2").get("explanation"))
                .contains("phone the same (+", "family name nearly the same (+", "missing in one: e-mail");
        assertThat(report.rows()).isEqualTo(104);
        assertThat(report.entities()).isEqualTo(103);
    }

    @Test
    void explainsInFinnishAndSwedish() throws IOException {
        match(filled(TWICE), "fi");
        assertThat(byId().get("2").get("explanation")).contains("sukunimi lähes sama", "puuttuu toiselta: sähköposti");

        match(filled(TWICE), "sv");
        assertThat(byId().get("2").get("explanation")).contains("efternamn nästan samma", "saknas hos den ena: e-post");
    }

    @Test
    void saysTheSameInWhateverOrderTheRowsCome() throws IOException {
        List<String> lines = new ArrayList<>(filled(TWICE).lines().toList());
        String header = lines.remove(0);
        match(header + "\n" + String.join("\n", lines) + "\n");
        Set<Set<String>> clusters = clusters();
        Map<String, String> names = names();
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(lines, new Random(i));
            match(header + "\n" + String.join("\n", lines) + "\n");
            assertThat(clusters()).isEqualTo(clusters);
            assertThat(names()).isEqualTo(names);
        }
    }

    @Test
    void linksTwoFilesThatCallTheirColumnsOtherwise() throws IOException {
        Path second = folder.resolve("bought.csv");
        Files.writeString(
                second,
                "ref,surname,first,born,tel\nB1,Esimerkkinen,Maija,1980-02-01,0405550101\nB2,Toinen,Ville,1990-01-01,0405550999\n");
        Path mapping = mapping(MAPPING + """
                second:
                  id: ref
                  fields: {familyName: surname, givenName: first, birthDate: born, phone: tel}
                """);
        Path first = write("own.csv", filled(TWICE), StandardCharsets.UTF_8);

        MatchFiles.run(new Request(mapping, List.of(first, second), folder.resolve("out.csv"), "en"));

        List<Map<String, String>> rows = rows();
        Map<String, String> linked = rows.stream()
                .filter(row -> row.get("ref").equals("B1"))
                .findFirst()
                .orElseThrow();
        assertThat(linked).containsEntry("decision", "same").containsEntry("certain_cluster", "a:1");
        assertThat(rows.stream().filter(row -> row.get("ref").equals("B2")))
                .allMatch(row -> row.get("decision").equals("single"));
    }

    @Test
    void linksAFileThatHasTheWholeNameInOneColumn() throws IOException {
        Path second = write(
                "bought.csv",
                "ref,name,born\n"
                        + "B1,Maija Esimerkkinen,1980-02-01\n"
                        + "B2,\"Kuvitteellinen, Antti\",3.3.1955\n"
                        + "B3,Pekka Esimerkkinen,1.1.1990\n",
                StandardCharsets.UTF_8);
        Path mapping = mapping(MAPPING + "second:\n  id: ref\n  fields: {fullName: name, birthDate: born}\n");
        Path first = write("own.csv", filled(TWICE), StandardCharsets.UTF_8);

        MatchFiles.run(new Request(mapping, List.of(first, second), folder.resolve("out.csv"), "en"));

        Map<String, Map<String, String>> rows = rows().stream()
                .collect(Collectors.toMap(
                        row -> row.get("ref").isEmpty() ? row.get("nro") : row.get("ref"), row -> row));
        assertThat(rows.get("B1").get("cluster")).isEqualTo("a:1");
        assertThat(rows.get("B2").get("cluster")).isEqualTo("a:4");
        assertThat(rows.get("B3").get("certain_cluster")).isEqualTo("b:B3");
    }

    @Test
    void refusesAWholeNameBesideItsParts() throws IOException {
        Path file = write("customers.csv", filled(TWICE), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MatchFiles.run(new Request(
                        mapping(MAPPING.replace("givenName", "fullName")),
                        List.of(file),
                        folder.resolve("out.csv"),
                        "en")))
                .hasMessageContainingAll("mapping.yaml", "'fullName'", "familyName", "name the one or the other");
    }

    @Test
    void takesAFileAsAnyOfficeWritesIt() throws IOException {
        Path file = write(
                "customers.csv",
                filled(TWICE).replace(';', '\t').replace("Esimerkkinen", "Möttönen"),
                Charset.forName("windows-1252"));

        MatchFiles.run(new Request(mapping(MAPPING), List.of(file), folder.resolve("out.csv"), "en"));

        assertThat(byId().get("3")).containsEntry("sukunimi", "Möttönen");
    }

    @Test
    void namesTheColumnThatIsMissingAndTheOneThatIsMeant() throws IOException {
        Path file = write("customers.csv", filled(TWICE), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MatchFiles.run(new Request(
                        mapping(MAPPING.replace("sukunimi", "sukunmi")),
                        List.of(file),
                        folder.resolve("out.csv"),
                        "en")))
                .hasMessageContainingAll("customers.csv", "'sukunmi'", "familyName", "sukunimi");
        assertThatThrownBy(() -> MatchFiles.run(new Request(
                        mapping(MAPPING.replace("familyName", "familyNam")),
                        List.of(file),
                        folder.resolve("out.csv"),
                        "en")))
                .hasMessageContainingAll("mapping.yaml:3:3", "familyNam", "familyName");
        assertThatThrownBy(() -> MatchFiles.run(
                        new Request(folder.resolve("no.yaml"), List.of(file), folder.resolve("out.csv"), "en")))
                .hasMessageContainingAll("There is no mapping", "no.yaml");
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    @Test
    void refusesToWriteOverTheListAndIntoNoFolder() throws IOException {
        Path file = write("customers.csv", filled(TWICE), StandardCharsets.UTF_8);
        Path mapping = mapping(MAPPING);

        assertThatThrownBy(() -> MatchFiles.run(new Request(mapping, List.of(file), file, "en")))
                .hasMessageContaining("written over the input");
        assertThatThrownBy(
                        () -> MatchFiles.run(new Request(mapping, List.of(file), folder.resolve("no/out.csv"), "en")))
                .hasMessageContainingAll("cannot be written", "a folder that is there");
        assertThat(file).hasContent(filled(TWICE));
    }

    @Test
    void keepsARowThatCannotBeReadForItself() throws IOException {
        Report report = match(filled(TWICE + "5;Rikki;Rivi\n"));

        assertThat(report.unread()).isEqualTo(1);
        assertThat(byId().get("5"))
                .containsEntry("decision", "single")
                .containsEntry("sukunimi", "Rikki")
                .containsEntry("line", "6");
    }

    @Test
    void refusesTwoFilesThatHaveNoFieldInCommon() throws IOException {
        Path mapping = mapping("fields: {familyName: sukunimi}\nsecond:\n  fields: {email: sposti}\n");
        Path file = write("customers.csv", filled(TWICE), StandardCharsets.UTF_8);

        assertThatThrownBy(() ->
                        MatchFiles.run(new Request(mapping, List.of(file, file), folder.resolve("out.csv"), "en")))
                .hasMessageContaining("nothing to compare");
    }

    @Test
    void neverMergesTenThousandWhoShareOnePhone() throws IOException {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 10_000; i++) {
            file.append("%d;Nimi%s;Etu%s;%d.%d.19%02d;;;;040 555 0100;\n"
                    .formatted(i, letters(i), letters(i * 7919), 1 + i % 28, 1 + i % 12, 30 + i % 60));
        }
        match(file.toString());

        assertThat(clusters("certain_cluster").stream()
                        .mapToInt(Set::size)
                        .max()
                        .orElseThrow())
                .isLessThan(3);
    }

    @Test
    void takesNothingAndNonsenseForWhatTheyAre() throws IOException {
        String huge = "x".repeat(1_000_000);
        match(filled(HEADER
                + ";;;;;;;;\n"
                + "a;;;;;;;;\n"
                + "b;;;;;;;;\n"
                + "c;X;Y;;;;;;\n"
                + "d;X;Y;;;;;;\n"
                + "e;" + huge + ";Maija;1.1.1990;;;;;\n"
                + "f;👩‍🚀;😀;;;;;;\n"
                + "g;\u202eمحمد;e\u0301\u0301\u0301;;;;;;\n"
                + "h;=HYPERLINK(\"http://evil.example\");@SUM(A1);;;;;+358 40 555 0199;\n"
                + "i;Yritys Oy;Myynti;;;;;;myynti@yritys.example\n"));

        Map<String, Map<String, String>> rows = byId();
        assertThat(rows.get("a").get("certain_cluster"))
                .isNotEqualTo(rows.get("b").get("certain_cluster"));
        assertThat(rows.get("c").get("certain_cluster"))
                .as("two initials are nobody's identity")
                .isNotEqualTo(rows.get("d").get("certain_cluster"));
        assertThat(rows.get("h"))
                .containsEntry("sukunimi", "'=HYPERLINK(\"http://evil.example\")")
                .containsEntry("etunimi", "'@SUM(A1)")
                .containsEntry("puhelin", "+358 40 555 0199");
        assertThat(rows.get("f")).containsEntry("decision", "single");
    }

    @Test
    void asksWhetherFatherAndSonOfOneNameAreOne() throws IOException {
        match(filled(HEADER
                + "isa;Esimerkkinen;Antti;;Mallikatu 7;00100;Helsinki;;antti.vanhempi@esimerkki.example\n"
                + "poika;Esimerkkinen;Antti;1.5.1999;Mallikatu 7;00100;Helsinki;;\n"
                + "veli;Esimerkkinen;Antti;2.11.1969;Mallikatu 7;00100;Helsinki;;\n"));

        Map<String, Map<String, String>> rows = byId();
        assertThat(List.of(
                        rows.get("isa").get("certain_cluster"),
                        rows.get("poika").get("certain_cluster"),
                        rows.get("veli").get("certain_cluster")))
                .doesNotHaveDuplicates();
    }

    /** With a hundred others, so that there is something to estimate from. */
    private static String filled(String rows) {
        StringBuilder file = new StringBuilder(rows);
        for (int i = 0; i < 100; i++) {
            file.append("M%d;%snen;%s;%d.%d.%d;%stie %d;%05d;Paikka%d;044 555 %04d;%s@muu.example\n"
                    .formatted(
                            i,
                            capital(letters(i * 31)),
                            capital(letters(i * 17)),
                            1 + i % 28,
                            1 + i % 12,
                            1940 + i % 60,
                            capital(letters(i * 13)),
                            1 + i,
                            i * 101,
                            i % 17,
                            i,
                            letters(i * 7)));
        }
        return file.toString();
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        int rest = Mix.of(number + 1) & Integer.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            letters.append((char) ('a' + rest % 19));
            rest /= 19;
        }
        return letters.toString();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private Report match(String file) throws IOException {
        return match(file, "en");
    }

    private Report match(String file, String language) throws IOException {
        return MatchFiles.run(new Request(
                mapping(MAPPING),
                List.of(write("customers.csv", file, StandardCharsets.UTF_8)),
                folder.resolve("out.csv"),
                language));
    }

    private Path mapping(String text) throws IOException {
        return write("mapping.yaml", text, StandardCharsets.UTF_8);
    }

    private Path write(String name, String text, Charset charset) throws IOException {
        return Files.writeString(folder.resolve(name), text, charset);
    }

    private List<Map<String, String>> rows() {
        List<Map<String, String>> rows = new ArrayList<>();
        RecordReader reader = MatchFiles.reader(folder.resolve("out.csv"));
        reader.read((ordinal, line, raw, fields, bad) -> {
            Map<String, String> row = new LinkedHashMap<>();
            reader.header().forEach(name -> row.put(name, String.valueOf(fields.get(name))));
            rows.add(row);
        });
        return rows;
    }

    private Map<String, Map<String, String>> byId() {
        return rows().stream().collect(Collectors.toMap(row -> row.get("nro"), row -> row, (one, other) -> other));
    }

    private Map<String, String> names() {
        return rows().stream().collect(Collectors.toMap(row -> row.get("nro"), row -> row.get("cluster")));
    }

    private Set<Set<String>> clusters() {
        return clusters("cluster");
    }

    private Set<Set<String>> clusters(String column) {
        Map<String, Set<String>> clusters = new HashMap<>();
        rows().forEach(row -> clusters.computeIfAbsent(row.get(column), name -> new TreeSet<>())
                .add(row.get("nro")));
        return Set.copyOf(clusters.values());
    }
}
