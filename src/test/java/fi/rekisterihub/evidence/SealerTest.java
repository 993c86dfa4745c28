package fi.rekisterihub.evidence;

import static fi.rekisterihub.evidence.BundleTest.bad;
import static fi.rekisterihub.evidence.BundleTest.good;
import static fi.rekisterihub.evidence.EvidenceGround.check;
import static fi.rekisterihub.evidence.EvidenceGround.ofPerson;
import static fi.rekisterihub.evidence.EvidenceGround.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.support.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final String INSERT = """
            insert into audit (who, action, entity_id) values ('a', '%s', null)
            """;

    private final EvidenceGround ground = new EvidenceGround();

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    void sealsEachRowOnceInBlocksThatFollowEachOther() {
        ground.fill(7);

        assertThat(ground.sealer().seal()).as("nothing is left").isZero();
        assertThat(ground.jdbc()
                        .sql("select source || ' ' || count(*) from evidence_entry group by source order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("audit 6", "notice-delivery 40", "notice-event 25", "permission-event 20");
        assertThat(ground.selfCheck().check()).isEmpty();
    }

    @Test
    void leavesAnEventForEachEndOfADeliveryAndForNothingElse() {
        UUID told = ground.notice(1, "asiakastieto");
        for (String status : List.of("claimed", "new", "claimed", "sent", "sent", "confirmed")) {
            ground.becomes(told, status, "receipt of " + status);
        }
        ground.becomes(told, "new", null);
        ground.becomes(told, "dead", null);
        ground.jdbc()
                .sql("update notice_delivery set next_at = now(), misses = 1")
                .update();
        ground.jdbc().sql("delete from notice_delivery").update();

        assertThat(ground.jdbc()
                        .sql("select concat_ws(' ', status, words) from notice_event order by id")
                        .query(String.class)
                        .list())
                .containsExactly("sent receipt of sent", "confirmed receipt of confirmed", "new", "dead", "removed");
    }

    @Test
    void waitsForALowerNumberThatIsStillOnItsWay() throws SQLException {
        try (Connection late = ground.source().getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(INSERT.formatted("late"));
            ground.audit("early", null);
            Sealer sealer = ground.sealer();

            assertThat(sealer.seal()).isZero();
            assertThat(sealer.seal()).isZero();
            late.commit();
            assertThat(sealer.seal()).isEqualTo(2);
        }
        assertThat(kinds()).containsExactly("late", "early");
    }

    /** A number is taken before the transaction has one of its own, so that to watch transaction numbers is not enough. */
    @Test
    void waitsForWhoeverHasTakenANumberAndWrittenNothingYet() throws SQLException {
        try (Connection late = ground.source().getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("lock table audit in row exclusive mode");
            long taken = ground.jdbc()
                    .sql("select nextval(pg_get_serial_sequence('audit', 'id'))")
                    .query(Long.class)
                    .single();
            ground.audit("early", null);
            Sealer sealer = ground.sealer();

            assertThat(sealer.seal()).isZero();
            statement.execute("insert into audit (id, who, action) overriding system value values (%d, 'a', 'late')"
                    .formatted(taken));
            late.commit();
            assertThat(sealer.seal()).isEqualTo(2);
        }
        assertThat(kinds()).containsExactly("late", "early");
        assertThat(ground.selfCheck().check()).isEmpty();
    }

    @Test
    void doesNotWaitForReaders() throws SQLException {
        try (Connection backup = ground.source().getConnection();
                Statement statement = backup.createStatement()) {
            backup.setAutoCommit(false);
            statement.execute("select count(*) from audit");
            ground.audit("early", null);

            assertThat(ground.sealer().seal()).isEqualTo(1);
            backup.rollback();
        }
    }

    @Test
    void goesOnOverNumbersThatNobodyUsed() {
        ground.audit("one", null);
        ground.jdbc()
                .sql("select nextval(pg_get_serial_sequence('audit', 'id')) from generate_series(1, 5000)")
                .query(Long.class)
                .list();
        ground.audit("two", null);

        assertThat(ground.sealer(settings(100)).seal()).isEqualTo(2);
        assertThat(ground.reader().waiting()).isZero();
    }

    @Test
    void makesOneChainWhenManySealAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(worker -> threads.submit(() -> {
                        Sealer sealer = ground.sealer(settings(5));
                        for (int round = 0; round < 25; round++) {
                            if (worker % 2 == 0) {
                                ground.audit("round", (long) worker);
                            }
                            sealer.seal();
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        Sealer last = ground.sealer();
        last.seal();

        assertThat(kinds()).hasSize(100);
        assertThat(ground.jdbc()
                        .sql("select count(*) = max(number) from evidence_block")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(ground.selfCheck().check()).isEmpty();
    }

    @Test
    void changesItsKeyWithinTheChain() {
        ground.audit("one", 1L);
        ground.sealer().seal();
        String first = ground.keys().current();
        String second = ground.keys().renew();
        for (String action : List.of("two", "three", "four")) {
            ground.audit(action, 1L);
            ground.sealer().seal();
        }

        assertThat(ground.jdbc()
                        .sql("select header::jsonb ->> 'key' from evidence_block order by number")
                        .query(String.class)
                        .list())
                .containsExactly(first, first, second, second);
        byte[] bundle = ground.bundle(ofPerson(1));
        assertThat(good(check(bundle, first)).key()).isEqualTo(second);
        assertThat(good(check(bundle, second)).entries()).isEqualTo(4);
        assertThat(DocumentVerifier.verify(bundle, first)).isNull();
        assertThat(ground.selfCheck().check()).isEmpty();
    }

    @Test
    void signsWithAKeyThatIsNotInTheDatabase() {
        String seed = "0123456789abcdef".repeat(4);
        EvidenceSettings given =
                new EvidenceSettings(true, Duration.ofSeconds(1), 100, Duration.ofHours(1), seed, null);
        ground.audit("one", 1L);
        ground.sealer(given).seal();

        byte[] bundle = ground.bundle(ofPerson(1), ground.keys(given));
        assertThat(good(check(bundle, ground.keys(given).current())).entries()).isEqualTo(1);
        assertThat(ground.jdbc()
                        .sql("select count(*) from secret where value = :seed")
                        .param("seed", seed)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(given.toString()).doesNotContain(seed);
        assertThatThrownBy(() -> ground.keys(given).renew()).hasMessageContaining("hub.evidence.previous-key");
    }

    @Test
    void goesOnWithAnotherKeyWhenTheOldOneIsLostAndSaysThatNobodyVouchesForIt() {
        String seed = "0123456789abcdef".repeat(4);
        EvidenceSettings given =
                new EvidenceSettings(true, Duration.ofSeconds(1), 100, Duration.ofHours(1), seed, null);
        ground.audit("one", 1L);
        ground.sealer(given).seal();
        String old = ground.keys(given).current();
        ground.audit("two", 1L);
        ground.sealer().seal();

        byte[] bundle = ground.bundle(ofPerson(1));
        assertThat(bad(check(bundle, old))).contains("none of the keys given vouches");
        assertThat(good(check(bundle, ground.keys().current())).entries()).isEqualTo(2);
    }

    @Test
    void refusesAKeyThatIsNone() {
        assertThatThrownBy(() ->
                        new EvidenceSettings(true, Duration.ofSeconds(1), 100, Duration.ofHours(1), "secret", null))
                .hasMessageContaining("64 hexadecimal digits")
                .hasMessageNotContaining("secret");
    }

    @Test
    void letsNobodyGuessContentsThatWereTakenOut() {
        UUID told = ground.notice(7, "asiakastieto");
        ground.notice(8, "asiakastieto");
        Sealer sealer = ground.sealer();
        sealer.seal();
        ground.jdbc()
                .sql("update notice_delivery set payload = '{}' where id = :id")
                .param("id", told)
                .update();
        sealer.seal();

        assertThat(ground.jdbc()
                        .sql("select entity_id from evidence_entry where source = 'notice-delivery' and salt is null")
                        .query(Long.class)
                        .list())
                .containsExactly(7L);
        byte[] bundle = ground.bundle(new ExportRequest(7L, null, null, null, true, List.of()));
        assertThat(BundleTest.text(bundle)).contains("\"kind\":\"contents-gone\"", "\"fields\":[\"phone\"]");
        assertThat(good(check(bundle)).contents()).isZero();
        assertThat(ground.selfCheck().check())
                .as("what went on record is no alteration")
                .isEmpty();
    }

    @Test
    void readsTheSameAgainInAnyTimeZone() throws SQLException {
        ground.fill(50);
        try (EvidenceGround elsewhere =
                new EvidenceGround(FreshDatabase.copyOf(closed(ground)) + "&options=-c%20TimeZone=America/Lima")) {
            assertThat(elsewhere.selfCheck().check()).isEmpty();
        }
    }

    private static String closed(EvidenceGround ground) throws SQLException {
        String url;
        try (Connection connection = ground.source().getConnection()) {
            url = connection.getMetaData().getURL();
        }
        ground.close();
        return url + "?user=postgres";
    }

    private List<String> kinds() {
        return ground.jdbc()
                .sql("select entry::jsonb ->> 'kind' from evidence_entry order by block, place")
                .query(String.class)
                .list();
    }
}
