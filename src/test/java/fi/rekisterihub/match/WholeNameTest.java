package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a name in one field is cut, and where nobody can say. */
class WholeNameTest {

    @ParameterizedTest(name = "{0}, known as {2} {1}: {3} | {4} | {5}")
    @CsvSource(nullValues = "-", textBlock = """
            Esimerkki Aino,              -,               -,      Esimerkki,         Aino,      -
            Esimerkki Aino,              Entinen,         Aino,   Esimerkki,         Aino,      -
            Esimerkki-Malli Aino,        Esimerkki,       Aino,   Esimerkki-Malli,   Aino,      -
            von Exempel Åke,             -,               -,      von Exempel,       Åke,       -
            AF EXEMPEL ÅKE,              af Exempel,      Åke,    af Exempel,        Åke,       -
            van der Exempel Åke,         -,               -,      van der Exempel,   Åke,       -
            Esimerkki Aino Maria,        Esimerkki,       Aino,   Esimerkki,         Aino,      Maria
            Esimerkki Aino Maria,        Esimerkki,       Aku,    Esimerkki,         Aino,      Maria
            Esimerkki Aino Maria,        Entinen,         Aino,   Esimerkki,         Aino,      Maria
            Esimerkki Malli Aino,        Esimerkki Malli, Aino,   Esimerkki Malli,   Aino,      -
            Esimerkki Malli Aino Maria,  Esimerkki Malli, Aino,   Esimerkki Malli,   Aino,      Maria
            von Exempel Åke Olof,        von Exempel,     Åke,    von Exempel,       Åke,       Olof
            von Exempel Åke Olof,        Modell,          Åke,    von Exempel,       Åke,       Olof
            'Esimerkki, Aino',           -,               -,      Esimerkki,         Aino,      -
            ESIMERKKI AINO,              Esimerkki,       Aino,   Esimerkki,         Aino,      -
            """)
    void cutsWhereItIsCertain(
            String written,
            @Nullable String family,
            @Nullable String given,
            String newFamily,
            String newGiven,
            @Nullable String others) {
        Map<String, String> names =
                WholeName.surnameFirst(written).cut(family, given).orElseThrow();

        assertThat(names).containsEntry("familyName", newFamily).containsEntry("givenName", newGiven);
        assertThat(names.get("otherGivenNames")).isEqualTo(others);
    }

    @ParameterizedTest(name = "{0}, known as {2} {1}")
    @CsvSource(nullValues = "-", textBlock = """
            Esimerkki,             Esimerkki,  Aino
            von Exempel,           von Exempel, Åke
            Esimerkki Malli Aino,  -,          -
            Esimerkki Malli Aino,  Esimerkki,  Aino
            Esimerkki Malli Aino,  Entinen,    Aino
            Esimerkki Malli Aino,  Entinen,    Aku
            Aino Esimerkki,        Esimerkki,  Aino
            Aino Maria Esimerkki,  Esimerkki,  Aino
            """)
    void leavesTheNameAloneWhereNobodyCanSay(String written, @Nullable String family, @Nullable String given) {
        assertThat(WholeName.surnameFirst(written).cut(family, given)).isEmpty();
    }
}
