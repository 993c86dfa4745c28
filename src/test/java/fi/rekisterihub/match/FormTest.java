package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
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
                "PHONE | 040 555 0101, 050 555 0102 | 405550101",
                "PHONE | 040 5550101/050 5550102 | 405550101",
                "PHONE | 09 1234567 tai 040 555 0101 | 91234567",
                "PHONE | +358 9 1234567 ext. 12 | 91234567",
                "PHONE | 09 1234567 alanumero 12 | 91234567",
                "PHONE | +358/40/5550101 | 405550101",
                "STREET | 'c/o Esimerkkinen, Mallikatu' | mallikatu",
                "STREET | 'Mallikatu, c/o Esimerkkinen' | mallikatu",
                "STREET | PB 12 | pl 12",
                "STREET | P.O. Box 12 | pl 12",
                "STREET | PL | pl",
                "STREET | Puistotie | puistotie",
                "IDENTITY_NUMBER | 010180-123X | ''",
                "IDENTITY_NUMBER | 123-45-6789 | 123456789",
                "EMAIL | ' Maija.Esimerkki@Posti.EXAMPLE ' | maija.esimerkki@posti.example",
                "BUSINESS_ID | 1234567-1 | 12345671",
                "BUSINESS_ID | 12345671 | 12345671",
                "BUSINESS_ID | FI12345671 | 12345671",
                "BUSINESS_ID | fi 1234567-1 | 12345671",
                "BUSINESS_ID | 112038-9 | 01120389",
                "BUSINESS_ID | 1234567-2 | ''",
                "BUSINESS_ID | SE556000000001 | se556000000001",
                "COMPANY_NAME | Oy Esimerkki Ab | esimerkki",
                "COMPANY_NAME | Esimerkki Oyj | esimerkki",
                "COMPANY_NAME | Tmi Maija Esimerkkinen | maija esimerkkinen",
                "COMPANY_NAME | Oy Ab | oy ab",
                "COMPANY_NAME | ESIMERKKI OSAKEYHTIÖ | esimerkki",
                "COMPANY_NAME | T:mi M. Esimerkkinen | m esimerkkinen",
                "COMPANY_NAME | As. Oy Mallikatu 5 | mallikatu 5",
                "COMPANY_NAME | Esimerkki Oy, Turun toimipiste | esimerkki",
                "COMPANY_NAME | Esimerkki, Turku | esimerkki",
                "COMPANY_NAME | Esimerkki Turku Oy | esimerkki turku",
                "COMPANY_NAME | Esimerkki Oy / Pizzeria Malli | esimerkki",
                "COMPANY_NAME | Esimerkki Oy (ent. Vanha Oy) | esimerkki",
                "COMPANY_NAME | Esimerkki ja Malli Oy | esimerkki malli",
                "LEGAL_FORM | Oy Esimerkki Ab | oy",
                "LEGAL_FORM | Exempel Abp | oyj",
                "LEGAL_FORM | Toiminimi Maija Esimerkkinen | toiminimi",
                "LEGAL_FORM | Bostads Ab Exempel | asunto",
                "LEGAL_FORM | Kommandiittiyhtiö Esimerkki | kommandit",
                "LEGAL_FORM | Esimerkki | ''",
                "LEGAL_FORM | Osakeyhtiö | oy",
                "WEBSITE | https://www.Esimerkki.example/fi | esimerkki example",
                "WEBSITE | info@esimerkki.example | esimerkki example",
                "CITY | Åbo | turku",
                "CITY | S:t Michel | mikkeli",
                "CITY | Kuopio | kuopio",
                "STREET | Mannerheimvägen | mannerheimtie",
                "STREET | Norra Esplanaden | norra esplanadi",
                "HOUSE_NUMBER | 12 B 45 | 12b45",
                "HOUSE_NUMBER | 12b45 | 12b45",
                "HOUSE_NUMBER | 12B 045 | 12b45",
                "HOUSE_NUMBER | 12 B as 45 | 12b45",
                "HOUSE_NUMBER | 12 rappu B asunto 45 | 12b45",
                "HOUSE_NUMBER | 12 trappa B lgh 45 | 12b45",
                "HOUSE_NUMBER | 12 as. 45 | 12 45",
                "HOUSE_NUMBER | 12 as | 12as",
                "HOUSE_NUMBER | 12 | 12",
                "POSTAL_CODE | FI-00100 | fi00100",
            })
    void makesComparable(FieldType type, String value, String form) {
        assertThat(of(type, value)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+46 70 174 06 05 | 0046701740605 | +46 (0)70-174 06 05 | 070-174 06 05 | puh. +46 70 1740605",
                "+44 20 7946 0958 | 0044 20 79460958 | +44 (0)20 7946 0958 | 020 7946 0958 | (+44) 20-7946.0958",
                "+358 40 555 0101 | 00358405550101 | +358 (0)40 555 0101 | (040) 555 0101 | 0405550101 (koti)",
            })
    void readsOneNumberInAllItsForms(String one, String two, String three, String four, String five) {
        assertThat(List.of(two, three, four, five))
                .allSatisfy(other -> assertThat(of(FieldType.PHONE, other)).isEqualTo(of(FieldType.PHONE, one)));
        assertThat(of(FieldType.PHONE, one)).hasSizeBetween(8, 9);
    }

    @Test
    void readsANumberThatIsSpelledInLetters() {
        assertThat(of(FieldType.PHONE, "+1 800 FLOWERS")).isEqualTo(of(FieldType.PHONE, "+1 800 356 9377"));
    }

    @Test
    void keepsNumbersApartThatNobodyCanCallAndWordsThatAreNone() {
        assertThat(of(FieldType.PHONE, "+999 1234567")).isEqualTo("991234567");
        assertThat(of(FieldType.PHONE, "ei numeroa")).isEmpty();
    }

    private static String of(FieldType type, String value) {
        Form maker = new Form();
        maker.of(type, value);
        return new String(maker.bytes(), 0, maker.length(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void keepsNoFinnishIdentityNumberAndTellsTheSignsOfACenturyApart() {
        // 900 to 999 are nobody's.
        String old = of(FieldType.IDENTITY_NUMBER, "010180-900" + check("010180900"));
        String changed = of(FieldType.IDENTITY_NUMBER, "010180Y900" + check("010180900"));

        assertThat(old).hasSize(64).doesNotContain("010180").isNotEqualTo(changed);
        assertThat(of(FieldType.IDENTITY_NUMBER, " 010180-900" + Character.toLowerCase(check("010180900"))))
                .isEqualTo(old);
    }

    private static char check(String digits) {
        return "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(Integer.parseInt(digits) % 31);
    }
}
