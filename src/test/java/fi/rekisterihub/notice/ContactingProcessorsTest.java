package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A processor that writes to people or calls them for the controller hears of it when they forbid that. */
class ContactingProcessorsTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final Set<String> FIELDS = Set.of("familyName", "street");

    private final DataSource database = FreshDatabase.dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Notices notices = new Notices(
            database,
            register -> List.of(
                    Recipient.processor("print-house", "processor-print-house", Set.of(), FIELDS)
                            .contactingBy("post"),
                    Recipient.processor("licence-registry", "processor-licence-registry", Set.of(), FIELDS),
                    Recipient.keeper("keeper", "processor-keeper", Set.of(), FIELDS),
                    Recipient.provider("brevo", "provider-brevo")));

    @ParameterizedTest
    @DisplayName("SK7 whoever contacts people by a channel is told of its prohibition, and of no other channel's")
    @CsvSource({"post,keeper print-house", "*,keeper print-house", "phone,keeper", "email,keeper"})
    void hearsOfItsChannel(String channel, String told) {
        objects(channel);

        assertThat(jdbc.sql("select string_agg(recipient, ' ' order by recipient) from notice_delivery")
                        .query(String.class)
                        .single())
                .isEqualTo(told);
    }

    @Test
    void aFileSaysWhatIsProhibited() {
        objects("post");
        OutboxBatches batches = new OutboxBatches(
                jdbc, new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2)));

        ClaimedBatch batch = java.util.Objects.requireNonNull(batches.claim("processor-print-house", 10));

        List<String> row = NoticeRows.of(batch.deliveries()).get(1);
        assertThat(row.get(NoticeRows.HEADER.indexOf("kind"))).isEqualTo("objected");
        assertThat(row.subList(NoticeRows.HEADER.indexOf("purpose"), NoticeRows.HEADER.size()))
                .containsExactly("direct-marketing", "post", "*");
    }

    private void objects(String channel) {
        NoticeBundle bundle = notices.bundle();
        bundle.objected(
                REGISTER,
                17,
                "permission-event:1",
                "console",
                Map.of("entity", "person", "purpose", "direct-marketing", "channel", channel, "scope", "*"));
        bundle.keep();
    }
}
