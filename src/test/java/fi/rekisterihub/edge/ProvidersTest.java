package fi.rekisterihub.edge;

import static fi.rekisterihub.permission.PermissionBench.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.permission.PermissionBench;
import fi.rekisterihub.permission.Recorded;
import fi.rekisterihub.simulator.ProviderSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.support.FreshDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same promises of all thirteen shipped provider routes, each against a simulator as strict as the vendor. */
class ProvidersTest {

    /** Where an address that the provider does not know cannot be written to, and nothing is made of it. */
    private static final List<String> UNKNOWN_IS_SILENT = List.of("lianamailer");

    private static final SimulatorServer SERVER = SimulatorServer.onAnyPort();
    private static final Map<String, ProviderSimulator> PROVIDERS = new HashMap<>();
    private static final HikariDataSource DATABASE = FreshDatabase.dataSource();
    private static PermissionRoutes hub;

    private final String email = "o'hara+test/1?x#y&z%25" + People.freshEmail();

    static Stream<String> providers() {
        return ProviderSimulator.ids().stream();
    }

    @BeforeAll
    static void startRoutes() {
        Map<String, String> settings = new HashMap<>();
        for (String id : ProviderSimulator.ids()) {
            ProviderSimulator provider = ProviderSimulator.on(SERVER, id);
            PROVIDERS.put(id, provider);
            settings.putAll(provider.settings(SERVER.url()));
            settings.put("hub.providers." + id + ".look-after", "50");
        }
        hub = new PermissionRoutes(new PermissionBench(DATABASE, ProviderSimulator.ids()), Map.of(), settings)
                .start(ProviderSimulator.ids().stream()
                        .map(id -> "provider-" + id)
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stopRoutes() {
        hub.close();
        DATABASE.close();
        SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void suppressesAndReadsBack(String id) {
        ProviderSimulator provider = PROVIDERS.get(id);
        provider.add(email);
        UUID delivery = tell(id);

        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));

        assertThat(provider.suppresses(email)).isTrue();
        assertThat(provider.effects(email)).isEqualTo(1);
        assertThat(provider.timesTold(email)).isEqualTo(1);
        assertThat(provider.refusedKeys()).isZero();
        assertThat(row(delivery)).satisfies(row -> {
            assertThat(row.get("receipt").toString()).startsWith("HTTP 20");
            assertThat(row.get("sent_at")).isNotNull();
            assertThat(row.get("confirmed_at")).isNotNull();
            assertThat(row.get("checked_at")).isNotNull();
            assertThat(row.get("check_at")).as("when it is looked at again").isNotNull();
            assertThat(row.get("drifted_at")).isNull();
            assertThat(row.get("repairs")).isEqualTo(0);
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void makesAnUnknownAddressKnownAsSilentOrLeavesItUnknown(String id) {
        ProviderSimulator provider = PROVIDERS.get(id);
        UUID delivery = tell(id);

        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));

        if (UNKNOWN_IS_SILENT.contains(id)) {
            assertThat(provider.knows(email)).isFalse();
            assertThat(row(delivery).get("receipt")).isEqualTo("not there");
        } else {
            assertThat(provider.suppresses(email)).isTrue();
            assertThat(provider.effects(email)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void honoursABusyProviderAndOneThatFails(String id) {
        ProviderSimulator provider = PROVIDERS.get(id);
        provider.add(email);
        provider.trouble().tooMany(1, Duration.ZERO).status(1, 503);
        UUID delivery = tell(id);

        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));

        assertThat(provider.effects(email)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void hasOneEffectWhenTheLineBreaksAfterTheProviderHasActed(String id) {
        ProviderSimulator provider = PROVIDERS.get(id);
        provider.add(email);
        provider.breakTheLineAfterActing(1);
        UUID delivery = tell(id);

        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));

        assertThat(provider.suppresses(email)).isTrue();
        assertThat(provider.effects(email)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void repairsWhatTheProviderHasForgotten(String id) {
        ProviderSimulator provider = PROVIDERS.get(id);
        provider.add(email);
        UUID delivery = tell(id);
        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));

        provider.subscribe(email);
        lookNow(delivery);

        soon().untilAsserted(() -> assertThat(row(delivery))
                .containsEntry("status", "confirmed")
                .containsEntry("repairs", 1)
                .hasEntrySatisfying("drifted_at", at -> assertThat(at).isNotNull()));
        assertThat(provider.suppresses(email)).isTrue();
        assertThat(provider.effects(email)).isEqualTo(2);
    }

    /** Whose word for one of several letters looks like that for all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"mailgun", "apsis"})
    void whoHasLeftOneLetterOnlyIsNotTakenForSilent(String id) {
        ProviderSimulator provider = PROVIDERS.get(id);
        provider.leave(email, "events");
        UUID delivery = tell(id);
        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));

        provider.subscribe(email);
        lookNow(delivery);

        soon().untilAsserted(() ->
                assertThat(row(delivery)).containsEntry("status", "confirmed").containsEntry("repairs", 1));
        assertThat(provider.suppresses(email)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void leavesTheSilentAlone(String id) {
        ProviderSimulator provider = PROVIDERS.get(id);
        provider.add(email);
        UUID delivery = tell(id);
        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));
        Object checked = row(delivery).get("checked_at");

        lookNow(delivery);

        soon().untilAsserted(() -> assertThat(row(delivery).get("checked_at")).isNotEqualTo(checked));
        assertThat(row(delivery)).containsEntry("repairs", 0).containsEntry("status", "confirmed");
        assertThat(provider.timesTold(email)).isEqualTo(1);
    }

    @Test
    void doesNotTellAgainWhatThePersonHasAllowedSince() {
        String id = "brevo";
        ProviderSimulator provider = PROVIDERS.get(id);
        hub.bench.people.add(email);
        hub.bench.optOut("link:" + email, "link", email, MONDAY);
        UUID delivery = of(id);
        soon().untilAsserted(() -> assertThat(status(delivery)).isEqualTo("confirmed"));

        hub.bench.ownGrant("preferences:" + email, email, MONDAY.plus(Duration.ofDays(2)));
        provider.subscribe(email);
        lookNow(delivery);

        soon().untilAsserted(() -> assertThat(row(delivery).get("check_at")).isNull());
        assertThat(provider.suppresses(email)).isFalse();
        assertThat(row(delivery)).containsEntry("repairs", 0);
    }

    @Test
    void keepsTheEchoOfEveryProviderAndTellsItToNobody() {
        long person = hub.bench.people.add(email);
        hub.bench.optOut("link:" + email, "link", email, Instant.now());
        assertThat(deliveries()).isEqualTo(ProviderSimulator.ids().size());

        for (String id : ProviderSimulator.ids()) {
            Recorded echo = hub.bench.optOut(id + ":" + email, id, email, Instant.now());
            assertThat(echo).as(id).isInstanceOf(Recorded.InForceBefore.class);
        }

        assertThat(deliveries()).isEqualTo(ProviderSimulator.ids().size());
        assertThat(hub.bench.mayEmail(person)).isFalse();
    }

    @Test
    void tellsInCallsOfManyAndLetsOneBadAddressHoldUpNobody() {
        ProviderSimulator provider = PROVIDERS.get("mailgun");
        int callsBefore = provider.calls();
        Notices notices = only("mailgun");
        hub.bench.transaction.executeWithoutResult(together -> {
            for (int i = 0; i < 300; i++) {
                notices.optOut(
                        People.REGISTER, null, "test:%s:%d".formatted(email, i), "link", Map.of("email", i + email));
            }
            notices.optOut(People.REGISTER, null, "test:bad:" + email, "link", Map.of("email", "no-address"));
        });

        soon().untilAsserted(() -> assertThat(hub.bench
                        .jdbc
                        .sql("""
                                select count(*) from notice_delivery where payload ->> 'email' like '%' || :email
                                   and sent_at is not null
                                """)
                        .param("email", email)
                        .query(Long.class)
                        .single())
                .isEqualTo(300));

        soon().untilAsserted(() -> assertThat(
                        hub.bench.jdbc.sql("""
                                select concat(status, ' ', last_error) from notice_delivery
                                 where payload ->> 'email' = 'no-address'
                                """).query(String.class).single())
                .isEqualTo("dead The recipient turned it down with HTTP 400; mend the cause, then try again."));
        assertThat(provider.suppresses("299" + email)).isTrue();
        assertThat(callsBefore).isLessThan(provider.calls());
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private int deliveries() {
        return hub.bench
                .jdbc
                .sql("select count(*) from notice_delivery where payload ->> 'email' = lower(:email)")
                .param("email", email)
                .query(Integer.class)
                .single();
    }

    private UUID tell(String id) {
        only(id).optOut(
                        People.REGISTER,
                        null,
                        "test:" + email,
                        "link",
                        Map.of("email", email, "purpose", "direct-marketing", "scope", "*"));
        return of(id);
    }

    private static Notices only(String id) {
        return new Notices(hub.bench.source, register -> List.of(Recipient.provider(id, "provider-" + id)));
    }

    private UUID of(String id) {
        return hub.bench
                .jdbc
                .sql("select id from notice_delivery where recipient = :id and payload ->> 'email' = :email")
                .param("id", id)
                .param("email", email)
                .query(UUID.class)
                .single();
    }

    private static void lookNow(UUID delivery) {
        hub.bench
                .jdbc
                .sql("update notice_delivery set check_at = now() where id = :id")
                .param("id", delivery)
                .update();
    }

    private static String status(UUID delivery) {
        return String.valueOf(row(delivery).get("status"));
    }

    private static Map<String, Object> row(UUID delivery) {
        return hub.bench
                .jdbc
                .sql("select * from notice_delivery where id = :id")
                .param("id", delivery)
                .query()
                .singleRow();
    }
}
