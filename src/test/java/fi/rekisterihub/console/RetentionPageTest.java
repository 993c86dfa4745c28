package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a register's clocks, what a person's page says of them, and what of it stands on Today. */
class RetentionPageTest {

    private static final String PAGE = "/registers/sofor-asiakasrekisteri/retention";

    private final FilledHub hub = FilledHub.hub();

    @BeforeEach
    void somebodyWhoseTimeIsOverAndSomebodyWhoseIsNot() {
        hub.jdbc().sql("""
                insert into person (id, register_id, family_name, given_name) values
                    (293, 'sofor-asiakasrekisteri', 'Vanhentunut', 'Veikko'),
                    (294, 'sofor-asiakasrekisteri', 'Voimassa', 'Viola');
                insert into clock_fact (person_id, anchor, stream_id, record_key, day) values
                    (293, 'contract-end', 0, 'test', '2019-06-30'), (294, 'contract-end', 0, 'test', '2125-06-30')
                """).update();
    }

    @AfterEach
    void gone() {
        hub.jdbc().sql("delete from person where id in (293, 294)").update();
        hub.jdbc()
                .sql("truncate retention_due, retention_run, retention_standing, group_hold cascade")
                .update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Poistetaan, kun on kulunut 3 v: sopimuksen päättyminen | jotakin poistettaisiin 1 henkilöltä | Milloin poistettava",
                "sv | Raderas när 3 år har gått: avtalet upphörde | något skulle raderas om 1 personer | När det raderas",
                "en | Removed when 3 y have passed: the end of the contract | something of 1 persons would go | When it comes due"
            })
    void saysTheRulesAndCountsWhenAskedTo(String language, String rule, String counted, String years) {
        Visitor officer = hub.visitor("officer");

        assertThat(officer.get(PAGE + "?lang=" + language).body())
                .contains(rule)
                .doesNotContain(counted, "??", "{0}");
        assertThat(officer.get(PAGE + "?preview=true").body())
                .contains(counted, years, "<rect", "#293")
                .doesNotContain("??", "{0}", "Vanhentunut");
    }

    @Test
    void aPurgeAsksForAReasonAndIsBegun() {
        Visitor officer = hub.visitor("officer");

        officer.submit(PAGE + "?preview=true&lang=fi", PAGE + "/purge", Map.of("reason", " "));
        assertThat(officer.get(PAGE).body()).contains("perustelu puuttui");
        officer.submit(PAGE + "?preview=true", PAGE + "/purge", Map.of("reason", "Tilintarkastus"));

        assertThat(officer.get(PAGE).body()).contains("Poisto on aloitettu", "Tilintarkastus", "käynnissä");
        assertThat(hub.jdbc()
                        .sql("select detail from audit where action = 'retention-purge' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("Tilintarkastus");
    }

    @Test
    void onlyAnOfficerPurges() {
        Visitor operator = hub.visitor("operator");

        assertThat(operator.get(PAGE + "?preview=true").body()).doesNotContain("/retention/purge");
        assertThat(operator.submit(PAGE + "?preview=true", PAGE + "/purge", Map.of("reason", "Kokeilu"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aBrakedPurgeIsShownOnTodayAndLetGoOn() {
        hub.jdbc().sql("""
                insert into retention_run (id, register_id, day, status, due, brake, asked_by) overriding system value
                values (77, 'sofor-asiakasrekisteri', current_date, 'braked', 1,
                        'The run would purge something of 11 of 200 persons (5.5 %); the limit is 5.0 %.', 'hub');
                insert into retention_standing (register_id, day, due, late, held, no_clock)
                values ('sofor-asiakasrekisteri', current_date, 1, 3, 0, 0)
                """).update();
        Visitor officer = hub.visitor("officer");

        assertThat(officer.get("/?lang=fi").body())
                .contains(
                        "Poisto odottaa ihmistä",
                        "Raja on 5,0 %",
                        "3 tietoa olisi pitänyt poistaa jo yli vuorokausi sitten");
        officer.submit(PAGE, PAGE + "/runs/77/release", Map.of("reason", "Katsottu"));

        assertThat(officer.get(PAGE).body()).contains("Poisto jatkuu", "käynnissä");
        officer.submit(PAGE, PAGE + "/runs/77/refusal", Map.of("reason", "Sittenkään"));
        assertThat(officer.get(PAGE).body()).contains("poisto ei enää odottanut");
    }

    @Test
    void aHoldOnAGroupIsPutAndLifted() {
        Visitor officer = hub.visitor("officer");

        officer.submit(
                PAGE + "?lang=fi",
                PAGE + "/holds",
                Map.of("what", "contacts", "hold", "legal-duty", "reason", "Kirjanpitolaki"));
        assertThat(officer.get(PAGE).body()).contains("Este on voimassa", "Kirjanpitolaki", "kunnes poistetaan");
        long hold =
                hub.jdbc().sql("select id from group_hold").query(Long.class).single();
        officer.submit(PAGE, PAGE + "/holds/" + hold + "/lifting", Map.of());

        assertThat(officer.get(PAGE).body()).contains("Este on poistettu", "Mikään ei estä");
    }

    @Test
    void aPersonsPageSaysUntilWhenAndWhy() {
        Visitor steward = hub.visitor("steward");

        assertThat(steward.get("/people/294?lang=fi").body())
                .contains("30.6.2128 asti, koska sopimuksen päättyminen")
                .doesNotContain("??", "{0}");
        assertThat(steward.get("/people/293?lang=sv").body()).contains("tiden löpte ut 30.6.2022");
        assertThat(steward.get("/people/201?lang=en").body()).contains("for now: the end of the duty is still to come");
    }

    @Test
    void aDayIsEnteredByHand() {
        Visitor steward = hub.visitor("steward");

        steward.submit(
                "/people/293?lang=fi",
                "/people/293/retention-days",
                Map.of("anchor", "contract-end", "day", "", "reason", "Sopimus jatkuu, mappi 7"));
        assertThat(steward.get("/people/293").body())
                .contains("Päivä on tallessa", "toistaiseksi: sopimuksen päättyminen on edessä", "steward");
        steward.submit("/people/293", "/people/293/retention-days", Map.of("anchor", "last-contact", "reason", "x"));
        assertThat(steward.get("/people/293").body()).contains("Päivää ei tallennettu");
    }
}
