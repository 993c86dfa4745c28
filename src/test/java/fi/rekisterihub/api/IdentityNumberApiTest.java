package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.Identities;
import fi.rekisterihub.support.FilledHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity number can be given and forgotten, by those who may, and never read. */
class IdentityNumberApiTest {

    private static final String PATH = "/api/v1/persons/201/identity-number";
    private static final String GOOD = "{\"number\":\"010180-999A\"}";

    private final Machine steward = Machine.as("steward");

    @AfterEach
    void forget() {
        steward.delete(PATH);
    }

    @Test
    void followsThePersonByTheNumberAndNeverTellsIt() {
        assertThat(steward.put(PATH, GOOD)).isEqualTo(204);
        assertThat(steward.put(PATH, GOOD)).as("again").isEqualTo(204);

        assertThat(isFollowed()).isTrue();
        assertThat(steward.get(PATH).response().statusCode()).isEqualTo(405);
        assertThat(steward.get("/api/v1/persons/201").response().body()).doesNotContain("010180", "999A");
    }

    @Test
    void forgetsEveryNumber() {
        steward.put(PATH, GOOD);

        assertThat(steward.delete(PATH)).isEqualTo(204);
        assertThat(isFollowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"number\":\"010180-999B\"}", "{\"number\":\"310280-999A\"}", "{}", "{\"number\":null}"})
    void refusesWhatIsNoNumber(String body) {
        assertThat(steward.put(PATH, body)).isEqualTo(400);
        assertThat(isFollowed()).isFalse();
    }

    @Test
    void asksForThoseWhoMayAndForAPersonWhoIsThere() {
        assertThat(Machine.as("operator").put(PATH, GOOD)).isEqualTo(403);
        assertThat(Machine.as("operator").delete(PATH)).isEqualTo(403);
        assertThat(steward.put("/api/v1/persons/999999/identity-number", GOOD)).isEqualTo(404);
        assertThat(isFollowed()).isFalse();
    }

    private static boolean isFollowed() {
        return FilledHub.hub().get(Identities.class).isFollowed(201);
    }
}
