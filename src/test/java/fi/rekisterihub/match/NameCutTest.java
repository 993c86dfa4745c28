package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a whole name is cut that is to be compared. */
class NameCutTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Esimerkkinen Aino | Esimerkkinen | Aino",
                "Aino Esimerkkinen | Esimerkkinen | Aino",
                "ESIMERKKINEN AINO MARIA | ESIMERKKINEN | AINO MARIA",
                "Aino Maria Esimerkkinen | Esimerkkinen | Aino Maria",
                "Anna-Maria Esimerkki | Esimerkki | Anna-Maria",
                "Esimerkki, Aino | Esimerkki | Aino",
                "Aino, Esimerkki | Aino | Esimerkki",
                "Esimerkki Malli, Aino Maria | Esimerkki Malli | Aino Maria",
                "Esimerkkinen Mallinen Aino | Esimerkkinen Mallinen | Aino",
                "Aino Esimerkkinen-Mallinen | Esimerkkinen-Mallinen | Aino",
                "von Exempel Åke Olof | von Exempel | Åke Olof",
                "Åke Olof von Exempel | von Exempel | Åke Olof",
                "'Exempel, Åke von' | von Exempel | Åke",
                "Exempel Åke von | von Exempel | Åke",
                "Joris van der Exempel | van der Exempel | Joris",
                "A. Esimerkki | Esimerkki | A.",
                "Esimerkki A. | Esimerkki | A.",
                "Esimerkki | Esimerkki | ''",
                "'Esimerkki,' | Esimerkki | ''",
                "Le Hoa | Le | Hoa",
                "Kuvitelma Uusi Sana | Kuvitelma | Uusi Sana",
            })
    void findsTheSurnameInWhicheverOrderItIsWritten(String written, String family, String given) {
        NameCut cut = NameCut.of(written, orderOf(written));

        assertThat(cut).isEqualTo(new NameCut(family, given));
    }

    private static NameCut.Order orderOf(String written) {
        NameCut.Order order = NameCut.order(written);
        return order == NameCut.Order.UNKNOWN ? NameCut.Order.SURNAME_FIRST : order;
    }

    @Test
    void followsTheOthersOfTheFileWhereANameDoesNotSay() {
        List<String> givenFirst = List.of("Malli Esimerkki", "Aino Esimerkki", "Mikko Kuvitelma", "Mallinen Kaisa");
        List<String> surnameFirst = List.of("Malli Esimerkki", "Esimerkki Aino", "Kuvitelma Mikko", "Kaisa Mallinen");

        assertThat(families(givenFirst)).containsExactly("Esimerkki", "Esimerkki", "Kuvitelma", "Mallinen");
        assertThat(families(surnameFirst)).containsExactly("Malli", "Esimerkki", "Kuvitelma", "Mallinen");
    }

    @Test
    void takesNoOrderFromNamesWithACommaOrFromSingleWords() {
        assertThat(families(
                        List.of("Malli Esimerkki", "Kuvitelma, Mikko", "Mallinen, Aino", "Esimerkki", "Eino Malli")))
                .startsWith("Esimerkki");
    }

    private static List<String> families(List<String> names) {
        Map<Integer, String> families = new TreeMap<>();
        FullNames full = new FullNames((row, name) -> families.put(row, name.family()));
        for (int row = 0; row < names.size(); row++) {
            full.add(row, names.get(row));
        }
        full.settle();
        return new ArrayList<>(families.values());
    }
}
