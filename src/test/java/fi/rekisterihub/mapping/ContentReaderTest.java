package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import fi.rekisterihub.mapping.ContentFormat.Column;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Frame;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentReaderTest {

    private final Path home = TestHome.withTables();

    @Test
    void columnsFollowEachOtherUnlessTheySayWhereTheyBegin() throws IOException {
        Fixed format = (Fixed) table(
                        "type: fixed",
                        "separator: \"#\"",
                        "skip: 2",
                        "line-length: 40",
                        "columns:",
                        "  - {name: name, length: 10}",
                        "  - {name: phone, length: 5}",
                        "  - {name: mark, from: 30, length: 1}")
                .mappings()
                .get("numbers")
                .content();

        assertThat(format.columns())
                .containsExactly(new Column("name", 1, 10), new Column("phone", 12, 5), new Column("mark", 30, 1));
        assertThat(format.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(format.lineLength()).isEqualTo(40);
        assertThat(format.skip()).isEqualTo(2);
    }

    @Test
    void anOptionOfAnotherTypeIsNamedWithItsPlace() throws IOException {
        assertThat(findings("type: json", "delimiter: \";\""))
                .containsExactly(
                        "mappings/numbers.yaml:5:3: unknown 'delimiter' in content; known are full, records, type, xml.");
    }

    @Test
    void aLayoutThatCannotBeMeantSoIsRefusedWhereItStands() throws IOException {
        assertThat(findings(
                        "type: fixed",
                        "charset: latin-99",
                        "line-length: 12",
                        "columns:",
                        "  - {name: phone, length: 10}",
                        "  - {name: phone, from: 5}",
                        "  - {name: mark, length: long}",
                        "  - {name: end, length: 9}"))
                .containsExactly(
                        "mappings/numbers.yaml:5:12: 'charset: latin-99' cannot be used: it is no character set; write UTF-8, "
                                + "ISO-8859-1 or windows-1252.",
                        "mappings/numbers.yaml:6:16: The columns reach to character 15, beyond 'line-length: 12'.",
                        "mappings/numbers.yaml:9:7: 'length' is missing in columns: how many characters the column has.",
                        "mappings/numbers.yaml:9:14: Another column is called 'phone' too.",
                        "mappings/numbers.yaml:9:27: The column 'phone' begins at character 5, where the one before has not "
                                + "ended; the next free one is 11.",
                        "mappings/numbers.yaml:10:28: 'length: long' cannot be used: it is no whole number");
    }

    @Test
    void theMappingNamesColumnsThatAFileDoesNot() throws IOException {
        Csv format = (Csv) table("type: csv", "skip: 2", "trailer: END", "columns: [name, phone]")
                .mappings()
                .get("numbers")
                .content();

        assertThat(format.frame()).isEqualTo(new Frame(2, List.of("name", "phone"), "END"));
        assertThat(findings("type: csv", "columns: [phone, name, phone]"))
                .containsExactly("mappings/numbers.yaml:5:26: Another column is called 'phone' too.");
        assertThat(findings("type: xlsx", "columns: []"))
                .containsExactly(
                        "mappings/numbers.yaml:5:12: 'columns' needs the names of the columns, as in [number, name, phone].");
    }

    @Test
    void aLayoutWithoutColumnsIsNone() throws IOException {
        assertThat(findings("type: fixed"))
                .containsExactly(
                        "mappings/numbers.yaml:4:3: 'columns' needs a list of lines '- {name: …, length: …}'.");
    }

    private List<String> findings(String... content) throws IOException {
        return table(content).findings().stream()
                .sorted()
                .map(Finding::toString)
                .toList();
    }

    private MappingFolder table(String... content) throws IOException {
        Stream<String> indented = Stream.of(content).map(line -> "  " + line);
        Files.writeString(
                home.resolve("mappings/numbers.yaml"),
                "feed: numbers\nrecord: optout\ncontent:\n" + String.join("\n", indented.toList())
                        + "\nkey: phone\nfields:\n  phone: $phone(phone)\n");
        return MappingFolder.read(home, ProfileFolder.read(home));
    }
}
