package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.intake.IntakeBench;
import fi.rekisterihub.intake.Limits;
import fi.rekisterihub.simulator.FonectaCallback;
import fi.rekisterihub.simulator.FonectaSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldCompany;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The shipped routes of the directory: pages, tokens, whom it watches for us, and what its calls do. */
class FonectaRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final World WORLD = World.of(World.SEED, 40, 400, LocalDate.of(2026, 11, 22));
    private static final String WATCHER = "rekisterihub";

    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private final FonectaSimulator fonecta = FonectaSimulator.on(server, WORLD);
    private final SourceHub hub = new SourceHub(
            IntakeBench.pooled(Map.of("fonecta", Limits.none())),
            new HashMap<>(Map.of(
                    "hub.public-url", "https://hub.example",
                    "hub.sources.fonecta.enabled", "true",
                    "hub.sources.fonecta.watch.enabled", "true",
                    "hub.sources.fonecta.callbacks.every", "1h",
                    "hub.sources.fonecta.page-size", "3",
                    "hub.sources.fonecta.url", server.url() + FonectaSimulator.PATH,
                    "hub.sources.fonecta.token-url", server.url() + FonectaSimulator.PATH + "/token/login",
                    "hub.sources.fonecta.client-id", FonectaSimulator.CLIENT_ID,
                    "hub.sources.fonecta.client-secret", FonectaSimulator.CLIENT_SECRET)));

    @AfterEach
    void stop() {
        hub.close();
        server.close();
        ((HikariDataSource) hub.bench.source).close();
    }

    @Test
    void readsEveryPageOfAnAnswerAndAnEmptyOneEndsIt() {
        WorldCompany exact = companyWithContacts(3, 0);
        WorldCompany more = companyWithContacts(4, 1);
        company(exact);
        company(more);

        hub.start("fonecta-contact");
        awaitComplete(1);

        int expected = contacts(exact) + contacts(more);
        assertThat(hub.bench.count("select sum(records) from delivery")).isEqualTo(expected);
        assertThat(hub.bench.count("select count(*) from delivery_page where records = 0"))
                .as("a last page that is exactly full is followed by an empty one")
                .isEqualTo(1);
        assertThat(hub.bench.count("select count(*) from lookup")).isEqualTo(2);
        assertThat(fonecta.pages()).contains(2);
    }

    @Test
    void aTokenThatEndsInTheMiddleIsRenewedAndThePageAskedAgain() {
        WorldCompany company = companyWithContacts(4, 1);
        company(company);
        fonecta.expireTokensAfter(1);

        hub.start("fonecta-contact");
        awaitComplete(1);

        assertThat(fonecta.logIns()).isEqualTo(2);
        assertThat(hub.bench.count("select sum(records) from delivery")).isEqualTo(contacts(company));
        assertThat(fonecta.pages()).as("no page twice, none left out").doesNotHaveDuplicates();
        assertThat(hub.bench.count("select failures from source_meter")).isZero();
    }

    @Test
    void aTokenThatHoldsOnlyForSecondsAsATextIsFetchedForEachCall() {
        company(companyWithContacts(4, 1));
        fonecta.tokenLife("5");

        hub.start("fonecta-contact");
        awaitComplete(1);

        assertThat(fonecta.logIns()).isEqualTo(fonecta.pages().size());
    }

    @Test
    @DisplayName(
            "A source that gives its first page for ever is not asked for ever; what it gave is used, and the delivery says so")
    void theSamePageAgainEndsTheAnswer() {
        WorldCompany company = companyWithContacts(4, 1);
        company(company);
        fonecta.repeatFirstPage(true);

        hub.start("fonecta-contact");
        awaitComplete(1);

        assertThat(fonecta.pages()).containsExactly(1, 2);
        assertThat(hub.bench.count("select sum(records) from delivery")).isEqualTo(3);
        assertThat(texts("select message from delivery"))
                .containsExactly(
                        "Asked for page 2 of an answer, the source gave page 1 again; what came before it is used.");
    }

    @Test
    void tellsWhomToWatchAndOnlyWhatHasChangedSince() {
        contact("8000001", "5000001", 7001);
        contact("8000001", "5000002", 7002);
        contact("8000002", "5000003", 7003);
        companyContact("8000003", WORLD.companies().get(3));
        hub.start("fonecta-watch");
        await().atMost(PATIENCE).until(() -> fonecta.watched().size() == 3);
        awaitQuiet("fonecta-watch");

        assertThat(fonecta.callbackUrl(WATCHER)).contains("https://hub.example/hooks/fonecta?secret=a+secret+%26+more");
        assertThat(watched(0)).containsExactly("8000001", "5000001", "5000002");
        assertThat(watched(1)).containsExactly("8000002", "5000003");
        assertThat(watched(2)).as("a company without anybody known yet").containsExactly("8000003");

        contact("8000002", "5000004", 7004);
        sql("update person set restricted_at = now() where id = 7001");
        int calls = calls();
        runNow("fonecta-watch");
        await().atMost(PATIENCE).until(() -> fonecta.watched().size() == 5);
        awaitQuiet("fonecta-watch");

        assertThat(watched(3)).containsExactly("8000001", "5000002");
        assertThat(watched(4)).containsExactly("8000002", "5000003", "5000004");
        assertThat(calls() - calls).as("one portion; no second registration").isEqualTo(1);
    }

    @Test
    void aDirectoryThatHasForgottenTheHubIsToldEverythingAnew() {
        contact("8000001", "5000001", 7001);
        hub.start("fonecta-watch");
        await().atMost(PATIENCE).until(() -> fonecta.watched().size() == 1);
        awaitQuiet("fonecta-watch");

        fonecta.forgetWatchers();
        contact("8000002", "5000002", 7002);
        runNow("fonecta-watch");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(texts("select last_error from schedule where name = 'fonecta-watch'"))
                        .singleElement()
                        .asString()
                        .contains("HTTP 400"));
        awaitQuiet("fonecta-watch");
        runNow("fonecta-watch");
        await().atMost(PATIENCE).until(() -> fonecta.watched().size() == 3);
        awaitQuiet("fonecta-watch");

        assertThat(fonecta.callbackUrl(WATCHER)).isPresent();
        assertThat(watched(1)).as("what it was told before").containsExactly("8000001", "5000001");
        assertThat(watched(2)).containsExactly("8000002", "5000002");
    }

    @Test
    void aPersonOfWhomNoTextIsLeftStopsNobodyElseFromBeingWatched() {
        contact("8000001", "5000001", 7001);
        contact("8000001", "5000002", 7002);
        sql("update source_record set raw = '' where key = '5000001'");

        assertThat(hub.bench.contactWatch.difference("fonecta-contact", 500))
                .singleElement()
                .satisfies(one -> assertThat(one.persons()).containsExactly("5000002"));
    }

    @Test
    void aTellingThatWasCutShortGoesOnWithWhatWasNotTaken() {
        for (int i = 0; i < 5; i++) {
            contact("800000" + i, "500000" + i, 7000 + i);
        }
        var first = hub.bench.contactWatch.difference("fonecta-contact", 2);
        hub.bench.contactWatch.told("fonecta-contact", first);
        hub.bench.contactWatch.told("fonecta-contact", first);

        assertThat(hub.bench.contactWatch.difference("fonecta-contact", 500))
                .extracting(one -> one.company())
                .containsExactly("8000002", "8000003", "8000004");
    }

    @Test
    @DisplayName("Ten thousand calls about two contacts cost two pulls")
    void aStormOfCallsCostsOnePullAContact() {
        contact("8000001", "5000001", 7001);
        companyContact("8000002", WORLD.companies().get(2));
        hub.start("fonecta-changed");
        awaitQuiet("fonecta-changed");
        sql("""
                insert into inbox (source, event_key, body)
                select 'fonecta', 'storm-' || n, convert_to(format(
                       '{"%s":"%s","watcherId":"rekisterihub","timestamp":"%s"%s,"checksum":"x"}',
                       case n % 2 when 0 then 'Id' else 'id' end, 8000001 + n % 2, 1795327200 + n,
                       case n % 2 when 0 then ',"personId":"5000001"' else '' end), 'UTF8')
                  from generate_series(1, 10000) n""");

        hub.start("fonecta-callback");
        await().atMost(PATIENCE)
                .until(() -> hub.bench.count("select count(*) from inbox where status = 'done'") == 10_000);
        runNow("fonecta-changed");
        awaitComplete(1);
        awaitQuiet("fonecta-changed");
        runNow("fonecta-changed");
        awaitQuiet("fonecta-changed");

        assertThat(fonecta.searches()).containsOnly("5000001", "8000002");
        assertThat(fonecta.pages()).filteredOn(page -> page == 1).hasSize(2);
        assertThat(fonecta.pages().size()).isLessThan(10);
        assertThat(hub.bench.count("select count(*) from signal")).isZero();
    }

    @Test
    void callsThatAreNoneOfOursOrAreOldPullNothing() {
        contact("8000001", "5000001", 7001);
        contact("8000002", "5000002", 7002);
        sql("update person set restricted_at = now() where id = 7002");
        sql("insert into lookup (feed, key, asked_at) values ('fonecta-contact', '5000001', now())");
        Instant now = Instant.now();
        call("another-watcher", "8000001", "5000001", now);
        call(WATCHER, "8999999", null, now);
        call(WATCHER, "8000002", "5000002", now);
        call(WATCHER, "8000001", "5000001", now.minusSeconds(3600));
        accept("no JSON");
        accept("[]");
        hub.start("fonecta-callback", "fonecta-changed");

        await().atMost(PATIENCE).until(() -> hub.bench.count("select count(*) from inbox where status = 'done'") == 6);
        awaitQuiet("fonecta-changed");

        assertThat(fonecta.searches()).isEmpty();
        assertThat(texts("select outcome from inbox order by id"))
                .containsExactly(
                        "The call names a watcher that is not ours; nothing is done.",
                        "The contact is not one that is watched; nothing is done.",
                        "The contact is not one that is watched; nothing is done.",
                        "The contact has been read since; nothing is done.",
                        "The call is no JSON; nothing is done.",
                        "The call names a watcher that is not ours; nothing is done.");
    }

    @Test
    void aPersonWhoIsNewAtAWatchedCompanyIsFoundByTheCompany() {
        companyContact("8000001", WORLD.companies().get(1));
        call(WATCHER, "8000001", "5000099", Instant.now());
        hub.start("fonecta-callback");
        await().atMost(PATIENCE).until(() -> hub.bench.count("select count(*) from inbox where status = 'done'") == 1);

        assertThat(texts("select key from signal")).containsExactly("8000001");
    }

    private void call(String watcher, String company, @Nullable String person, Instant at) {
        accept(FonectaCallback.body(company, watcher, at, person, "whatever"));
    }

    private void accept(String body) {
        hub.bench.inbox.accept(
                "fonecta",
                UUID.randomUUID().toString(),
                "application/json",
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private void contact(String company, String person, long id) {
        sql("insert into person (id, register_id, family_name) values (%d, 'sofor-asiakasrekisteri', 'Esimerkki')"
                .formatted(id));
        record(person, id, "{\"contactType\":\"PERSON\",\"companyId\":\"%s\"}".formatted(company));
    }

    private void companyContact(String id, WorldCompany company) {
        company(company);
        record(id, null, "{\"contactType\":\"COMPANY\",\"businessId\":\"%s\"}".formatted(company.businessId()));
    }

    /** As a run of the feed leaves it behind. */
    private void record(String key, @Nullable Long entity, String raw) {
        sql(
                "insert into stream (feed, register_id) values ('fonecta-contact', 'sofor-asiakasrekisteri') on conflict do nothing");
        hub.bench
                .jdbc
                .sql("""
                        insert into source_record (stream_id, key, hash, entity_id, outcome, run_id, raw)
                        select id, :key, gen_random_uuid(), :entity, 'a', 1, convert_to(:raw, 'UTF8') from stream
                        """)
                .param("key", key)
                .param("entity", entity, java.sql.Types.BIGINT)
                .param("raw", raw)
                .update();
    }

    private void company(WorldCompany company) {
        sql("insert into company (register_id, business_id) values ('sofor-asiakasrekisteri', '%s')"
                .formatted(company.businessId()));
    }

    private WorldCompany companyWithContacts(int least, int remainder) {
        return WORLD.companies().stream()
                .filter(company -> contacts(company) >= least && contacts(company) % 3 == remainder)
                .findFirst()
                .orElseThrow();
    }

    /** The company itself, and its persons whom the directory knows. */
    private static int contacts(WorldCompany company) {
        return 1
                + (int) WORLD.personsAt(company.businessId()).stream()
                        .filter(person -> !person.inCrm() || person.leader() || person.number() % 3 == 0)
                        .count();
    }

    private List<String> watched(int n) {
        JsonNode one = fonecta.watched().get(n);
        List<String> numbers =
                new java.util.ArrayList<>(List.of(one.path("companyId").asText()));
        one.path("personIds").forEach(person -> numbers.add(person.asText()));
        return Collections.unmodifiableList(numbers);
    }

    private int calls() {
        return fonecta.trouble().calls();
    }

    private void runNow(String schedule) {
        hub.bench.schedules.runNow(schedule);
    }

    private void awaitComplete(int deliveries) {
        await().atMost(PATIENCE)
                .until(() -> hub.bench.count("select count(*) from delivery where status = 'complete'") == deliveries);
    }

    private void awaitQuiet(String schedule) {
        await().atMost(PATIENCE)
                .until(() -> hub.bench.count("select count(*) from schedule where name = '" + schedule
                                + "' and lease is null and next_at > now() and last_at is not null")
                        == 1);
    }

    private List<String> texts(String sql) {
        return hub.bench.jdbc.sql(sql).query(String.class).list();
    }

    private void sql(String sql) {
        hub.bench.jdbc.sql(sql).update();
    }
}
