package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a recipient reads who knows OpenDSR and nothing of our extension. */
class OpenDsrMessageTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String ROUTE = "processor-licence-registry";

    private final DataSource database = FreshDatabase.dataSource();
    private final Notices notices = new Notices(
            database,
            register -> List.of(Recipient.processor("licence-registry", ROUTE, Set.of(), Set.of("email", "phone"))));
    private final Outbox outbox = new Outbox(
            JdbcClient.create(database),
            new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2)));

    @Test
    @DisplayName("F6 whose phone number is over the time is not erased as a whole by a plain OpenDSR processor")
    void someFieldsAreNoErasureOfThePerson() {
        notices.changed(
                REGISTER,
                List.of(new ChangedEntity(
                        1, EntityKind.PERSON, 100, NoticeKind.ERASED, Collections.singletonMap("phone", null))));

        assertThat(told())
                .contains("\"subject_request_type\":\"rectification\"", "\"kind\":\"erased\"", "\"partial\":true")
                .contains("\"fields\":{\"phone\":null}");
    }

    @Test
    void thePersonIsOne() {
        notices.state(REGISTER, NoticeKind.ERASED, 100, "erasure:1");

        assertThat(told()).contains("\"subject_request_type\":\"erasure\"").doesNotContain("partial");
    }

    private String told() {
        return OpenDsrMessage.json(outbox.claim(ROUTE, 1).get(0)).replace("\": ", "\":");
    }
}
