package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.match.MatchFiles.Report;
import fi.rekisterihub.match.MatchFiles.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a list holds, it is refused in a sentence or its rows stay apart; it never becomes one, and never takes minutes. */
@Timeout(120)
class MatchBadInputTest {

    private static final String HEADER = "nro;yritys;sukunimi;etunimi;syntynyt;puhelin;sposti\n";

    @TempDir
    private Path folder;

    @Test
    void leavesRowsOfBlanksApart() throws IOException {
        Report report = match(rows(3_000, i -> i + "; ;\u00a0;\t;;;"));

        assertThat(report.rows()).isEqualTo(3_000);
        assertThat(largest()).isEqualTo(1);
    }

    @Test
    void takesNoLetterForAName() throws IOException {
        match(rows(3_000, i -> i + ";;" + (char) ('A' + i % 26) + ";" + (char) ('A' + i % 7) + ";;;"));

        assertThat(largest()).isEqualTo(1);
    }

    @Test
    void leavesApartWhoAreCalledByTheirCompanyOrByPictures() throws IOException {
        match(rows(600, i -> i + ";;Yritys Oy;Myynti;;;")
                + rows(600, i -> "e" + i + ";;" + "😀".repeat(1 + i % 40) + ";👩‍🚀;;;"));

        assertThat(largest()).isLessThanOrEqualTo(Guards.MOST_IN_A_GROUP);
    }

    @Test
    void readsNamesThatRunTheOtherWayAndMarksWithoutEnd() throws IOException {
        match(rows(
                300, i -> i + ";;\u202eمحمد" + i + ";e" + "\u0301".repeat(1_000) + ";1.1.19" + (10 + i % 80) + ";;"));

        assertThat(largest()).isLessThan(5);
    }

    @Test
    void looksAtTheBeginningOfHugeValues() throws IOException {
        String huge = "x".repeat(1_000_000);
        Report report = match(rows(
                5,
                i -> i + ";" + huge + ";" + huge + ";Maija;" + (1 + i) + "." + (1 + i) + ".19" + (50 + i) + ";;" + huge
                        + "@a.example"));

        assertThat(report.rows()).isEqualTo(5);
        assertThat(largest()).isEqualTo(1);
    }

    @Test
    void leavesCompaniesOfOneSwitchboardApart() throws IOException {
        match(rows(
                3_000,
                i -> i + ";Yritys " + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676)
                        + "ola Oy;;;;09 555 0100;"));

        assertThat(largest()).isLessThan(5);
    }

    @Test
    void disarmsFormulasAlsoInTheHeader() throws IOException {
        Files.writeString(
                folder.resolve("in.csv"), HEADER.replace("sposti", "sposti;=cmd|calc") + "=1+1;@SUM(A1);;;;;;-2+3\n");
        run(List.of("in.csv"));

        assertThat(Files.readString(folder.resolve("out.csv")))
                .contains("'=1+1", "'@SUM(A1)", "'=cmd|calc", "'-2+3")
                .doesNotContain(",=", ",@");
    }

    @Test
    void saysWhatIsMissingInAFileOfNothing() throws IOException {
        Files.writeString(folder.resolve("in.csv"), "");

        assertThatThrownBy(() -> run(List.of("in.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in.csv");
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    @Test
    void findsNobodyInAFileOfAHeaderOnly() throws IOException {
        assertThat(match("").rows()).isZero();
        assertThat(folder.resolve("out.csv")).exists();
    }

    @Test
    void givesTheSameAnswerTwice() throws IOException {
        String rows = rows(
                400,
                i -> i + ";;Nimi" + i % 150 + "nen;Etu" + i % 7 + ";1.2.19" + (10 + i % 80) + ";040 555 "
                        + (1000 + i % 200) + ";");
        match(rows);
        String first = Files.readString(folder.resolve("out.csv"));
        match(rows);

        assertThat(Files.readString(folder.resolve("out.csv"))).isEqualTo(first);
    }

    private Report match(String rows) throws IOException {
        Files.writeString(folder.resolve("in.csv"), HEADER + rows);
        return run(List.of("in.csv"));
    }

    private Report run(List<String> inputs) throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                id: nro
                fields:
                  companyName: yritys
                  familyName: sukunimi
                  givenName: etunimi
                  birthDate: syntynyt
                  phone: puhelin
                  email: sposti
                """);
        return MatchFiles.run(
                new Request(mapping, inputs.stream().map(folder::resolve).toList(), folder.resolve("out.csv"), "en"));
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    /** How many rows the largest group has that was joined without asking. */
    private int largest() {
        Map<String, Integer> sizes = new TreeMap<>();
        List<String> groups = new ArrayList<>();
        RecordReader reader = MatchFiles.reader(folder.resolve("out.csv"));
        reader.read((ordinal, line, raw, fields, bad) -> groups.add(String.valueOf(fields.get("certain_cluster"))));
        groups.forEach(group -> sizes.merge(group, 1, Integer::sum));
        return sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
