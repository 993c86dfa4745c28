package fi.rekisterihub.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectKeysTest {

    private final SubjectKeys keys =
            new SubjectKeys("a key for tests, thirty-two byte".getBytes(StandardCharsets.UTF_8));

    @Test
    void readsPlainMobileNumbersJustAsTheLibraryDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String digits = random.ints(random.nextInt(16), 0, 10)
                    .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                    .toString();
            String number = (random.nextBoolean() ? "+358" : "0") + (random.nextBoolean() ? "4" : "5") + digits;
            String plain = PhoneNumbers.finnishMobile(number);
            if (plain != null) {
                assertThat(PhoneNumbers.parsed(number)).as(number).contains(plain);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+358 40 123 4567", "040-1234567", "09 123 456", "+46701234567", "0401234567x"})
    void leavesEveryOtherFormToTheLibrary(String number) {
        assertThat(PhoneNumbers.finnishMobile(number)).isNull();
        assertThat(SubjectKeys.normalPhone(number)).isEqualTo(PhoneNumbers.parsed(number));
    }

    @Test
    void oneNumberInTwoFormsIsOneKey() {
        assertThat(keys.phone("0401234567"))
                .isEqualTo(keys.phone("+358 40 1234567"))
                .startsWith("phone:");
        assertThat(keys.email(" Aino@Example.fi"))
                .isEqualTo(keys.email("aino@example.FI"))
                .startsWith("email:");
    }

    @Test
    void whatIsNoAddressHasNoKeyHoweverOftenItIsAsked() {
        assertThat(keys.email("not an address")).isNull();
        assertThat(keys.email("not an address")).isNull();
        assertThat(keys.phone("not an address")).isNull();
    }

    @Test
    void oneTextIsAnotherKeyAsPhoneThanAsEmail() {
        assertThat(keys.phone("0401234567")).isNotNull();
        assertThat(keys.email("0401234567")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Virtanen, Aino Maria, Mannerheimintie 5 A 12",
        "VIRTANEN, aino-maria, Mannerheimintie 5  A.12",
        "' virtanen ', Aino  Maria!, 'mannerheimintie 5, a 12'"
    })
    void caseAndPunctuationDoNotTellPostalAddressesApart(String family, String given, String street) {
        assertThat(keys.post(family, given, street, "00100"))
                .isEqualTo(keys.post("Virtanen", "Aino Maria", "Mannerheimintie 5 a 12", "00100"))
                .isNotEqualTo(keys.post("Virtanen", "Aino Maria", "Mannerheimintie 5 a 13", "00100"));
    }

    @Test
    void composedAndDecomposedLettersAreOneName() {
        assertThat(keys.post("M\u00e4kel\u00e4", "\u00c5sa", "Katu 1", "00100"))
                .isEqualTo(keys.post("Ma\u0308kela\u0308", "A\u030asa", "Katu 1", "00100"));
    }
}
