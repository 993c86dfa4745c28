package fi.rekisterihub.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.subject.Holds;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shipped rules of the registers, walked through the years: nothing goes a day early, and everything goes on its day. */
class TimeTravelTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String SK = "soprano-kunddatabas";
    private static final String SA = "soprano-asiakastietokanta";
    private static final String SO = "soprano-opiskelijarekisteri";
    private static final String SM = "soprano-suoramarkkinointirekisteri";
    private static final String SV = "soprano-valiaikainen-markkinointirekisteri";
    private static final String V = "valmennuskumppani-asiakas-ja-markkinointirekisteri";
    private static final String MIPRO = "mipro-asiakas-ja-sidosryhmarekisteri";

    private static QuietHub hub;

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
    @DisplayName("SK2 kept until the last contact + 8 years, leap days and all")
    void keepsEightYearsFromTheLastContact() {
        Aged register = new Aged(hub, SK);
        register.person(1, day("2016-01-01"), "asiakastieto-decision-makers");
        register.day(1, "last-contact", day("2020-02-29"));
        register.person(2, day("2016-01-01"), "asiakastieto-decision-makers");
        register.day(2, "last-contact", day("2018-05-25"));

        register.leavesAfter(2, day("2026-05-25"));
        register.leavesAfter(1, day("2028-02-29"));
    }

    @Test
    @DisplayName("SK2 the person's own act towards the register is a contact")
    void anOwnActIsAContact() {
        Aged register = new Aged(hub, SK);
        register.person(1, day("2010-01-01"), "asiakastieto-decision-makers");
        register.day(1, "last-contact", day("2012-06-01"));
        said(SK, 1, Permission.PROHIBITED, "newsletter", "2015-03-31");

        assertThat(register.state(1, "contacts", day("2021-01-01")))
                .isEqualTo(new ClockState.Running(day("2023-03-31"), "last-contact"));
        register.leavesAfter(1, day("2023-03-31"));
    }

    @Test
    @DisplayName("SK2 some is kept longer by law: a hold of legal duty")
    void aLegalDutyHolds() {
        Aged register = new Aged(hub, SK);
        register.person(1, day("2010-01-01"), "asiakastieto-decision-makers");
        register.day(1, "last-contact", day("2012-06-01"));
        long hold = hub.get(Holds.class).put(1, "legal-duty", "Kirjanpitolaki 2:10", null, "olli");

        register.purge(day("2026-06-02"));
        assertThat(register.isThere(1)).isTrue();
        assertThat(register.line("contacts", day("2026-06-02")).holds()).containsExactly(Map.entry("legal-duty", 1L));

        hub.get(Holds.class).lift(hold, "olli");
        register.purge(day("2026-06-02"));
        assertThat(register.isThere(1)).isFalse();
    }

    @Test
    @DisplayName("SA4 removed when the relationship has ended, and not while a contract of theirs runs")
    void removesWhenTheRelationshipHasEnded() {
        Aged register = new Aged(hub, SA);
        register.person(1, day("2015-01-01"), "enrolment-form");
        register.day(1, "contract-end", day("2025-01-31"), "S-1");
        register.day(1, "contract-end", RetentionClock.OPEN, "S-2");

        register.purge(day("2026-11-28"));
        assertThat(register.isThere(1)).isTrue();
        assertThat(register.state(1, "customers", day("2026-11-28"))).isEqualTo(new ClockState.Open("contract-end"));

        register.day(1, "contract-end", day("2026-01-31"), "S-2");
        register.leavesAfter(1, day("2026-02-28"));
    }

    @Test
    @DisplayName("SA4 a bought decision-maker of whom nobody has heard goes two years after storing")
    void aDecisionMakerOfWhomNobodyHasHeardGoes() {
        Aged register = new Aged(hub, SA);
        register.person(1, day("2024-02-29"), "asiakastieto-decision-makers");

        register.leavesAfter(1, day("2026-02-28"));
    }

    @Test
    @DisplayName(
            "SA4 a customer whose end nobody has told is kept two years from storing or the last contact, not a month")
    void aCustomerOfUnknownEndGoesAfterTwoYears() {
        Aged register = new Aged(hub, SA);
        register.person(1, day("2020-01-31"), "enrolment-form");
        register.person(2, day("2020-01-31"), "enrolment-form");
        register.day(2, "last-contact", day("2021-06-30"));
        register.person(3, day("2020-01-31"), "enrolment-form");
        register.day(3, "contract-end", RetentionClock.OPEN);

        register.leavesAfter(1, day("2022-01-31"));
        register.leavesAfter(2, day("2023-06-30"));
        assertThat(register.state(3, "customers", day("2026-11-28")))
                .as("a contract that runs is no unknown end")
                .isEqualTo(new ClockState.Open("contract-end"));
    }

    @Test
    @DisplayName("SK2 who was only ever bought is kept eight years from storing")
    void whoWasOnlyBoughtGoesAfterEightYears() {
        Aged register = new Aged(hub, SK);
        register.person(1, day("2016-05-25"), "fonecta-contact");

        register.leavesAfter(1, day("2024-05-25"));
    }

    @Test
    @DisplayName("SO5 billing data is kept at least 3 months, and longer while it is disputed")
    void keepsBillingForThreeMonthsAndThroughADispute() {
        Aged register = new Aged(hub, SO);
        Map<String, String> billing = Map.of("billing", "lasku 1", "customerNumber", "4711");
        register.person(1, day("2025-08-01"), billing, "enrolment-form");
        register.day(1, "contract-end", RetentionClock.OPEN);
        register.day(1, "obligation-end", day("2025-11-30"));
        register.person(2, day("2025-08-01"), billing, "enrolment-form");
        register.day(2, "contract-end", RetentionClock.OPEN);
        register.day(2, "obligation-end", day("2025-11-30"));
        long dispute = hub.get(Holds.class).put(2, "dispute", "Lasku on riitautettu.", null, "olli");

        register.purge(day("2026-02-28"));
        assertThat(register.extra(1, "billing"))
                .as("the last day of three months")
                .contains("lasku 1");

        register.purge(day("2026-03-01"));
        assertThat(register.extra(1, "billing")).isEmpty();
        assertThat(register.extra(1, "customerNumber")).isEmpty();
        assertThat(register.isThere(1)).isTrue();
        assertThat(register.extra(2, "billing")).as("disputed").contains("lasku 1");
        assertThat(register.state(2, "billing", day("2026-03-01")))
                .isEqualTo(new ClockState.Held(day("2026-03-01"), Set.of("dispute")));

        hub.get(Holds.class).lift(dispute, "olli");
        register.purge(day("2026-06-01"));
        assertThat(register.extra(2, "billing")).isEmpty();
    }

    @Test
    @DisplayName("SO5 a group that falls leaves billing data that must still be kept")
    void billingOutlivesTheStudent() {
        Aged register = new Aged(hub, SO);
        register.person(1, day("2015-01-01"), Map.of("billing", "lasku 1", "studyPlan", "HOPS"), "enrolment-form");
        register.day(1, "contract-end", day("2020-05-31"));
        register.day(1, "obligation-end", day("2025-05-15"));

        register.purge(day("2025-06-01"));
        assertThat(register.isThere(1)).isTrue();
        assertThat(register.extra(1, "billing")).contains("lasku 1");

        register.purge(day("2025-08-16"));
        assertThat(register.isThere(1)).isFalse();
    }

    @Test
    @DisplayName("M5 dietary restrictions are destroyed after the event, with history and source copies, and stay away")
    void destroysDietaryRestrictionsAfterTheEvent() {
        Aged register = new Aged(hub, MIPRO);
        register.person(1, day("2026-01-10"), Map.of("dietaryRestrictions", "keliakia"), "event-enrolment");
        register.day(1, "event-end", day("2026-03-20"));
        register.day(1, "last-contact", day("2026-01-10"));

        register.purge(day("2026-03-21"));
        assertThat(register.extra(1, "dietaryRestrictions")).contains("keliakia");
        register.purge(day("2026-03-22"));

        assertThat(register.extra(1, "dietaryRestrictions")).isEmpty();
        assertThat(register.isThere(1)).isTrue();
        assertThat(hub.get(JdbcClient.class)
                        .sql("select convert_from(raw, 'UTF8') from source_record where entity_id = 1")
                        .query(String.class)
                        .list())
                .containsExactly("");
        register.leavesAfter(1, day("2027-03-20"));
    }

    @Test
    @DisplayName("M5 an enrolment that says when its event ends has its dietary restrictions destroyed the day after")
    void countsFromTheDayThatTheEnrolmentSays() {
        Aged register = new Aged(hub, MIPRO);
        new Imports(hub).file("event-enrolment", """
                {"enrolments": [{"id": "I-1", "kind": "event", "name": "Messut", "ends": "2027-05-06", "diet": "keliakia",
                  "person": {"familyName": "Esimerkki", "givenName": "Aino", "email": "aino@a.example"}}]}
                """);
        long aino = hub.get(JdbcClient.class)
                .sql("select id from person where given_name = 'Aino'")
                .query(Long.class)
                .single();

        register.purge(day("2027-05-07"));
        assertThat(register.extra(aino, "dietaryRestrictions")).contains("keliakia");
        register.purge(day("2027-05-08"));

        assertThat(register.extra(aino, "dietaryRestrictions")).isEmpty();
        assertThat(register.isThere(aino)).isTrue();
    }

    @Test
    @DisplayName(
            "M5 dietary restrictions of an event of which nobody tells the end are destroyed a year after they were stored")
    void destroysDietaryRestrictionsOfAnEventWithoutEnd() {
        Aged register = new Aged(hub, MIPRO);
        register.person(1, day("2025-01-10"), Map.of("dietaryRestrictions", "keliakia"), "training-enrolment");

        register.purge(day("2026-01-10"));
        assertThat(register.extra(1, "dietaryRestrictions")).contains("keliakia");
        register.purge(day("2026-01-11"));

        assertThat(register.extra(1, "dietaryRestrictions")).isEmpty();
        assertThat(register.isThere(1)).as("the training is kept ten years").isTrue();
        register.leavesAfter(1, day("2035-01-10"));
    }

    @Test
    @DisplayName("M4 training records that a law wants kept outlive their clock, and go when the hold is lifted")
    void aLawKeepsTrainingRecordsOfEverybody() {
        Aged register = new Aged(hub, MIPRO);
        register.person(1, day("2010-01-01"), "training-enrolment");
        register.day(1, "event-end", day("2010-05-05"));
        GroupHolds holds = hub.get(GroupHolds.class);
        long hold = holds.put(MIPRO, "training-participants", "legal-duty", "Pätevyys on osoitettava.", null, "olli");

        register.purge(day("2026-11-28"));
        assertThat(register.isThere(1)).isTrue();
        assertThat(register.line("training-participants", day("2026-11-28")).of("held"))
                .isEqualTo(1);
        assertThat(register.line("training-participants", day("2026-11-28")).holds())
                .containsExactly(Map.entry("legal-duty", 1L));

        assertThat(holds.lift(MIPRO, hold, "olli")).isTrue();
        register.purge(day("2026-11-28"));
        assertThat(register.isThere(1)).isFalse();
    }

    @Test
    @DisplayName("M1 whoever is in two groups keeps what the one still has, and loses what only the other had")
    void aGroupThatFallsTakesItsOwnFieldsOnly() {
        Aged register = new Aged(hub, MIPRO);
        register.person(
                1,
                day("2020-01-01"),
                Map.of("trainings", "Turvallisuus 2024"),
                "event-enrolment",
                "training-enrolment");
        register.day(1, "event-end", day("2024-05-05"));

        register.purge(day("2025-05-06"));

        assertThat(register.isThere(1)).isTrue();
        assertThat(register.extra(1, "trainings")).contains("Turvallisuus 2024");
        assertThat(register.line("event-participants", day("2025-05-07")).of("due"))
                .as("it has fallen and is not due again")
                .isZero();
        register.leavesAfter(1, day("2034-05-05"));
    }

    @Test
    @DisplayName("F6 three years without contract, customer obligation or duty; the latest of the three counts")
    void countsFromTheLatestOfThreeConditions() {
        Aged register = new Aged(hub, SOFOR);
        register.person(1, day("2015-01-01"), "crm-person");
        register.day(1, "contract-end", day("2019-12-31"));
        register.day(1, "obligation-end", day("2021-02-28"));
        register.day(1, "duty-end", day("2020-08-15"));
        register.person(2, day("2015-01-01"), "crm-person");
        register.day(2, "contract-end", day("2019-12-31"));
        hub.get(JdbcClient.class).sql("""
                        with c as (insert into company (id, register_id) values (9, :register) returning id)
                        insert into role (person_id, company_id, feed_id) select 2, c.id, f.id from c, feed f where f.name = 'crm-person'
                        """).param("register", SOFOR).update();

        register.leavesAfter(1, day("2024-02-28"));
        assertThat(register.isThere(2)).as("still serves the company").isTrue();
        assertThat(register.state(2, "contacts", day("2030-01-01"))).isEqualTo(new ClockState.Open("duty-end"));
    }

    @Test
    @DisplayName(
            "F6 of whom none of the three is known, the three years are counted from storing, and from nothing later")
    void countsFromStoringWhereNothingIsKnown() {
        Aged register = new Aged(hub, SOFOR);
        register.person(1, day("2020-02-29"), "crm-person");
        register.person(2, day("2020-02-29"), "crm-person");
        register.day(2, "contract-end", day("2018-06-30"));

        assertThat(register.state(2, "contacts", day("2021-07-01"))).isEqualTo(new ClockState.Due(day("2021-07-01")));
        register.leavesAfter(1, day("2023-02-28"));
    }

    @Test
    @DisplayName("F7 consent or contract + 1 year for complaints; a consent that stands keeps the data")
    void keepsAYearAfterConsent() {
        Aged register = new Aged(hub, SOFOR);
        register.person(1, day("2015-01-01"), "crm-person");
        register.day(1, "obligation-end", day("2016-01-01"));
        said(SOFOR, 1, Permission.GRANTED, "direct-marketing", "2018-06-01");

        register.purge(day("2026-01-01"));
        assertThat(register.isThere(1)).isTrue();
        assertThat(register.state(1, "contacts", day("2026-01-01"))).isEqualTo(new ClockState.Open("consent-end"));

        said(SOFOR, 1, Permission.PROHIBITED, "direct-marketing", "2025-06-30");
        assertThat(register.state(1, "contacts", day("2026-01-01")))
                .isEqualTo(new ClockState.Minimum(day("2026-06-30")));
        register.leavesAfter(1, day("2026-06-30"));
    }

    @Test
    @DisplayName("V2 the relationship ends 5 years after the last contact")
    void keepsFiveYears() {
        Aged register = new Aged(hub, V);
        register.person(1, day("2015-01-01"), "participant-list");
        register.day(1, "last-contact", day("2020-02-29"));

        register.leavesAfter(1, day("2025-02-28"));
    }

    @Test
    @DisplayName("V2 who never made contact is kept 5 years from storing")
    void whoNeverMadeContactGoesAfterFiveYears() {
        Aged register = new Aged(hub, V);
        register.person(1, day("2020-02-29"), "participant-list");

        register.leavesAfter(1, day("2025-02-28"));
    }

    @Test
    @DisplayName("SV5 kept no longer than needed: a year after collecting or the last contact")
    void theTemporaryRegisterKeepsAYear() {
        Aged register = new Aged(hub, SV);
        register.person(1, day("2025-03-01"), "asiakastieto-decision-makers");
        register.person(2, day("2025-03-01"), "asiakastieto-decision-makers");
        register.day(2, "last-contact", day("2025-09-15"));

        register.leavesAfter(1, day("2026-03-01"));
        register.leavesAfter(2, day("2026-09-15"));
    }

    @Test
    @DisplayName("SM2 the direct-marketing register keeps two years from collecting or the last contact")
    void directMarketingKeepsTwoYears() {
        Aged register = new Aged(hub, SM);
        register.person(1, day("2024-02-29"), "enrolment-form");

        register.leavesAfter(1, day("2026-02-28"));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static void said(String register, long person, Permission permission, String purpose, String day) {
        hub.get(PermissionLedger.class)
                .record(new PermissionAct(
                        "test:" + person + permission + day,
                        register,
                        purpose.equals("newsletter") ? "direct-marketing" : purpose,
                        "email",
                        "*",
                        permission,
                        "test",
                        true,
                        Set.of(person),
                        null,
                        null,
                        Map.of(),
                        day(day).atTime(12, 0).toInstant(ZoneOffset.UTC)));
    }
}
