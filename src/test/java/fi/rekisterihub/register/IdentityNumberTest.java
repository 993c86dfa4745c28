package fi.rekisterihub.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of the test series 900–999 only, as the authority publishes them. */
class IdentityNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "010594Y9032",
                "010594Y9021",
                "020594X903P",
                "030594W903B",
                "040594V9030",
                "050594U903M",
                "010516B903X",
                "020516C903K",
                "030516D9037",
                "010501E9032",
                "020503F9037",
                "010180-999A",
                "040180-9998"
            })
    void knowsTheOldAndTheNewSigns(String text) {
        assertThat(IdentityNumber.parse(" " + text.toLowerCase(java.util.Locale.ROOT)))
                .hasValueSatisfying(number -> {
                    assertThat(number.text()).isEqualTo(text);
                    assertThat(number.isTest()).isTrue();
                    assertThat(number).hasToString("identity number");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "010594Y9033",
                "310294-9035",
                "010594G9032",
                "010594Y903",
                "0105949032",
                "010594Y001A",
                "320180-999A"
            })
    void refusesWhatIsNone(String text) {
        assertThat(IdentityNumber.parse(text)).isEmpty();
    }

    @Test
    void theSignTellsTwoPeopleApart() {
        SubjectKeys keys = new SubjectKeys("a key".getBytes(StandardCharsets.UTF_8));

        IdentityNumber old = IdentityNumber.parse("010594-9032").orElseThrow();
        IdentityNumber young = IdentityNumber.parse("010594Y9032").orElseThrow();

        assertThat(old).isNotEqualTo(young);
        assertThat(keys.identity(old)).isNotEqualTo(keys.identity(young)).startsWith("identity:");
        assertThat(keys.identity(old)).doesNotContain("0105");
    }
}
