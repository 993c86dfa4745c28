package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values are made comparable to. */
class FormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAMILY_NAME | Mäkelä-Virtanen | mäkelä virtanen",
                "FAMILY_NAME | MÄKELÄ  VIRTANEN | mäkelä virtanen",
                "FAMILY_NAME | Möttönen | möttönen",
                "FAMILY_NAME | von Döbeln | von döbeln",
                "FAMILY_NAME | O'Brien | obrien",
                "FAMILY_NAME | Šimák | simak",
                "FAMILY_NAME | Strauß | strauss",
                "FAMILY_NAME | NA | ''",
                "GIVEN_NAME | André | andre",
                "BIRTH_DATE | 24.6.1971 | 19710624",
                "BIRTH_DATE | 1971-06-24 | 19710624",
                "BIRTH_DATE | 1971-06-24T00:00:00Z | 19710624",
                "BIRTH_DATE | 19710624 | 19710624",
                "BIRTH_DATE | 1971 6 24 | 19710624",
                "BIRTH_DATE | 1971 | 1971",
                "BIRTH_DATE | 06/1971 | 1971",
                "BIRTH_DATE | ei tiedossa | ''",
                "BIRTH_DATE | 123456789012345678901234567890 | ''",
                "PHONE | +358 40 555 0101 | 405550101",
                "PHONE | 040-5550101 | 405550101",
                "PHONE | 00358405550101 | 405550101",
                "EMAIL | ' Maija.Esimerkki@Posti.EXAMPLE ' | maija.esimerkki@posti.example",
                "IDENTITY_NUMBER | 010180-123n | 010180123n",
                "BUSINESS_ID | 1234567-1 | 12345671",
                "COMPANY_NAME | Oy Esimerkki Ab | esimerkki",
                "COMPANY_NAME | Esimerkki Oyj | esimerkki",
                "COMPANY_NAME | Tmi Maija Esimerkkinen | maija esimerkkinen",
                "COMPANY_NAME | Oy Ab | oy ab",
                "CITY | Åbo | turku",
                "CITY | S:t Michel | mikkeli",
                "CITY | Kuopio | kuopio",
                "STREET | Mannerheimvägen | mannerheimtie",
                "STREET | Norra Esplanaden | norra esplanadi",
                "POSTAL_CODE | FI-00100 | fi00100",
            })
    void makesComparable(FieldType type, String value, String form) {
        Form maker = new Form();

        maker.of(type, value);

        assertThat(new String(maker.bytes(), 0, maker.length(), StandardCharsets.ISO_8859_1))
                .isEqualTo(form);
    }
}
