package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each kind of notice, as each way of telling writes it. */
class EveryKindTest {

    private static final String HELD = "salainen@example.fi";
    private static final String NOT_HELD = "Salakatu 13";

    private DataSource database;
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        database = FreshDatabase.dataSource();
        jdbc = JdbcClient.create(database);
    }

    @ParameterizedTest
    @EnumSource(
            value = NoticeKind.class,
            names = {"ERASED", "RESTRICTED", "RESTRICTION_LIFTED", "OBJECTED"})
    @DisplayName("F4: erased, restricted and objected notices name the fields that the recipient holds, and no value")
    void tellsFieldsAndNoValue(NoticeKind kind) {
        for (Map<String, String> values :
                List.of(Map.<String, String>of(), Map.of("email", HELD, "street", NOT_HELD))) {
            ClaimedDelivery delivery = told(kind, values);
            assertThat(delivery.payload().get("fields").toString()).contains("email=null");
            for (String text : everyWay(delivery)) {
                assertThat(text)
                        .contains(delivery.id().toString())
                        .doesNotContain(HELD, NOT_HELD, "street", "birthDate");
            }
            assertThat(OpenDsrMessage.json(delivery)).contains("\"email\":null", "\"kind\":\"" + kind.word() + '"');
            assertThat(NoticeRows.of(List.of(delivery)).get(1)).contains(kind.word(), "email", "");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = NoticeKind.class,
            names = {"RECTIFIED"})
    @DisplayName("F4: a correction tells the new value of the fields that the recipient holds, and of no other")
    void tellsTheNewValue(NoticeKind kind) {
        ClaimedDelivery delivery = told(kind, Map.of("email", HELD, "street", NOT_HELD));
        assertThat(everyWay(delivery)).allSatisfy(text -> assertThat(text).doesNotContain(NOT_HELD, "street"));
        assertThat(OpenDsrMessage.json(delivery)).contains("\"email\":\"" + HELD + '"');
        NoticeLetter letter = NoticeLetter.of(delivery, "fi");
        assertThat(letter.attachment()).contains(HELD);
        assertThat(letter.subject() + letter.text()).doesNotContain(HELD);
        NoticeLetter digest =
                NoticeLetter.of(new ClaimedBatch(UUID.randomUUID(), delivery.lease(), List.of(delivery)), "fi");
        assertThat(digest.attachment()).contains(HELD);
        assertThat(digest.subject() + digest.text())
                .doesNotContain(HELD)
                .contains(delivery.id().toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = NoticeKind.class,
            names = {"MERGED", "SEPARATED"})
    void tellsOfSamenessByIdsOnly(NoticeKind kind) {
        notices().sameness("sofor-asiakasrekisteri", kind, EntityKind.PERSON, 100, 200, "test:" + kind);
        ClaimedDelivery delivery = claim();
        assertThat(OpenDsrMessage.json(delivery)).contains("\"of\":\"200\"").doesNotContain("fields");
        assertThat(everyWay(delivery))
                .allSatisfy(text -> assertThat(text).contains(delivery.id().toString()));
    }

    private static List<String> everyWay(ClaimedDelivery delivery) {
        ClaimedBatch batch = new ClaimedBatch(UUID.randomUUID(), delivery.lease(), List.of(delivery));
        return List.of(
                OpenDsrMessage.json(delivery, List.of("https://hub.example.fi/opendsr/callbacks/x")),
                all(NoticeLetter.of(delivery, "fi")),
                all(NoticeLetter.of(delivery, "sv")),
                all(NoticeLetter.of(delivery, "en")),
                all(NoticeLetter.of(batch, "fi")),
                all(NoticeLetter.of(batch, "sv")),
                all(NoticeLetter.of(batch, "en")),
                NoticeRows.of(List.of(delivery)).toString());
    }

    private static String all(NoticeLetter letter) {
        return String.join("\n", letter.subject(), letter.text(), letter.attachmentName(), letter.attachment());
    }

    private ClaimedDelivery told(NoticeKind kind, Map<String, String> values) {
        long number = Objects.requireNonNull(jdbc.sql("select count(*) from notice")
                        .query(Long.class)
                        .single())
                + 1;
        notices()
                .changed(
                        "sofor-asiakasrekisteri",
                        List.of(new ChangedEntity(number, EntityKind.PERSON, number, kind, values)));
        return claim();
    }

    private Notices notices() {
        return new Notices(
                database,
                register -> List.of(Recipient.processor("registry", "processor-registry", Set.of(), Set.of("email"))));
    }

    private ClaimedDelivery claim() {
        Outbox outbox = new Outbox(
                jdbc, new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2)));
        return outbox.claim("processor-registry", 10).get(0);
    }
}
