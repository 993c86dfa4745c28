package fi.rekisterihub.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The preview counts by a statement, the purge judges by classes: over some hundreds of persons made by chance, in every state that
 * there is, both must come to the same.
 */
class SameByClassesAndByStatementTest {

    private static final int PERSONS = 400;
    private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
    private static final String MIPRO = "mipro-asiakas-ja-sidosryhmarekisteri";
    private static final String SO = "soprano-opiskelijarekisteri";
    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String[] LATER = {"last-contact", "contract-end", "obligation-end", "duty-end", "event-end"};

    private static QuietHub hub;

    @BeforeAll
    static void start() {
        hub = QuietHub.start(TestHome.withAllRegisters(), FreshDatabase.url());
        make(MIPRO, 1_000, "event-enrolment", "training-enrolment", "asiakastieto-decision-makers", "person");
        make(SO, 2_000, "enrolment-form", "asiakastieto-consumer", "person");
        make(SOFOR, 3_000, "crm-person");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void countsWhatThePurgeWouldJudge() {
        for (String register : List.of(MIPRO, SO, SOFOR)) {
            assertThat(states(register)).as(register).isEqualTo(judged(register));
        }
    }

    @Test
    void findsAllOfWhomAnythingIsDueAndNobodyElse() {
        for (String register : List.of(MIPRO, SO, SOFOR)) {
            long due =
                    fates(register).stream().filter(fate -> !fate.nothingToDo()).count();

            assertThat(hub.get(RetentionPreview.class).of(register, TODAY).due())
                    .as(register)
                    .isEqualTo(due)
                    .isPositive();
        }
    }

    @Test
    void aPreviewWritesNothing() {
        JdbcClient jdbc = hub.get(JdbcClient.class);
        String written =
                "select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_xact_all_tables where relname not like 'pg_%'";

        // In one transaction, because the connection may not have handed in yet what it wrote before.
        hub.get(TransactionTemplate.class).executeWithoutResult(status -> {
            long before = jdbc.sql(written).query(Long.class).single();
            hub.get(RetentionPreview.class).of(SOFOR, TODAY);
            assertThat(jdbc.sql(written).query(Long.class).single()).isEqualTo(before);
        });

        assertThat(jdbc.sql("select count(*) from retention_run")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Map<String, Long> states(String register) {
        Map<String, Long> counted = new TreeMap<>();
        hub.get(RetentionPreview.class).of(register, TODAY).lines().forEach(line -> line.states()
                .forEach((state, many) -> counted.put(line.what() + " " + state, many)));
        return counted;
    }

    private static Map<String, Long> judged(String register) {
        Map<String, Long> counted = new TreeMap<>();
        fates(register).forEach(fate -> fate.states()
                .forEach((what, state) -> counted.merge(what + " " + state.word(), 1L, Long::sum)));
        return counted;
    }

    private static List<Fate> fates(String register) {
        RetentionLaw law = RetentionLaw.of(hub.get(Profiles.class).get(register));
        List<Long> ids = hub.get(JdbcClient.class)
                .sql("select id from person where register_id = :register")
                .param("register", register)
                .query(Long.class)
                .list();
        return hub.get(ClockRows.class).of(law, ids, TODAY).stream()
                .map(row -> Fate.of(law, row, hub.get(GroupHolds.class).byWhat(register, TODAY), TODAY))
                .toList();
    }

    private static void make(String register, long first, String... feeds) {
        Aged aged = new Aged(hub, register);
        JdbcClient jdbc = hub.get(JdbcClient.class);
        Random chance = new Random(first);
        LongStream.range(first, first + PERSONS).forEach(id -> {
            Map<String, String> extra = new TreeMap<>();
            if (chance.nextBoolean()) {
                extra.put(chance.nextBoolean() ? "dietaryRestrictions" : "billing", "jotakin");
            }
            List<String> spoken = new ArrayList<>();
            for (String feed : feeds) {
                if (chance.nextInt(3) == 0) {
                    spoken.add(feed);
                }
            }
            aged.person(id, TODAY.minusDays(chance.nextInt(4_000)), extra, spoken.toArray(String[]::new));
            for (String anchor : LATER) {
                if (chance.nextInt(3) > 0) {
                    aged.day(
                            id,
                            anchor,
                            chance.nextInt(6) == 0 && !anchor.equals("last-contact")
                                    ? RetentionClock.OPEN
                                    : TODAY.minusDays(chance.nextInt(5_000)));
                }
            }
            if (chance.nextInt(10) == 0) {
                jdbc.sql(
                                "insert into data_hold (register_id, person_id, what, reason, set_by) values (:register, :id, :what, 'r', 't')")
                        .param("register", register)
                        .param("id", id)
                        .param("what", chance.nextBoolean() ? "dispute" : "complaint")
                        .update();
            }
            if (chance.nextInt(20) == 0) {
                jdbc.sql("update person set restricted_at = now() where id = :id")
                        .param("id", id)
                        .update();
            }
            if (chance.nextInt(8) == 0) {
                jdbc.sql("insert into lapsed_group (person_id, what, day) values (:id, :what, :day)")
                        .param("id", id)
                        .param("what", chance.nextBoolean() ? "event-participants" : "students")
                        .param("day", TODAY.minusDays(chance.nextInt(3_000)))
                        .update();
            }
            if (id > first && chance.nextInt(10) == 0) {
                jdbc.sql("""
                        insert into entity_link (part_id, head_id, register_id)
                        select :id, coalesce((select head_id from entity_link where part_id = :id - 1), :id - 1), :register
                        """).param("id", id).param("register", register).update();
            }
        });
        if (register.equals(MIPRO)) {
            hub.get(GroupHolds.class).put(MIPRO, "training-participants", "legal-duty", "laki", null, "test");
        }
    }
}
