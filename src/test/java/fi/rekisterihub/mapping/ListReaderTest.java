package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import fi.rekisterihub.mapping.HashScheme.Normal;
import fi.rekisterihub.mapping.ListRules.Place;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ListReaderTest {

    private final Path home = TestHome.withTables();

    @Test
    void readsWhatAListSaysOfItselfAndHowItsHashesAreMade() throws IOException {
        ListRules rules = table("""
                content: {type: csv, columns: [kind, hash], skip: 1, trailer: END}
                list:
                  version: {place: header, pattern: 'of (\\S+)', form: dd.MM.uuuu}
                  maximum-age: 28d
                  count: {place: trailer, pattern: '(\\d+)'}
                  changes: {place: file-name, pattern: change}
                  step: 7d
                  hash: {email: {algorithm: SHA-1, charset: ISO-8859-1}, phone: {form: digits, before: "04"}}
                """).mappings().get("numbers").list();

        assertThat(Objects.requireNonNull(rules.version()).in("List of 21.11.2026"))
                .contains(LocalDate.of(2026, 11, 21));
        assertThat(Objects.requireNonNull(rules.version()).in("List of 31.11.2026"))
                .isEmpty();
        assertThat(rules.maximumAge()).isEqualTo(Duration.ofDays(28));
        assertThat(rules.step()).isEqualTo(Duration.ofDays(7));
        assertThat(Objects.requireNonNull(rules.count()).in("END 17")).contains("17");
        assertThat(Objects.requireNonNull(rules.changes()).place()).isEqualTo(Place.FILE_NAME);
        assertThat(rules.email()).isEqualTo(new HashScheme("SHA-1", Normal.LOWER, "", StandardCharsets.ISO_8859_1));
        assertThat(rules.phone()).isEqualTo(new HashScheme("SHA-256", Normal.DIGITS, "04", StandardCharsets.UTF_8));
    }

    @Test
    void theNameOfTheFileAndTheLastRowOfASheetMaySayHowManyRecordsThereAre() throws IOException {
        MappingFolder named = table("""
                content: {type: csv, columns: [kind, hash]}
                list: {count: {place: file-name, pattern: '-(\\d+)[.]'}, hash: {email: {}, phone: {}}}
                """);
        assertThat(named.findings()).isEmpty();
        assertThat(Objects.requireNonNull(named.mappings().get("numbers").list().count())
                        .in("list-2.csv"))
                .contains("2");

        MappingFolder sheet = table("""
                content: {type: xlsx, trailer: Yhteensä}
                list: {count: {place: trailer, pattern: '(\\d+)'}, hash: {email: {}, phone: {}}}
                """);
        assertThat(sheet.findings()).isEmpty();
    }

    @Test
    void whatCannotBeMeantSoIsAFindingAtItsPlace() throws IOException {
        assertThat(table("""
                        content: {type: csv, columns: [kind, hash]}
                        list:
                          version: {place: header, pattern: '(x', form: dd.MM.yy}
                          count: {place: trailer, pattern: x}
                          maximum-age: a month
                          hash: {email: {algorithm: MD5, form: upper}}
                        """).findings().stream().sorted().map(Finding::toString))
                .containsExactly(
                        "mappings/numbers.yaml:5:20: 'place: header' needs 'content.skip', the lines above the records.",
                        "mappings/numbers.yaml:5:37: 'pattern: (x' cannot be used: it is no regular expression (Unclosed group)",
                        "mappings/numbers.yaml:5:49: 'form: dd.MM.yy' cannot be used: it must hold uuuu, MM and dd, as in dd.MM.uuuu",
                        "mappings/numbers.yaml:6:18: 'place: trailer' needs 'content.trailer', how the last line begins.",
                        "mappings/numbers.yaml:7:16: 'maximum-age: a month' cannot be used: it is no number of days; write 30d.",
                        "mappings/numbers.yaml:8:29: 'MD5' is no algorithm; known are SHA-1, SHA-256, SHA-512.",
                        "mappings/numbers.yaml:8:40: 'upper' is no form; known are lower, lower-ascii.",
                        "mappings/numbers.yaml:11:3: 'phoneHash' needs 'list: {hash: {phone: …}}', which says how the hash was made.");
    }

    @Test
    void hashesOfAnotherLengthThanTheirAlgorithmsAreAFinding() throws IOException {
        String list = "list: {hash: {email: {algorithm: SHA-1}, phone: {algorithm: SHA-512}}}\n";

        assertThat(table("content: {type: hashes, length: 20, full: true}\n" + list)
                        .findings())
                .singleElement()
                .hasToString(
                        "mappings/numbers.yaml:4:61: A hash of SHA-512 has 64 bytes, and 'content.length' says 20.");
        assertThat(table("content: {type: hashes, length: 40}\n" + list).findings())
                .anyMatch(finding -> finding.toString().contains("'40' is no length"));
    }

    private MappingFolder table(String rest) throws IOException {
        Files.writeString(
                home.resolve("mappings/numbers.yaml"),
                "feed: numbers\nrecord: optout\n" + rest
                        + "key: hash\nfields:\n  channel: \"'email'\"\n  emailHash: hash\n  phoneHash: hash\n");
        return MappingFolder.read(home, ProfileFolder.read(home));
    }
}
