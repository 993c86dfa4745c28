package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tells the companies of a group from one company that was written in two ways. */
class CompanyLikenessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "esimerkki malli | malli esimerkki | 1",
                "esimerkki malli | esimerki malli | 1",
                "sähkö työ | sähkötyö | 1",
                "maija esimerkkinen | m esimerkkinen | 2",
                "rak liike esimerkki | rakennusliike esimerkki | 2",
                "tilitsto esimerkki | tilitoimisto esimerkki | 2",
                "esimerkki | esimerkki consulting | 3",
                "esimerkki | esimerkki holding | 4",
                "esimerkki | esimerkki kiint | 4",
                "esimerkki | esimerkki holdnig | 4",
                "esimerkki turku | esimerkki tampere | 4",
                "esimerkki turku | esimerkki åbo | 1",
                "esimerkki kiinteistöt | esimerkki kiint | 1",
                "esimerkki myynti | esimerkki tuotanto | 4",
                "kulj liike esimerkki | kuljetusliike esimerkki tampere | 4",
                "esimerkki tekniikka | esimerkki tekn logistiikka | 4",
                "kuljetus esimerkkinen oulu | kuljetusesimerkkinen turku | 4",
                "esimerkki tekniikka oulu | esimerkkitekniikka | 4",
                "kiint huolto esimerkki | kiinteistöhuolto esimerkki | 2",
                "veljekset malli | veljekset mallilogistiikka | 6",
                "malli systems | malli systemsfoulu | 6",
                "oulun rakennus | turun rakennus | 4",
                "mallikatu 5 | mallikatu 7 | 4",
                "malli | mallikas | 7",
                "kuvitelma | esimerkki | 7",
            })
    void tellsASlipFromAnotherCompany(String left, String right, int level) {
        assertThat(level(left, right)).isEqualTo(level);
        assertThat(level(right, left)).isEqualTo(level);
    }

    private static int level(String left, String right) {
        return CompanyLikeness.level(
                new Likeness(),
                left.getBytes(StandardCharsets.ISO_8859_1),
                right.getBytes(StandardCharsets.ISO_8859_1));
    }
}
