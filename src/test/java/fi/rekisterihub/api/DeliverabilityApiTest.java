package fi.rekisterihub.api;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverabilityApiTest {

    private static final String PATH = "/api/v1/persons/293/reachable";
    private static final String ASKED = "{\"reason\":\"Asked by phone\"}";

    private final FilledHub hub = FilledHub.hub();

    @BeforeEach
    void somebodyWhoseMailComesBack() {
        hub.jdbc().sql("""
                insert into person (id, register_id, family_name, email, email_key) values
                    (293, 'sofor-asiakasrekisteri', 'Palautuva', 'paula@example.fi', 'email:test-293');
                insert into bounce (source, event_key, subject_key, hard, reason, at) values
                    ('mailbox', 'test-293', 'email:test-293', true, 'user-unknown', now())
                """).update();
    }

    @AfterEach
    void gone() {
        hub.jdbc().sql("delete from person where id = 293").update();
        hub.jdbc().sql("delete from bounce where event_key = 'test-293'").update();
        hub.jdbc().sql("truncate reachable_again").update();
    }

    @Test
    void takesItOnceAndSaysWhenThereIsNothingToTakeBack() {
        Machine steward = Machine.as("steward");
        assertThat(steward.post(PATH, ASKED).response().statusCode()).isEqualTo(204);
        assertThat(steward.post(PATH, ASKED).response().statusCode()).isEqualTo(409);
    }

    @Test
    void wantsAReasonAPersonAndSomebodyWhoMay() {
        assertThat(Machine.as("steward").post(PATH, "{}").response().statusCode())
                .isEqualTo(400);
        assertThat(Machine.as("steward")
                        .post("/api/v1/persons/1/reachable", ASKED)
                        .response()
                        .statusCode())
                .isEqualTo(404);
        assertThat(Machine.as("operator").post(PATH, ASKED).response().statusCode())
                .isEqualTo(403);
    }
}
