package fi.rekisterihub.reconcile;

import static fi.rekisterihub.reconcile.EightRegisters.F;
import static fi.rekisterihub.reconcile.EightRegisters.SA;
import static fi.rekisterihub.reconcile.EightRegisters.SK;
import static fi.rekisterihub.reconcile.EightRegisters.SM;
import static fi.rekisterihub.reconcile.EightRegisters.SO;
import static fi.rekisterihub.reconcile.EightRegisters.SV;
import static fi.rekisterihub.reconcile.EightRegisters.V;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.profile.Profiles;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From where a register takes its data, whose word goes before whose, and what a death ends. */
class PromisedSourcesTest {

    private static EightRegisters registers;

    @BeforeAll
    static void start() {
        registers = new EightRegisters();
    }

    @AfterAll
    static void stop() {
        registers.close();
    }

    @BeforeEach
    void emptyRegister() {
        registers.empty();
    }

    @Test
    @DisplayName("SA2 the customer's own notice stands before every public and bought source")
    void theCustomersOwnNoticeGoesFirst() {
        theOwnWordStands(SA);
    }

    @Test
    @DisplayName("SK3 the customer's own notice stands before every public and bought source")
    void theCustomersOwnNoticeGoesFirstAlsoInTheNordicDatabase() {
        theOwnWordStands(SK);
    }

    private static void theOwnWordStands(String register) {
        registers.fonecta("0505550101", "Ostaja");
        long person = registers.person(register);
        registers.correct(person, null, "title", "Ostojohtaja");

        registers.fonecta("0505550101", "Myyjä");

        assertThat(registers.value(person, "title")).isEqualTo("Ostojohtaja");
        assertThat(registers.texts("select says from field_conflict where register_id = '" + register + "'"))
                .as("the source is heard, and somebody is asked")
                .containsExactly("Myyjä");
    }

    @Test
    @DisplayName("SA2 a death that is told stops all marketing, and no feed undoes it")
    void aDeathStopsAllMarketing() {
        aDeathIsNotUndone(SA, "email");
    }

    @Test
    @DisplayName("SK3 a death told by relatives stops all marketing, and no feed undoes it")
    void aDeathToldByRelativesStopsAllMarketing() {
        aDeathIsNotUndone(SK, "post");
    }

    private static void aDeathIsNotUndone(String register, String channel) {
        registers.fonecta("0505550101", "Ostaja");
        long person = registers.person(register);
        PermissionStates states = registers.hub.get(PermissionStates.class);
        assertThat(states.of(person, "direct-marketing", channel, "*").permission())
                .isEqualTo(Permission.GRANTED);
        Deaths deaths = registers.hub.get(Deaths.class);
        assertThatThrownBy(() ->
                        deaths.told(registers.view(person), LocalDate.now().plusDays(2), "officer"))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(deaths.told(registers.view(person), LocalDate.of(2026, 11, 1), "officer"))
                .isTrue();

        assertThat(deaths.told(registers.view(person), LocalDate.of(2026, 11, 2), "officer"))
                .as("once")
                .isFalse();
        assertThat(registers.texts("select recipient || ' ' || (payload ->> 'channel') from notice_delivery d"
                        + " join notice n on n.id = d.notice_id where n.register_id = '" + register + "'"))
                .as("the providers hear of it")
                .contains("brevo *");
        registers.fonecta("0505550109", "Johtaja");
        registers.imports.file("people-monitor", """
                {"rows": [{"errors": [], "referencekey": "%d", "vrk": {"_rowtype": "Change",
                 "_lastchangedat": "2026-11-20T03:00:00Z", "firstnames": "Aino", "lastname": "Esimerkki"}}]}
                """.formatted(person));
        registers.says(person, register, "direct-marketing", channel, Permission.GRANTED);
        assertThat(states.mayContact(person, "direct-marketing", channel)).isFalse();
        assertThat(registers.texts("select deceased_at::date::text from person where id = " + person))
                .hasSize(1)
                .doesNotContainNull();
        assertThat(registers.texts("select feed || ' ' || actor || ' ' || rule from change where field = 'deceased'"
                        + " and entity_id = " + person))
                .containsExactly("steward officer told-of-death");
    }

    @Test
    @DisplayName("SO2 students come from applications, enrolments, service use and Asiakastieto, and from nowhere else")
    void studentsComeFromWhereTheRegisterSays() {
        everyFeedTells();

        assertThat(feedsOf(SO)).containsExactly("enrolment-form");
    }

    @Test
    @DisplayName("SM2 the direct-marketing register takes competitions, enrolments and the population register only")
    void theMarketingRegisterTakesItsSources() {
        everyFeedTells();

        assertThat(feedsOf(SM)).containsExactly("enrolment-form");
        assertThat(registers.hub.get(Profiles.class).get(SM).sources())
                .extracting(source -> source.feed())
                .containsExactly(
                        "person",
                        "steward",
                        "enrolment-form",
                        "dvv-change",
                        "dvv-change-file",
                        "people-monitor",
                        "dma-optout");
    }

    @Test
    @DisplayName("SV2 the temporary register takes Asiakastieto's word and no other feed's")
    void theTemporaryRegisterTakesAsiakastieto() {
        everyFeedTells();

        assertThat(feedsOf(SV)).containsExactly("asiakastieto-company", "asiakastieto-decision-makers");
    }

    @Test
    @DisplayName("F2 Sofor takes public sources, Fonecta and Asiakastieto, and nobody's enrolments")
    void soforTakesItsSources() {
        everyFeedTells();

        assertThat(feedsOf(F)).containsExactly("asiakastieto-company", "fonecta-contact", "prh-company");
    }

    @Test
    @DisplayName(
            "V3 Valmennuskumppani takes the ordering organisation's lists and public registers, and nothing bought")
    void valmennuskumppaniTakesItsSources() {
        everyFeedTells();

        assertThat(feedsOf(V)).containsExactly("participant-list", "prh-company");
    }

    @Test
    @DisplayName("V3 the person's own word stands before the ordering organisation's")
    void theOwnWordStandsBeforeTheOrderingOrganisations() {
        registers.participant("P-1", "Ostaja");
        long person = registers.person(V);
        registers.correct(person, null, "title", "Ostojohtaja");

        registers.participant("P-1", "Myyjä");

        assertThat(registers.value(person, "title")).isEqualTo("Ostojohtaja");
    }

    @DisplayName("SA2 a feed fills no register that does not list it")
    @ParameterizedTest(name = "SA2 {0} may fill no register that does not list it")
    @ValueSource(strings = {"fonecta-contact", "enrolment-form", "participant-list", "event-enrolment"})
    void aFeedGoesToTheRegistersThatListIt(String feed) {
        everyFeedTells();

        List<String> takers = registers.hub.get(Profiles.class).takers(feed).stream()
                .map(profile -> profile.id())
                .toList();
        assertThat(registers.texts("select distinct register_id from run where feed = '" + feed + "'"))
                .containsExactlyInAnyOrderElementsOf(takers);
    }

    private static void everyFeedTells() {
        registers.asiakastieto("Esimerkki Aino");
        registers.prh();
        registers.fonecta("0505550101", "Ostaja");
        registers.enrolment("E-1", "");
        registers.mipro("I-1", "event", "");
        registers.participant("P-1", "Ostaja");
    }

    /** Whose word anything in the register's history is. */
    private static List<String> feedsOf(String register) {
        return registers.texts("select distinct feed from change where register_id = '" + register + "' order by feed");
    }
}
