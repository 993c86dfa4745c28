package fi.rekisterihub.reconcile;

import static fi.rekisterihub.reconcile.EightRegisters.F;
import static fi.rekisterihub.reconcile.EightRegisters.M;
import static fi.rekisterihub.reconcile.EightRegisters.SA;
import static fi.rekisterihub.reconcile.EightRegisters.SK;
import static fi.rekisterihub.reconcile.EightRegisters.SM;
import static fi.rekisterihub.reconcile.EightRegisters.SO;
import static fi.rekisterihub.reconcile.EightRegisters.SV;
import static fi.rekisterihub.reconcile.EightRegisters.V;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a register may hold of whom, whoever tells it. */
class HeldFieldsTest {

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
    @DisplayName("SA1 what the customer database does not promise to hold is dropped and counted, never stored")
    void theCustomerDatabaseHoldsWhatItPromises() {
        registers.asiakastieto("Esimerkki Aino");
        registers.enrolment("E-1", ", \"order\": \"Kurssi\", \"event\": \"Aamu\", \"interests\": [\"myynti\"]");

        assertThat(registers.stored(SA, "company"))
                .containsExactlyInAnyOrder(
                        "businessId",
                        "name",
                        "street",
                        "postalCode",
                        "city",
                        "industryCode",
                        "industry",
                        "turnoverClass",
                        "personnelClass");
        assertThat(registers.stored(SA, "person"))
                .containsExactlyInAnyOrder(
                        "familyName",
                        "givenName",
                        "title",
                        "email",
                        "street",
                        "postalCode",
                        "city",
                        "purchases",
                        "eventsAttended",
                        "interests");
        assertThat(dropped(SA, "asiakastieto-company"))
                .as("phone, e-mail and form of the company")
                .isEqualTo(3);
        assertThat(dropped(SA, "asiakastieto-decision-makers")).as("the phone").isEqualTo(1);
        assertThat(dropped(SA, "enrolment-form"))
                .as("phone, country, language, birth year, employer, membership, hobby")
                .isEqualTo(7);
        assertThat(leftovers(SA))
                .as("nothing of them lies elsewhere in the person")
                .isEmpty();
    }

    @Test
    @DisplayName("SO1 the student register holds a student's data and no leanings, and each group its own")
    void theStudentRegisterHoldsWhatItPromises() {
        registers.enrolment(
                "E-1",
                ", \"studies\": \"MIF\", \"training\": \"Verkkokurssi\", \"interests\": [\"myynti\"], \"order\": \"x\"");

        assertThat(registers.stored(SO, "person"))
                .containsExactlyInAnyOrder(
                        "familyName",
                        "givenName",
                        "email",
                        "phone",
                        "street",
                        "postalCode",
                        "city",
                        "language",
                        "employer",
                        "studies",
                        "trainings");
        assertThatThrownBy(() -> registers.correct(registers.person(SO), "steward", "title", "Opettaja"))
                .as("a title is a teacher's")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(registers.correct(registers.person(SO), "steward", "studyPlan", "Syksy 2027"))
                .containsExactly(new Corrected("studyPlan", "apply", "first-told"));
    }

    @Test
    @DisplayName("SM1 the direct-marketing register is closed, and holds one other identifying datum of a person")
    void oneOtherIdentifyingDatum() {
        registers.enrolment("E-1", ", \"order\": \"x\", \"event\": \"y\", \"wishedChannels\": [\"post\"]");

        long person = registers.person(SM);
        assertThat(registers.stored(SM, "person"))
                .containsExactlyInAnyOrder(
                        "familyName",
                        "givenName",
                        "title",
                        "birthYear",
                        "language",
                        "street",
                        "postalCode",
                        "city",
                        "country",
                        "email",
                        "phone",
                        "wishedChannels",
                        "employer");
        assertThat(registers.texts("select effects ->> 'kept-out.limit' from run where register_id = '" + SM + "'"))
                .as("membership and hobby")
                .containsExactly("2");
        assertThat(registers.correct(person, null, "hobby", "soutu"))
                .as("whoever says it")
                .containsExactly(new Corrected("hobby", "refuse", "limit:employer,membership,hobby"));

        registers.correct(person, null, "employer", null);

        assertThat(registers.correct(person, null, "hobby", "soutu"))
                .containsExactly(new Corrected("hobby", "apply", "first-told"));
        assertThat(registers.correct(person, null, "hobby", "melonta"))
                .as("the one that there is may change")
                .extracting(Corrected::outcome)
                .containsExactly("apply");
    }

    @Test
    @DisplayName("SM1 what a record empties makes room for what it fills, in whatever order it tells them")
    void whatIsEmptiedMakesRoom() {
        registers.enrolment("E-1", "");
        long person = registers.person(SM);
        registers.correct(person, null, "employer", null);
        registers.correct(person, null, "hobby", "soutu");

        Map<String, String> both = new java.util.LinkedHashMap<>();
        both.put("employer", "Uusi Paja Oy");
        both.put("hobby", null);
        assertThat(registers
                        .hub
                        .get(Corrections.class)
                        .correct(registers.view(person), null, both, new Because("Told by phone."), "officer"))
                .extracting(Corrected::outcome)
                .containsExactly("apply", "apply");
        assertThat(registers.value(person, "employer")).isEqualTo("Uusi Paja Oy");
    }

    @Test
    @DisplayName("SV1 the temporary register stores nine data and no tenth, also by way of a role")
    void theTemporaryRegisterStaysWithItsNine() {
        registers.asiakastieto("Esimerkki Aino");

        assertThat(registers.stored(SV, "person"))
                .containsExactlyInAnyOrder("familyName", "givenName", "title", "email", "phone");
        assertThat(registers.stored(SV, "company")).doesNotContain("companyForm", "website", "status");
    }

    @Test
    @DisplayName("SK1 the Nordic customer database holds what it promises, each datum with its source and day")
    void everyDatumHasItsSourceAndDay() {
        registers.enrolment("E-1", ", \"order\": \"Kurssi\", \"studies\": \"MIF\", \"wishedChannels\": [\"post\"]");

        assertThat(registers.stored(SK, "person"))
                .containsExactlyInAnyOrder(
                        "familyName",
                        "givenName",
                        "title",
                        "language",
                        "email",
                        "phone",
                        "street",
                        "postalCode",
                        "city",
                        "country",
                        "purchases");
        assertThat(registers.view(registers.person(SK)).fields())
                .filteredOn(field -> field.value() != null)
                .isNotEmpty()
                .allSatisfy(field -> {
                    assertThat(field.feed()).isEqualTo("enrolment-form");
                    assertThat(field.at()).isNotNull();
                    assertThat(field.rule()).isEqualTo("first-told");
                });
    }

    @Test
    @DisplayName("M1 each group has its own fields, and who is in several has those of all of them")
    void whoIsInSeveralGroupsHasTheFieldsOfAll() {
        registers.mipro("I-1", "event", ", \"diet\": \"keliakia\", \"completed\": \"Pätevyys\"");
        long person = registers.person(M);

        assertThat(registers.stored(M, "person"))
                .containsExactlyInAnyOrder(
                        "familyName", "givenName", "email", "employer", "eventsAttended", "dietaryRestrictions");
        assertThatThrownBy(() -> registers.correct(person, "steward", "competences", "Pätevyys"))
                .as("no field of another group, not even by hand")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(registers.hub.get(Corrections.class).fields(registers.view(person)))
                .containsExactlyInAnyOrder(
                        "familyName",
                        "givenName",
                        "email",
                        "phone",
                        "employer",
                        "eventsAttended",
                        "dietaryRestrictions");

        registers.mipro("I-2", "training", ", \"completed\": \"Pätevyys\"");

        assertThat(registers.person(M)).as("one person").isEqualTo(person);
        assertThat(registers.value(person, "competences")).isEqualTo("Pätevyys");
        assertThat(registers.value(person, "eventsAttended")).isEqualTo("Päivä");
        assertThat(registers.correct(person, "steward", "competences", "Uusi pätevyys"))
                .extracting(Corrected::outcome)
                .containsExactly("apply");
        assertThatThrownBy(() -> registers.correct(person, "steward", "contracts", "S-1"))
                .as("a contract is a customer's")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("M1 a steward's own word makes nobody a member of a group")
    void aWordByHandMakesNobodyAMember() {
        registers.mipro("I-1", "event", "");
        long person = registers.person(M);

        registers.correct(person, "steward", "phone", "050 555 0102");

        assertThatThrownBy(() -> registers.correct(person, "steward", "title", "Johtaja"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("F1 a feed that fills one group of Sofor's brings nothing for another")
    void aFeedFillsItsGroups() {
        registers.prh();

        assertThat(registers.stored(F, "company"))
                .containsExactlyInAnyOrder("businessId", "name", "companyForm", "website");
        assertThat(registers.stored(F, "person")).isEmpty();
    }

    @Test
    @DisplayName(
            "V1 Valmennuskumppani holds name, organisation, title, language, contact details, services and marketing")
    void valmennuskumppaniHoldsWhatItPromises() {
        registers.participant("P-1", "Ostaja");
        registers.prh();

        assertThat(registers.stored(V, "person"))
                .containsExactlyInAnyOrder(
                        "familyName",
                        "givenName",
                        "organisation",
                        "title",
                        "language",
                        "email",
                        "phone",
                        "servicesUsed");
        assertThat(registers.stored(V, "company")).containsExactlyInAnyOrder("businessId", "name");
        assertThat(dropped(V, "prh-company")).as("form and website").isEqualTo(2);
    }

    @Test
    @DisplayName(
            "SA3 purchases are not registered of who has prohibited that, and go on when the person allows it again")
    void purchasesOfWhoProhibitedThemAreNotRegistered() {
        registers.enrolment("E-1", ", \"order\": \"Kurssi 1\"");
        long person = registers.person(SA);
        assertThat(registers.value(person, "purchases")).isEqualTo("Kurssi 1");

        registers.says(person, SA, "purchase-registration", "*", Permission.PROHIBITED);
        registers.enrolment("E-2", ", \"order\": \"Kurssi 2\", \"event\": \"Aamu\"");

        assertThat(registers.value(person, "purchases")).isEqualTo("Kurssi 1");
        assertThat(registers.value(person, "eventsAttended"))
                .as("the rest goes on")
                .isEqualTo("Aamu");
        assertThat(registers.texts("select effects ->> 'kept-out.prohibited' from run where register_id = '" + SA
                        + "' order by id desc limit 1"))
                .containsExactly("1");
        assertThat(registers.correct(person, "steward", "purchases", "Kurssi 3"))
                .as("not by hand either")
                .containsExactly(new Corrected("purchases", "refuse", "prohibited:purchase-registration"));

        registers.says(person, SA, "purchase-registration", "*", Permission.GRANTED);
        registers.enrolment("E-3", ", \"order\": \"Kurssi 4\"");

        assertThat(registers.value(person, "purchases")).isEqualTo("Kurssi 4");
    }

    @Test
    @DisplayName("SA3 a prohibition of marketing is another than one of registering purchases")
    void theTwoProhibitionsAreTwo() {
        registers.enrolment("E-1", "");
        registers.says(registers.person(SA), SA, "direct-marketing", "*", Permission.PROHIBITED);

        registers.enrolment("E-2", ", \"order\": \"Kurssi\"");

        assertThat(registers.value(registers.person(SA), "purchases")).isEqualTo("Kurssi");
    }

    @Test
    @DisplayName("SA3 who left the register and comes back has still prohibited the registering of purchases")
    void whoComesBackHasStillProhibitedIt() {
        registers.enrolmentOf("Sisu", "E-1", "");
        long before = registers.person(SA);
        registers.says(before, SA, "purchase-registration", "*", Permission.PROHIBITED);
        registers.jdbc.sql("delete from person where id = " + before).update();

        registers.enrolmentOf("Sisu", "E-2", ", \"order\": \"Kurssi\"");

        assertThat(registers.person(SA)).isNotEqualTo(before);
        assertThat(registers.value(registers.person(SA), "purchases")).isNull();
    }

    @Test
    @DisplayName("SA3 of two who were found to be one, the prohibition of either counts for both")
    void aProhibitionOfOnePartCountsForTheOther() {
        registers.enrolment("E-1", "");
        long first = registers.person(SA);
        long other = registers
                .jdbc
                .sql("insert into person (register_id, family_name) values (:register, 'Esimerkki') returning id")
                .param("register", SA)
                .query(Long.class)
                .single();
        registers
                .jdbc
                .sql("insert into entity_link (part_id, head_id, register_id) values (:part, :head, :register)")
                .param("part", Math.max(first, other))
                .param("head", Math.min(first, other))
                .param("register", SA)
                .update();
        registers.says(other, SA, "purchase-registration", "*", Permission.PROHIBITED);

        assertThat(registers.correct(first, "steward", "purchases", "Kurssi"))
                .containsExactly(new Corrected("purchases", "refuse", "prohibited:purchase-registration"));
    }

    private long dropped(String register, String feed) {
        return registers
                .jdbc
                .sql("select sum(dropped_fields) from run where register_id = :register and feed = :feed")
                .param("register", register)
                .param("feed", feed)
                .query(Long.class)
                .single();
    }

    private java.util.List<String> leftovers(String register) {
        return registers.texts(
                "select key from person, jsonb_object_keys(extra) as key where register_id = '" + register
                        + "' and key in ('phone', 'country', 'language', 'birthYear', 'employer', 'membership', 'hobby')");
    }
}
