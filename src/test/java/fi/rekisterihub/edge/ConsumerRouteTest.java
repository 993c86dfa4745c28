package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.intake.Limits;
import fi.rekisterihub.intake.SourceLimit;
import fi.rekisterihub.register.FreshIdentities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.simulator.AsiakastietoSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldIdentity;
import fi.rekisterihub.simulator.WorldPerson;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped route that asks the bureau about one person at a time: about whom, at what cost, and what is kept. */
class ConsumerRouteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final World WORLD = World.of(World.SEED, 20, 40, LocalDate.of(2026, 11, 22));
    private static final List<WorldPerson> PEOPLE = WORLD.persons().subList(0, 8);

    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private final AsiakastietoSimulator bureau = AsiakastietoSimulator.on(server, WORLD);
    private SourceHub hub;

    @BeforeEach
    void nobodyIsAskedTwiceAMonth() {
        hub = hub(Limits.none(), AsiakastietoSimulator.KEY);
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void asksAboutThoseWhoAreFollowedOnceAndKeepsNoNumberAndNoCreditData() {
        follow(0, 1, 2, 3);
        hub.start("asiakastieto-consumer");
        await().atMost(PATIENCE).until(() -> complete() == 1);
        runAgain();

        assertThat(bureau.askedPersons()).containsExactlyInAnyOrder(numbers(0, 1, 2, 3));
        assertThat(pages()).hasSize(4).allSatisfy(page -> assertThat(page)
                .contains("\"personId\":\"identity:")
                .doesNotContain("paymentDefaultData")
                .doesNotContainPattern(IdentityNumber.ANYWHERE));
        assertThat(server.wireMock().getAllServeEvents())
                .as("no number in an address, where logs would keep it")
                .noneMatch(event -> IdentityNumber.ANYWHERE
                        .matcher(event.getRequest().getUrl())
                        .find());
        assertThat(hub.bench.count("select count(*) from lookup where key ~ '[0-9]{6}[-+A-Y][0-9]{3}'"))
                .isZero();
    }

    @Test
    void doesNotPayForAnswersThatMayNotBeUsed() {
        follow(0, 1, 2, 3, 4);
        sql("update person set restricted_at = now() where id = 7001");
        sql("update person set deceased_at = now() where id = 7002");
        sql("insert into update_ban (person_id, feed) values (7003, 'asiakastieto-consumer')");
        sql("update person set register_id = 'soprano-valiaikainen-markkinointirekisteri' where id = 7004");
        sql("update identity set register_id = 'soprano-valiaikainen-markkinointirekisteri' where person_id = 7004");

        hub.start("asiakastieto-consumer");
        await().atMost(PATIENCE).until(() -> complete() == 1);

        assertThat(bureau.askedPersons()).containsExactly(numbers(0));
    }

    @Test
    void aBudgetThatIsUsedUpEndsTheFetchAndWhatWasBoughtIsUsed() {
        hub.close();
        hub = hub(Limits.money("30", "", "65", ""), AsiakastietoSimulator.KEY);
        follow(0, 1, 2, 3, 4);

        hub.start("asiakastieto-consumer");
        await().atMost(PATIENCE)
                .until(() -> hub.bench.count("select count(*) from schedule where rest_reason is not null") == 1);

        assertThat(bureau.askedPersons()).hasSize(2);
        assertThat(complete()).isEqualTo(1);
        assertThat(hub.bench.count("select cents from source_usage where source = 'asiakastieto-consumer'"))
                .isEqualTo(60);
    }

    @Test
    void anErrorInsideHttp200ThatConcernsEveryCallEndsTheFetchAtOnce() {
        hub.close();
        hub = hub(Limits.none(), "a wrong key");
        follow(0, 1, 2);

        hub.start("asiakastieto-consumer");
        await().atMost(PATIENCE)
                .until(() -> hub.bench.count("select count(*) from schedule where last_error like '%HTTP 200%'") == 1);

        assertThat(bureau.askedPersons()).isEmpty();
        assertThat(hub.bench.count("select count(*) from lookup")).isZero();
    }

    private SourceHub hub(SourceLimit limit, String key) {
        return SourceHub.with(
                Map.of("asiakastieto-consumer", limit),
                Map.of(
                        "hub.sources.asiakastieto-consumer.enabled",
                        "true",
                        "hub.sources.asiakastieto-consumer.url",
                        server.url() + AsiakastietoSimulator.CONSUMER_PATH,
                        "hub.sources.asiakastieto-consumer.user",
                        AsiakastietoSimulator.USER_ID,
                        "hub.sources.asiakastieto-consumer.password",
                        AsiakastietoSimulator.PASSWORD,
                        "hub.sources.asiakastieto-consumer.key",
                        key));
    }

    /** They are in the register under the ids from 7000 on. */
    private void follow(int... people) {
        for (int n : people) {
            sql(
                    "insert into person (id, register_id, family_name, given_name) values (%d, 'sofor-asiakasrekisteri', 'Entinen', 'Nimi')"
                            .formatted(7000 + n));
            FreshIdentities.on(hub.bench.jdbc, hub.bench.transaction)
                    .follow(7000 + n, IdentityNumber.parse(numbers(n)[0]).orElseThrow());
        }
    }

    private static String[] numbers(int... people) {
        return java.util.Arrays.stream(people)
                .mapToObj(n -> WorldIdentity.of(PEOPLE.get(n)))
                .toArray(String[]::new);
    }

    /** A second start finds nobody due, and opens nothing. */
    private void runAgain() {
        hub.bench.schedules.runNow("asiakastieto-consumer");
        await().atMost(PATIENCE)
                .until(() ->
                        hub.bench.count("select count(*) from schedule where lease is null and next_at > now()") == 1);
        assertThat(hub.bench.count("select count(*) from delivery")).isEqualTo(1);
    }

    private long complete() {
        return hub.bench.count("select count(*) from delivery where status = 'complete'");
    }

    private List<String> pages() {
        return hub.bench
                .jdbc
                .sql("select convert_from(body, 'UTF8') from delivery_page")
                .query(String.class)
                .list();
    }

    private void sql(String sql) {
        hub.bench.jdbc.sql(sql).update();
    }
}
