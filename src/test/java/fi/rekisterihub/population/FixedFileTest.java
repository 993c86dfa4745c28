package fi.rekisterihub.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.population.PopulationChanges.Change;
import fi.rekisterihub.support.QuietHub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The older change file: widths, counts, lines that go on, and what it leaves out. */
class FixedFileTest {

    private static QuietHub hub;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void anEventBecomesTheSameRecordAsInTheFeed() {
        Change change =
                only(line("0", 2, address("Mäkitie", "17", "A", "002", "02940"), group("013", "1", "20261101", 12)));

        assertThat(change.fields())
                .containsEntry("katuosoite", "Mäkitie 17 A 2")
                .containsEntry("postinumero", "02940")
                .containsEntry("postitoimipaikka", null)
                .containsEntry("kuolinpv", "2026-11-01")
                .containsEntry("muutospv", "2026-11-10");
    }

    @Test
    void aLineWithFewerGroupsThanItSaysIsNotTrusted() {
        Change change = only(line("0", 3, address("Mäkitie", "17", "A", "002", "02940")));

        assertThat(change.fields())
                .containsEntry("virhe", "The line says that it has 3 groups and has 1; it is not whole.")
                .doesNotContainKey("katuosoite");
    }

    @Test
    void aGroupOfAnotherWidthIsNotTrusted() {
        Change change =
                only(line("0", 1, address("Mäkitie", "17", "A", "002", "02940").replace("17  ", "17")));

        assertThat(change.fields()).containsEntry("virhe", "Group 101 is 235 characters wide where 237 are due.");
    }

    @Test
    void aLineThatGoesOnBelongsToTheOneAbove() {
        List<Change> changes = read(line("0", 1, address("Mäkitie", "17", "A", "002", "02940")) + "\r\n"
                + line("J", 1, group("013", "1", "20261100", 12)));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).fields())
                .containsEntry("katuosoite", "Mäkitie 17 A 2")
                .containsEntry("kuolinpv", "2026-11-01");
        assertThat(read(line("J", 1, group("013", "1", "20261101", 12))).get(0).fields())
                .containsEntry("virhe", "The line goes on from another one, which is not above it.");
    }

    @Test
    void wordsInThePlaceOfAStreetAreNoStreetAndSwedishStandsIn() {
        assertThat(only(line("0", 1, address("***Lisätietoja maistraatista", "", "", "000", "00000")))
                        .fields())
                .containsEntry("katuosoite", null)
                .containsEntry("maa", null);
        assertThat(only(line("0", 1, home("", "Grind-Mattesvägen", "2", "", "008", "22100")))
                        .fields())
                .containsEntry("katuosoite", "Grind-Mattesvägen 2 8");
    }

    @Test
    void aSafetyBanWithoutAnEndHolds() {
        assertThat(only(line("0", 1, group("015", "1", "99990000", 12))).fields())
                .containsEntry("turvakielto", true);
        assertThat(only(line("0", 1, group("015", "3", "20261101", 12))).fields())
                .containsEntry("turvakielto", false);
    }

    @Test
    void numbersAndWhatIsNotOursAreNotKept() {
        String kept = shielded(line("0", 2, "0011010594Y90321|", group("305", "1", "1010516B903X03 12026", 43)));

        assertThat(kept).doesNotContain("010180", "010594", "010516").contains("|3051|");
        assertThat(shielded(kept)).isEqualTo(kept);
        assertThat(String.valueOf(PopulationChanges.ofFile(kept.getBytes(StandardCharsets.ISO_8859_1))
                        .get(0)
                        .fields()
                        .get("uusiHenkilotunnus")))
                .matches("identity:[\\w-]{22}/[\\w-]+");
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> read("<html>Huolto</html>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no line of the population register's change file");
    }

    private static String address(String street, String number, String stair, String flat, String code) {
        return home(street, "", number, stair, flat, code);
    }

    private static String home(String fi, String sv, String number, String stair, String flat, String code) {
        return "1011%-100s%-100s%-7s%-1s%-3s %-5s2026110100000000|".formatted(fi, sv, number, stair, flat, code);
    }

    private static String group(String code, String attribute, String body, int width) {
        return "%-".concat(width + "s|").formatted(code + attribute + body);
    }

    private static String line(String type, int groups, String... text) {
        return "010180-999AXSS20261110%s1%02d|%s".formatted(type, groups, String.join("", text));
    }

    private static Change only(String line) {
        List<Change> changes = read(line + "\r\n");
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static List<Change> read(String text) {
        return PopulationChanges.ofFile(shielded(text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String shielded(String text) {
        return new String(
                hub.get(PopulationShield.class).file(text.getBytes(StandardCharsets.ISO_8859_1)),
                StandardCharsets.ISO_8859_1);
    }
}
