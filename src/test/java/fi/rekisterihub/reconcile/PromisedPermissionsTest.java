package fi.rekisterihub.reconcile;

import static fi.rekisterihub.reconcile.EightRegisters.F;
import static fi.rekisterihub.reconcile.EightRegisters.M;
import static fi.rekisterihub.reconcile.EightRegisters.SA;
import static fi.rekisterihub.reconcile.EightRegisters.SK;
import static fi.rekisterihub.reconcile.EightRegisters.SM;
import static fi.rekisterihub.reconcile.EightRegisters.SO;
import static fi.rekisterihub.reconcile.EightRegisters.V;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fi.rekisterihub.permission.ExtractRequest;
import fi.rekisterihub.permission.Extracts;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.permission.PreparedExtract;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.support.Imports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What each register lets its people allow and forbid, asked of the engine that decides who is contacted. */
class PromisedPermissionsTest {

    private static final String MARKETING = "direct-marketing";

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
    @DisplayName("SO3 a student is marketed to only after consent, and not any more when it is withdrawn")
    void studentsAreMarketedToOnlyWithConsent() {
        registers.enrolment("E-1", "");
        long student = registers.person(SO);

        assertThat(may(student, MARKETING, "email"))
                .as("nobody has prohibited it, and nobody allowed it")
                .isFalse();
        assertThat(extract(SO, MARKETING, "email")).isEmpty();

        registers.says(student, SO, MARKETING, "email", Permission.GRANTED);
        assertThat(extract(SO, MARKETING, "email")).containsExactly(student);
        assertThat(may(student, MARKETING, "post"))
                .as("consent for one channel")
                .isFalse();

        registers.says(student, SO, MARKETING, "*", Permission.PROHIBITED);
        assertThat(extract(SO, MARKETING, "email")).isEmpty();
    }

    @Test
    @DisplayName("SK7 consents and prohibitions are of a channel each")
    void consentsAndProhibitionsAreOfAChannel() {
        theList();
        registers.fonecta("0505550101", "Ostaja");
        long customer = registers.person(SK);
        assertThat(List.of(
                        may(customer, MARKETING, "post"),
                        may(customer, MARKETING, "phone"),
                        may(customer, MARKETING, "email"),
                        may(customer, MARKETING, "sms")))
                .as("by post and phone unless prohibited, by electronic means with consent")
                .containsExactly(true, true, false, false);

        registers.says(customer, SK, MARKETING, "post", Permission.PROHIBITED);
        registers.says(customer, SK, MARKETING, "email", Permission.GRANTED);

        assertThat(List.of(
                        may(customer, MARKETING, "post"),
                        may(customer, MARKETING, "phone"),
                        may(customer, MARKETING, "email"),
                        may(customer, MARKETING, "sms")))
                .containsExactly(false, true, true, false);
        assertThat(extract(SK, MARKETING, "email")).containsExactly(customer);
        assertThat(extract(SK, MARKETING, "post")).isEmpty();
    }

    @Test
    @DisplayName("SK7 profiling for marketing is prohibited by itself, and nothing that profiles is stored any more")
    void profilingIsProhibitedByItself() {
        registers.enrolment("E-1", ", \"interests\": [\"myynti\"]");
        long customer = registers.person(SK);
        assertThat(registers.value(customer, "interests")).isEqualTo("myynti");

        registers.says(customer, SK, "profiling", "*", Permission.PROHIBITED);
        registers.enrolment("E-2", ", \"interests\": [\"johtaminen\"]");

        assertThat(registers.value(customer, "interests")).isEqualTo("myynti");
        assertThat(registers
                        .hub
                        .get(PermissionStates.class)
                        .of(customer, "profiling", "*", "*")
                        .permission())
                .isEqualTo(Permission.PROHIBITED);
        assertThat(registers
                        .hub
                        .get(PermissionStates.class)
                        .of(customer, MARKETING, "post", "*")
                        .permission())
                .isEqualTo(Permission.GRANTED);
    }

    @Test
    @DisplayName("M2 each newsletter is allowed by itself, and research beside them")
    void eachNewsletterIsAllowedByItself() {
        theList();
        registers.mipro("I-1", "event", "");
        long person = registers.person(M);
        assertThat(registers.hub.get(Profiles.class).get(M).topics(MARKETING))
                .extracting(Profile.Topic::id)
                .hasSizeGreaterThan(2)
                .contains("newsletter:rail-safety", "newsletter:trainings");

        registers.says(person, M, MARKETING, "email", "newsletter:rail-safety", Permission.GRANTED);

        assertThat(extract(M, MARKETING, "email", "newsletter:rail-safety")).containsExactly(person);
        assertThat(extract(M, MARKETING, "email", "newsletter:trainings")).isEmpty();
        assertThat(extract(M, MARKETING, "email"))
                .as("one letter is not all marketing")
                .isEmpty();
        assertThat(extract(M, "research", "email"))
                .as("research unless objected to")
                .containsExactly(person);
    }

    @Test
    @DisplayName("M3 every purpose has its legal basis")
    void everyPurposeHasItsBasis() {
        assertThat(registers.hub.get(Profiles.class).get(M).purposes())
                .extracting(Profile.Purpose::id, Profile.Purpose::basis)
                .contains(
                        tuple("customer-relationship", "contract"),
                        tuple("stakeholder-relations", "legitimate-interest"),
                        tuple("trainings", "legal-obligation"),
                        tuple(MARKETING, "consent"));
    }

    @Test
    @DisplayName("M3 who objects to research is asked no more, and who objects to marketing neither")
    void whoObjectsToResearchIsAskedNoMore() {
        theList();
        registers.mipro("I-1", "event", "");
        long person = registers.person(M);
        registers.says(person, M, MARKETING, "*", Permission.GRANTED);

        registers.says(person, M, "research", "*", Permission.PROHIBITED);
        assertThat(extract(M, "research", "email")).isEmpty();
        assertThat(extract(M, MARKETING, "email"))
                .as("marketing is another purpose")
                .containsExactly(person);

        registers.says(person, M, MARKETING, "*", Permission.PROHIBITED);
        assertThat(extract(M, MARKETING, "email")).isEmpty();
    }

    @Test
    @DisplayName("F3 nobody is marketed to by Sofor who has not consented, and a withdrawal leaves the history")
    void soforAsksForConsent() {
        theList();
        registers.fonecta("0505550101", "Ostaja");
        long contact = registers.person(F);
        assertThat(may(contact, MARKETING, "email")).isFalse();

        registers.says(contact, F, MARKETING, "email", Permission.GRANTED);
        assertThat(may(contact, MARKETING, "email")).isTrue();
        registers.says(contact, F, MARKETING, "email", Permission.PROHIBITED);

        assertThat(may(contact, MARKETING, "email")).isFalse();
        assertThat(registers.texts("select state from permission_event e join permission_subject s on s.event_id = e.id"
                        + " where s.subject_key = 'person:" + contact + "' order by e.id"))
                .containsExactly("granted", "prohibited");
    }

    @Test
    @DisplayName("SM2 the association's list is applied before any marketing extract")
    void theListIsAppliedBeforeAnyExtract() {
        registers.enrolment("E-1", "");
        assertThat(prepared(SM, MARKETING, "phone", "*"))
                .as("no extract before the list has come")
                .isInstanceOf(PreparedExtract.TooOld.class);
        theList();
        long person = registers.person(SM);
        assertThat(extract(SM, MARKETING, "phone")).containsExactly(person);

        theList("puhelin;0505550101;;;;;;31.12.2028\n");

        assertThat(extract(SM, MARKETING, "phone")).isEmpty();
        assertThat(extract(SM, MARKETING, "post"))
                .as("the entry is of the phone")
                .containsExactly(person);
    }

    @Test
    @DisplayName("rule 6: the association's list binds customers too, since no profile exempts them")
    void theListBindsCustomersToo() {
        registers.fonecta("0505550101", "Ostaja");
        theList("puhelin;0505550101;;;;;;31.12.2028\n");

        assertThat(may(registers.person(SK), MARKETING, "phone")).isFalse();
        assertThat(may(registers.person(SK), MARKETING, "post")).isTrue();
    }

    @Test
    @DisplayName(
            "rule 6: a register that names no list is not bound by it, and a person's own prohibition has no exemption")
    void theOwnProhibitionHasNoExemption() {
        registers.enrolment("E-1", "");
        theList("puhelin;0505550101;;;;;;31.12.2028\n");
        long student = registers.person(SO);

        registers.says(student, SO, MARKETING, "phone", Permission.GRANTED);
        assertThat(may(student, MARKETING, "phone")).isTrue();

        registers.says(student, SO, MARKETING, "phone", Permission.PROHIBITED);
        assertThat(may(student, MARKETING, "phone")).isFalse();
    }

    @Test
    @DisplayName("rule 1: a feed, a replay and a correction lift no prohibition")
    void nothingButThePersonLiftsAProhibition() {
        theList();
        registers.fonecta("0505550101", "Ostaja");
        long customer = registers.person(SA);
        registers.says(customer, SA, MARKETING, "post", Permission.PROHIBITED);

        registers.fonecta("0505550109", "Johtaja");
        registers.fonecta("0505550101", "Ostaja");
        registers.correct(customer, "steward", "street", "Uusi katu 2");

        assertThat(may(customer, MARKETING, "post")).isFalse();
    }

    @Test
    @DisplayName("M5 no extract carries what goes to nobody")
    void noExtractCarriesWhatGoesToNobody() {
        theList();

        assertThat(registers
                        .hub
                        .get(Extracts.class)
                        .prepare(new ExtractRequest(
                                M, "research", "email", "*", List.of("familyName", "dietaryRestrictions"))))
                .isInstanceOfSatisfying(PreparedExtract.Refused.class, refused -> assertThat(refused.toString())
                        .contains("'dietaryRestrictions' (onward: false)"));
    }

    @Test
    @DisplayName("SA3 nobody is contacted for the registering of purchases, so there is no extract of it")
    void nobodyIsContactedForPurchases() {
        theList();

        assertThat(prepared(SA, "purchase-registration", "email", "*")).isInstanceOf(PreparedExtract.Refused.class);
    }

    @Test
    @DisplayName("V5 a match that would be automatic elsewhere asks a person at Valmennuskumppani")
    void theMatcherAsksAPerson() {
        registers.participant("P-1", "Ostaja");
        registers.participant("P-2", "Ostaja");

        assertThat(registers.texts("select reason from review where register_id = '" + V + "'"))
                .containsExactly("register-decides-by-hand");
        assertThat(registers.texts("select id::text from person where register_id = '" + V + "'"))
                .hasSize(1);
    }

    private static boolean may(long person, String purpose, String channel) {
        return registers.hub.get(PermissionStates.class).mayContact(person, purpose, channel);
    }

    private static void theList(String... rows) {
        registers.imports.file(
                "dma-optout", Imports.DMA_HEADER + "puhelin;+358505559999;;;;;;31.12.2028\n" + String.join("", rows));
    }

    private static PreparedExtract prepared(String register, String purpose, String channel, String scope) {
        return registers
                .hub
                .get(Extracts.class)
                .prepare(new ExtractRequest(register, purpose, channel, scope, List.of()));
    }

    private static List<Long> extract(String register, String purpose, String channel) {
        return extract(register, purpose, channel, "*");
    }

    private static List<Long> extract(String register, String purpose, String channel, String scope) {
        List<Long> persons = new ArrayList<>();
        PreparedExtract prepared = prepared(register, purpose, channel, scope);
        assertThat(prepared).isInstanceOf(PreparedExtract.Ready.class);
        registers
                .hub
                .get(Extracts.class)
                .each((PreparedExtract.Ready) prepared, "test", row -> persons.add(row.personId()));
        return persons;
    }
}
