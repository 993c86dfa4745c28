package fi.rekisterihub.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.Schedules;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

/** What a purge does beside purging: who is told, what is written down, what stops it, and what is shown of what it leaves. */
class PurgeTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final LocalDate DAY = LocalDate.parse("2026-11-28");
    private static final LocalDate LONG_AGO = LocalDate.parse("2019-06-30");

    private static QuietHub hub;
    private final Aged register = new Aged(hub, SOFOR);

    @BeforeAll
    static void start() {
        hub = QuietHub.start(TestHome.withAllRegisters(), FreshDatabase.url());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void forgetEverybody() {
        new Imports(hub).emptyRegister();
    }

    @Test
    @DisplayName("F6 whoever holds the data is told that it was erased, and no value is told")
    void tellsThoseWhoHoldTheData() {
        register.person(1, LONG_AGO, "crm-person");
        register.day(1, "contract-end", LONG_AGO);

        register.purge(DAY);

        assertThat(register.jdbc().sql("""
                                select n.kind || ' ' || d.recipient || ' ' || d.status from notice_delivery d join notice n on n.id = d.notice_id
                                 where d.recipient in ('licence-registry', 'print-house', 'event-office') order by d.recipient
                                """).query(String.class).list())
                .containsExactly("erased event-office new", "erased licence-registry new", "erased print-house new");
        assertThat(register.jdbc()
                        .sql("select count(*) from notice_delivery where payload::text like '%Suku1%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("Rule 3 what was purged is written down: whom, by which rule, from which days, and never a value")
    void writesDownWhatItDid() {
        register.person(1, LONG_AGO, "crm-person");
        register.day(1, "contract-end", LONG_AGO);
        register.day(1, "obligation-end", LONG_AGO.minusYears(1));

        register.purge(DAY);

        Map<String, Object> event = register.jdbc()
                .sql("select * from retention_event where person_id = 1")
                .query()
                .singleRow();
        assertThat(event).containsEntry("happened", "person-purged").containsEntry("who", "test");
        assertThat(event.get("rules").toString()).isEqualTo("{contacts}");
        assertThat(event.get("anchors").toString())
                .contains("\"contract-end\": \"2019-06-30\"", "\"obligation-end\": \"2018-06-30\"");
        assertThat(event.toString()).doesNotContain("Suku1", "a.example");
        assertThatThrownBy(() -> register.jdbc()
                        .sql("update retention_event set who = 'x'")
                        .update())
                .hasMessageContaining("append-only");
        assertThat(register.purge(DAY).due()).as("once for all").isZero();
    }

    @Test
    @DisplayName("SK8 nobody is purged who has asked for their data and has no answer yet")
    void whoWaitsForAnAnswerIsNotPurged() {
        register.person(1, LONG_AGO, "crm-person");
        register.day(1, "contract-end", LONG_AGO);
        register.jdbc().sql("""
                        insert into subject_request (request_key, register_id, kind, person_id, way, language, received_at,
                                                     promised_by, law_by, due_by, state)
                        values ('k', :register, 'access', 1, 'post', 'fi', now(), now(), now(), now(), 'received')
                        """).param("register", SOFOR).update();

        assertThat(register.purge(DAY).due()).isZero();
        assertThat(register.isThere(1)).isTrue();

        register.jdbc().sql("update subject_request set state = 'answered'").update();
        register.purge(DAY);
        assertThat(register.isThere(1)).isFalse();
    }

    @Test
    void thosesWhoAreOneCountAsOneAndGoTogether() {
        register.person(1, LONG_AGO, "crm-person");
        register.person(2, LONG_AGO, "crm-person");
        register.day(1, "contract-end", LONG_AGO);
        register.day(2, "contract-end", DAY.minusYears(1), "S-9");
        link(1, 2);

        register.purge(DAY);
        assertThat(register.isThere(1))
                .as("a part of theirs has a later contract")
                .isTrue();
        assertThat(register.preview(DAY).persons()).isEqualTo(1);

        register.purge(DAY.plusYears(2).plusDays(1));
        assertThat(register.isThere(1)).isFalse();
        assertThat(register.isThere(2)).isFalse();
    }

    @Test
    void restrictedDataIsNotPurged() {
        register.person(1, LONG_AGO, "crm-person");
        register.day(1, "contract-end", LONG_AGO);
        register.jdbc().sql("update person set restricted_at = now()").update();

        register.purge(DAY);

        assertThat(register.isThere(1)).isTrue();
        assertThat(register.line("contacts", DAY).holds()).containsExactly(Map.entry("restriction", 1L));
    }

    @Test
    void whatHasNoClockIsCountedAndWhatIsMissingIsSaid() {
        Aged students = new Aged(hub, "soprano-opiskelijarekisteri");
        students.person(1, DAY.minusYears(1), Map.of("billing", "lasku 1"), "enrolment-form");

        Preview.Line line = students.line("billing", DAY);

        assertThat(line.of("no-clock")).isEqualTo(1);
        assertThat(line.missing()).containsExactly("obligation-end");
        assertThat(line.sample("no-clock")).containsExactly(1L);
        students.purge(DAY);
        assertThat(students.extra(1, "billing")).contains("lasku 1");
        assertThat(hub.get(Standings.class)
                        .of("soprano-opiskelijarekisteri")
                        .orElseThrow()
                        .noClock())
                .isEqualTo(1);
    }

    @Test
    void saysWhatComesDueInTheNextDaysAndYears() {
        register.person(1, LONG_AGO, "crm-person");
        register.day(1, "contract-end", DAY.minusYears(3).plusDays(20));
        register.person(2, LONG_AGO, "crm-person");
        register.day(2, "contract-end", DAY.minusYears(3).plusDays(80));
        register.person(3, LONG_AGO, "crm-person");
        register.day(3, "contract-end", DAY);

        Preview.Line line = register.line("contacts", DAY);

        assertThat(line.in30Days()).isEqualTo(1);
        assertThat(line.in90Days()).isEqualTo(2);
        assertThat(line.years()).containsExactly(Map.entry(2026, 1L), Map.entry(2027, 1L), Map.entry(2029, 1L));
        assertThat(line.of("running")).isEqualTo(3);
    }

    @Test
    void aRunThatWouldPurgeTooMuchWaitsForAPersonAndIsShownAsLate() {
        for (long id = 1; id <= 200; id++) {
            register.person(id, LONG_AGO, "crm-person");
            register.day(id, "contract-end", id <= 11 ? LONG_AGO : DAY);
        }

        RetentionRun run = register.purge(DAY);

        assertThat(run.status()).isEqualTo("braked");
        assertThat(run.brake())
                .isEqualTo("The run would purge something of 11 of 200 persons (5.5 %); the limit is 5.0 %.");
        assertThat(register.isThere(1)).isTrue();
        assertThat(hub.get(Standings.class).of(SOFOR).orElseThrow().late()).isEqualTo(11);
        assertThat(hub.get(RetentionHealth.class).health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(register.purge(DAY).id()).as("it goes on waiting").isEqualTo(run.id());

        assertThat(hub.get(RetentionRuns.class).release(run.id(), DAY, "olli", "Katsottu."))
                .isTrue();
        assertThat(register.purge(DAY))
                .extracting(RetentionRun::status, RetentionRun::persons)
                .containsExactly("done", 11L);
        assertThat(hub.get(Standings.class).of(SOFOR).orElseThrow().late()).isZero();
        assertThat(register.happened()).contains("run-braked -", "run-released -", "run-done -");
    }

    @Test
    void aRefusedRunPurgesNothing() {
        for (long id = 1; id <= 100; id++) {
            register.person(id, LONG_AGO, "crm-person");
            register.day(id, "contract-end", LONG_AGO);
        }
        RetentionRun run = register.purge(DAY);

        assertThat(hub.get(RetentionRuns.class).refuse(run.id(), "olli", "Lähde on väärässä."))
                .isTrue();

        assertThat(hub.get(RetentionRuns.class).find(run.id()).orElseThrow().status())
                .isEqualTo("refused");
        assertThat(register.isThere(1)).isTrue();
        assertThat(hub.get(RetentionRuns.class).release(run.id(), DAY, "olli", "Sittenkin."))
                .isFalse();
    }

    @Test
    void whoeverWasHeardOfSinceThePreviewStays() {
        register.person(1, LONG_AGO, "crm-person");
        register.day(1, "contract-end", LONG_AGO);
        RetentionRuns runs = hub.get(RetentionRuns.class);
        RetentionRun run = runs.begin(SOFOR, DAY, "test", null);
        assertThat(run.due()).isEqualTo(1);

        register.day(1, "contract-end", RetentionClock.OPEN, "S-2");
        while (runs.step(run)) {
            run = runs.find(run.id()).orElseThrow();
        }

        assertThat(register.isThere(1)).isTrue();
        assertThat(runs.find(run.id()).orElseThrow())
                .extracting(RetentionRun::status, RetentionRun::persons)
                .containsExactly("done", 0L);
    }

    @Test
    void aDayThatIsEnteredByHandHasItsReasonAndItsName() {
        register.person(1, LONG_AGO, "crm-person");
        RetentionDays days = hub.get(RetentionDays.class);

        days.enter(1, "contract-end", null, "Sopimus on mapissa.", "olli");
        assertThat(register.state(1, "contacts", DAY)).isEqualTo(new ClockState.Open("contract-end"));
        days.enter(1, "contract-end", LocalDate.parse("2025-01-31"), "Sopimus päättyi.", "olli");

        assertThat(days.of(1))
                .singleElement()
                .extracting(RetentionDays.Day::anchor, RetentionDays.Day::day, RetentionDays.Day::actor)
                .containsExactly("contract-end", LocalDate.parse("2025-01-31"), "olli");
        assertThat(register.happened()).containsExactly("day-entered 1", "day-entered 1");
        assertThatThrownBy(() -> days.enter(1, "contract-end", DAY, " ", "olli"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> days.enter(1, "birthday", DAY, "Miksi", "olli"))
                .hasMessageContaining("name one of last-contact, contract-end");
        assertThatThrownBy(() -> days.enter(1, "last-contact", null, "Miksi", "olli"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGroupHoldNamesWhatTheRegisterKeeps() {
        GroupHolds holds = hub.get(GroupHolds.class);

        assertThatThrownBy(() -> holds.put(SOFOR, "contact", "legal-duty", "Laki", null, "olli"))
                .hasMessageContaining("no group of persons and no class of data");
        holds.put(SOFOR, "contacts", "legal-duty", "Laki", DAY, "olli");

        assertThat(holds.inForce(SOFOR, DAY))
                .singleElement()
                .extracting(GroupHolds.GroupHold::until)
                .isEqualTo(DAY);
        assertThat(holds.inForce(SOFOR, DAY.plusDays(1))).isEmpty();
    }

    @Test
    void oneNodeDoesTheDaysPurge() {
        Schedules schedules = hub.get(Schedules.class);
        String name = "retention:" + SOFOR;

        assertThat(schedules.claim(name, java.time.Duration.ofDays(1))).isTrue();
        assertThat(schedules.claim(name, java.time.Duration.ofDays(1))).isFalse();
        schedules.wentWell(name);
        assertThat(schedules.claim(name, java.time.Duration.ofDays(1))).isFalse();
        hub.get(RetentionWorker.class).soon(SOFOR);
        assertThat(schedules.claim(name, java.time.Duration.ofDays(1))).isTrue();
    }

    @Test
    void aLookThatIsOlderThanADayIsTroubleInItself() {
        register.person(1, Finland.today().minusYears(1), "crm-person");
        register.purge(Finland.today().minusDays(2));

        Standing standing = hub.get(Standings.class).of(SOFOR).orElseThrow();

        assertThat(standing.late()).isZero();
        assertThat(standing.trouble(Finland.today())).isTrue();
        assertThat(hub.get(RetentionHealth.class).health().getDetails().toString())
                .contains("last looked at");
        assertThat(List.of(standing.due(), standing.noClock())).containsExactly(0L, 0L);
    }

    private void link(long head, long part) {
        register.jdbc()
                .sql("insert into entity_link (part_id, head_id, register_id) values (:part, :head, :register)")
                .param("part", part)
                .param("head", head)
                .param("register", SOFOR)
                .update();
    }
}
