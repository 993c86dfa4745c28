package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class NoticesTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final Recipient REGISTRY = Recipient.processor(
            "licence-registry", "processor-licence-registry", Set.of("name"), Set.of("email", "familyName"));
    private static final Recipient PRINTER =
            Recipient.processor("print-house", "processor-print-house", Set.of(), Set.of("street", "city"));
    private static final Recipient WEBINARS = Recipient.processor(
                    "webinars", "processor-webinars", Set.of(), Set.of("email"))
            .permitted(false);
    private static final Recipient MAILCHIMP = Recipient.provider("mailchimp", "provider-mailchimp");
    private static final Recipient BREVO = Recipient.provider("brevo", "provider-brevo");

    private final DataSource database = FreshDatabase.dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private Notices notices;

    @BeforeEach
    void recipients() {
        notices = new Notices(database, register -> List.of(REGISTRY, PRINTER, MAILCHIMP, BREVO));
    }

    @Test
    @DisplayName("F4: a recipient is told only the fields that it holds")
    void tellsOnlyWhatTheRecipientHolds() {
        notices.changed(
                REGISTER, List.of(rectified(1, 100, Map.of("email", "uusi@example.fi", "street", "Uusikatu 1"))));
        assertThat(payloadOf("licence-registry"))
                .isEqualTo("{\"entity\": \"person\", \"fields\": {\"email\": \"uusi@example.fi\"}}");
        assertThat(payloadOf("print-house"))
                .isEqualTo("{\"entity\": \"person\", \"fields\": {\"street\": \"Uusikatu 1\"}}");
        assertThat(count("notice")).isEqualTo(1);
    }

    @Test
    @DisplayName("F4: what nobody holds makes no notice")
    void makesNoNoticeThatNobodyNeeds() {
        notices.changed(REGISTER, List.of(rectified(1, 100, Map.of("birthYear", "1980"))));
        assertThat(count("notice")).isZero();
    }

    @Test
    void tellsAnEmptiedFieldAsNull() {
        Map<String, String> emptied = new HashMap<>();
        emptied.put("email", null);
        notices.changed(REGISTER, List.of(rectified(1, 100, emptied)));
        assertThat(payloadOf("licence-registry")).isEqualTo("{\"entity\": \"person\", \"fields\": {\"email\": null}}");
    }

    @Test
    void anErasureNamesTheFieldsAndNoValue() {
        notices.changed(REGISTER, List.of(new ChangedEntity(1, EntityKind.PERSON, 100, NoticeKind.ERASED, Map.of())));
        assertThat(payloadOf("print-house"))
                .isEqualTo("{\"entity\": \"person\", \"fields\": {\"city\": null, \"street\": null}}");
    }

    @Test
    void whatAnActSaysOfASecondAddressIsCausedByIt() {
        notices.optOut(REGISTER, 100L, "permission-event:7", "crm", Map.of("email", "pois@example.fi"));
        notices.optOut(REGISTER, 100L, "permission-event:7/2", "crm", Map.of("email", "uusi@example.fi"));
        notices.optOut(REGISTER, null, "permission-event:70", "crm", Map.of("email", "muu@example.fi"));

        Map<String, List<DeliveryView>> told = new NoticeReader(jdbc).byCause(List.of("permission-event:7"));

        assertThat(told).containsOnlyKeys("permission-event:7");
        assertThat(told.get("permission-event:7"))
                .extracting(DeliveryView::cause)
                .contains("permission-event:7", "permission-event:7/2")
                .doesNotContain("permission-event:70");
    }

    @Test
    void oneCauseIsToldOnce() {
        ChangedEntity change = rectified(1, 100, Map.of("email", "uusi@example.fi"));
        notices.changed(REGISTER, List.of(change));
        assertThatThrownBy(() -> notices.changed(REGISTER, List.of(change))).isInstanceOf(DuplicateKeyException.class);
        notices.optOut(REGISTER, null, "permission-event:7", "crm", Map.of("email", "pois@example.fi"));
        notices.optOut(REGISTER, null, "permission-event:7", "crm", Map.of("email", "pois@example.fi"));
        assertThat(count("notice")).isEqualTo(2);
        assertThat(count("notice_delivery")).isEqualTo(3);
    }

    @Test
    void anOptOutGoesToEveryProviderAndTheOneItCameFromIsLookedAt() {
        notices.optOut(REGISTER, 100L, "permission-event:7", "mailchimp", Map.of("email", "pois@example.fi"));
        assertThat(deliveries()).containsExactly("brevo new told", "mailchimp sent said there, a look is due");
    }

    @Test
    void ofOneLetterAmongSeveralTheProviderThatItCameFromIsLeftAlone() {
        notices.optOut(
                REGISTER,
                100L,
                "permission-event:7",
                "mailchimp",
                Map.of("email", "pois@example.fi", "scope", "newsletter:safety"));
        assertThat(deliveries()).containsExactly("brevo new told");
    }

    @Test
    void whatAProviderSaidItselfIsNoWordOfOursThatItCouldRepeat() {
        notices.optOut(REGISTER, 100L, "permission-event:7", "mailchimp", Map.of("email", "pois@example.fi"));
        assertThat(notices.registersToldAround("mailchimp", List.of(100L), Instant.now()))
                .isEmpty();
        assertThat(notices.registersToldAround("brevo", List.of(100L), Instant.now()))
                .containsExactly(REGISTER);
    }

    private List<String> deliveries() {
        return jdbc.sql("""
                        select recipient || ' ' || status || case when origin then ' said there' else ' told' end
                               || case when check_at <= now() then ', a look is due' else '' end
                          from notice_delivery order by recipient
                        """).query(String.class).list();
    }

    @Test
    @DisplayName("SA5: a recipient without a valid basis is refused, and its values are not even copied")
    void refusesARecipientWithoutAValidBasis() {
        notices = new Notices(database, register -> List.of(WEBINARS));
        notices.changed(REGISTER, List.of(rectified(1, 100, Map.of("email", "uusi@example.fi"))));
        assertThat(payloadOf("webinars")).isEqualTo("{}");
        assertThat(jdbc.sql("select status from notice_delivery")
                        .query(String.class)
                        .single())
                .isEqualTo("refused");
    }

    @Test
    void joinsTheTransactionOfTheChange() {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            notices.changed(REGISTER, List.of(rectified(1, 100, Map.of("email", "uusi@example.fi"))));
            status.setRollbackOnly();
        });
        assertThat(count("notice")).isZero();
        assertThat(count("notice_delivery")).isZero();
    }

    @Test
    void queuesARunsWorthInOrder() {
        notices.changed(
                REGISTER,
                LongStream.rangeClosed(1, 20_000)
                        .mapToObj(n -> rectified(n, 100 + n, Map.of("email", n + "@example.fi", "city", "Oulu")))
                        .toList());
        assertThat(count("notice")).isEqualTo(20_000);
        assertThat(count("notice_delivery")).isEqualTo(40_000);
        assertThat(jdbc.sql(
                                "select bool_and(entity_id > before) from (select entity_id, lag(entity_id) over"
                                        + " (order by position) as before from notice_delivery where recipient = 'print-house') d")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    @DisplayName("F4: a company's e-mail is not told to one who holds the e-mail of persons")
    void keepsCompaniesAndPersonsApart() {
        notices.changed(
                REGISTER,
                List.of(new ChangedEntity(
                        1,
                        EntityKind.COMPANY,
                        100,
                        NoticeKind.RECTIFIED,
                        Map.of("email", "info@example.fi", "name", "Esimerkki Oy"))));
        assertThat(payloadOf("licence-registry"))
                .isEqualTo("{\"entity\": \"company\", \"fields\": {\"name\": \"Esimerkki Oy\"}}");
    }

    @Test
    void namesTheKindsWhenOneIsUnknown() {
        assertThatThrownBy(() -> NoticeKind.of("corrected"))
                .hasMessageContaining("no notice kind 'corrected'")
                .hasMessageContaining("rectified, erased");
    }

    private static ChangedEntity rectified(long changeSet, long entity, Map<String, String> values) {
        return new ChangedEntity(changeSet, EntityKind.PERSON, entity, NoticeKind.RECTIFIED, values);
    }

    private String payloadOf(String recipient) {
        return jdbc.sql("select payload from notice_delivery where recipient = ?")
                .param(recipient)
                .query(String.class)
                .single();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
