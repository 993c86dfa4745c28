package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Why a field says what it says, and what it said before; on the sample of a filled hub. */
class FieldsApiTest {

    private static final String PHONE = "/api/v1/entities/201/fields/phone";
    private static final String EMAIL = "/api/v1/entities/201/fields/email";

    private final Machine officer = Machine.as("officer");

    @Test
    void namesSourceRunAndRuleOfAValue() {
        JsonNode phone = officer.get(PHONE).json(200);

        assertThat(phone.get("value").asText()).isEqualTo("+358 40 000 1234");
        assertThat(phone.get("before").asText()).isEqualTo("+358 40 000 9999");
        assertThat(phone.get("feed").asText()).isEqualTo("fonecta-contact");
        assertThat(phone.get("rule").asText()).isEqualTo("precedence");
        assertThat(phone.get("runId").asLong()).isEqualTo(2);
        assertThat(phone.get("deliveryId").asLong()).isEqualTo(2);
    }

    @Test
    void tellsWhatItWasOnAnEarlierDay() {
        String monthAgo = LocalDate.now().minusDays(30).toString();

        assertThat(officer.get(EMAIL + "?on=" + monthAgo).json(200).get("value").asText())
                .isEqualTo("aino.lehtimaki@koivuranta.example");
        assertThat(officer.get(PHONE + "?on=" + monthAgo)
                        .json(404)
                        .get("detail")
                        .asText())
                .as("nobody had told it yet")
                .contains("phone");
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() {
        assertThat(officer.get(PHONE + "?on=yesterday").json(400).get("detail").asText())
                .contains("2026-11-27");
        officer.get("/api/v1/entities/999999/fields/phone").json(404);
    }
}
