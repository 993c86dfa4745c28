package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How two names stand to each other that are one person's, and that are not. */
class NameLevelsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "esimerkki mallinen | mallinen esimerkki | 1",
                "esimerkki mallinen | mallinen esimerki | 1",
                "von exempel | exempel | 1",
                "af exempel | von exempel | 1",
                "van der exempel | exempel | 1",
                "maria anna | anna maria | 1",
            })
    void takesAnotherOrderOrAParticleForNearlyTheSame(String left, String right, int level) {
        assertThat(level(left, right)).isEqualTo(level);
        assertThat(level(right, left)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "esimerkki | esimerkki mallinen | 2",
                "anna | anna maria | 2",
                "a maria | anna maria | 2",
                "a m | anna maria | 2",
                "anna m | anna maria | 2",
            })
    void takesTheFirstOfTwoNamesOrTheirInitialsForABeginning(String left, String right, int level) {
        assertThat(level(left, right)).isEqualTo(level);
        assertThat(level(right, left)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mallinen | esimerkki mallinen | 3",
                "mallinen | von esimerkki mallinen | 3",
                "maria | anna maria | 3",
                "mara | anna maria | 3",
                "helena maria | anna maria helena | 3",
                "esimerkki kuvitelma | kuvitelma mallinen | 4",
            })
    void takesAnotherThanTheFirstOfTwoNamesForNoMoreThanAlike(String left, String right, int level) {
        assertThat(level(left, right)).isEqualTo(level);
        assertThat(level(right, left)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"johannes, juha", "liisa, elisabet", "heikki, henrik", "antero, tero"})
    void takesAUsualFormOfAGivenNameForAlike(String left, String right) {
        assertThat(level(left, right)).isEqualTo(Measure.ALIKE);
        assertThat(level(right, left)).isEqualTo(Measure.ALIKE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aino helena | margareta helena | 4",
                "mallinen esimerkki | kuvitelma esimerkki | 4",
                "jussi | juha | 4",
                "m | anna maria | 6",
                "maria | aino esteri | 6",
            })
    void keepsBrothersAndSistersApart(String left, String right, int level) {
        assertThat(level(left, right)).isGreaterThanOrEqualTo(level);
        assertThat(level(right, left)).isGreaterThanOrEqualTo(level);
    }

    private static int level(String left, String right) {
        return Measure.NAME.level(
                new Likeness(),
                left.getBytes(StandardCharsets.ISO_8859_1),
                right.getBytes(StandardCharsets.ISO_8859_1));
    }
}
