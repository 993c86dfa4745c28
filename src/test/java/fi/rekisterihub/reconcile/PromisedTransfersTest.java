package fi.rekisterihub.reconcile;

import static fi.rekisterihub.reconcile.EightRegisters.F;
import static fi.rekisterihub.reconcile.EightRegisters.M;
import static fi.rekisterihub.reconcile.EightRegisters.SA;
import static fi.rekisterihub.reconcile.EightRegisters.SK;
import static fi.rekisterihub.reconcile.EightRegisters.SM;
import static fi.rekisterihub.reconcile.EightRegisters.SV;
import static fi.rekisterihub.reconcile.EightRegisters.V;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.profile.OtherBasis;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.RecipientRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who receives what of a register, and on what ground anything may leave the EU and EEA. */
class PromisedTransfersTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

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
    @DisplayName("SA5 who is outside the EU and EEA stands on standard clauses, and is told nothing without them")
    void theCustomerDatabaseTellsNobodyWithoutABasis() {
        assertThat(abroad(SA)).extracting(RecipientRule::basis).containsExactly("standard-clauses");

        registers.fonecta("0505550101", "Ostaja");
        aNoticeIsRefused(SA, null, "title");
        aNoticeIsSent(SA, "standard-clauses", "title");
    }

    @Test
    @DisplayName("SK4 who is outside the EU and EEA stands on standard clauses, and is told nothing without them")
    void theNordicDatabaseTellsNobodyWithoutABasis() {
        assertThat(abroad(SK)).extracting(RecipientRule::basis).containsExactly("standard-clauses");

        registers.fonecta("0505550101", "Ostaja");
        aNoticeIsRefused(SK, "privacy-shield", "title");
    }

    @Test
    @DisplayName("F5 a notice that would go abroad on the Privacy Shield is refused since 16 July 2020")
    void soforTellsNobodyOnThePrivacyShield() {
        registers.fonecta("0505550101", "Ostaja");

        aNoticeIsRefused(F, "privacy-shield", "title");
    }

    @Test
    @DisplayName("V4 a notice that would go abroad on the Privacy Shield is refused since 16 July 2020")
    void valmennuskumppaniTellsNobodyOnThePrivacyShield() {
        registers.participant("P-1", "Ostaja");

        aNoticeIsRefused(V, "privacy-shield", "title");
    }

    @Test
    @DisplayName("V4 the processors are named, three in Finland and two outside on today's basis")
    void theProcessorsAreNamed() {
        assertThat(registers.hub.get(Profiles.class).get(V).recipients())
                .extracting(RecipientRule::name)
                .containsExactly(
                        "Zef Oy",
                        "MLP Modular Learning Processes Oy",
                        "Firstbeat Technologies Oy",
                        "Facebook (Meta Platforms, Inc.)",
                        "Google Analytics (Google LLC)");
        assertThat(abroad(V)).allSatisfy(recipient -> {
            assertThat(recipient.basis()).isEqualTo("adequacy");
            assertThat(recipient.permitted(TODAY)).isTrue();
            assertThat(recipient.permitted(LocalDate.of(2022, 1, 1)))
                    .as("nothing held between the two decisions")
                    .isFalse();
            assertThat(recipient.fields("person")).as("no data of the register").isEmpty();
        });
    }

    @Test
    @DisplayName("SM3 nobody outside the EU and EEA receives anything of the direct-marketing register")
    void nothingLeavesTheMarketingRegister() {
        assertThat(registers.hub.get(Profiles.class).get(SM).thirdCountries()).isFalse();
        assertThat(abroad(SM)).isEmpty();
    }

    @Test
    @DisplayName("SV5 the keeper alone is told of the temporary register, and nothing leaves the EU and EEA")
    void theKeeperAloneIsTold() {
        registers.asiakastieto("Esimerkki Aino");
        registers.correct(registers.person(SV), null, "title", "Ostaja");

        assertThat(registers.texts(
                        "select distinct d.recipient from notice_delivery d join notice n on n.id = d.notice_id"
                                + " where n.register_id = '" + SV + "'"))
                .containsExactly("asiakastieto-keeper");
        assertThat(abroad(SV)).isEmpty();
    }

    @Test
    @DisplayName("F4 a notice carries the fields that the recipient holds, for the purpose that was agreed")
    void aNoticeCarriesWhatTheRecipientHolds() {
        registers.fonecta("0505550101", "Ostaja");
        registers.correct(registers.person(F), "steward", "email", "aino@uusi.example");
        registers.correct(registers.person(F), "steward", "meetings", "12.1.2027");

        assertThat(registers.texts("select d.recipient || ' ' || (payload ->> 'fields') from notice_delivery d"
                        + " join notice n on n.id = d.notice_id where n.register_id = '" + F + "' order by 1"))
                .containsExactly(
                        "event-office {\"email\": \"aino@uusi.example\"}",
                        "licence-registry {\"email\": \"aino@uusi.example\"}");
    }

    @Test
    @DisplayName("M5 a notice never carries dietary restrictions, and no other register ever holds them")
    void dietaryRestrictionsGoNowhere() {
        registers.mipro("I-1", "training", ", \"diet\": \"keliakia\"");
        registers.enrolment("E-1", ", \"diet\": \"keliakia\"");
        long person = registers.person(M);

        registers.correct(person, "steward", "dietaryRestrictions", "kala-allergia");
        registers.correct(person, "steward", "email", "aino@uusi.example");

        assertThat(registers.texts(
                        "select payload ->> 'fields' from notice_delivery d join notice n on n.id = d.notice_id"
                                + " where n.register_id = '" + M + "'"))
                .containsExactly("{\"email\": \"aino@uusi.example\"}");
        assertThat(registers.texts("select distinct register_id from change where field = 'dietaryRestrictions'"))
                .containsExactly(M);
        assertThat(registers.texts("select register_id from person where extra::text like '%keliakia%'"))
                .isEmpty();
    }

    private static List<RecipientRule> abroad(String register) {
        return registers.hub.get(Profiles.class).get(register).recipients().stream()
                .filter(recipient -> !recipient.inEea())
                .toList();
    }

    private static void aNoticeIsRefused(String register, @Nullable String basis, String field) {
        assertThat(told(register, basis, field))
                .as("the values stay out of what is only refused")
                .containsExactly("refused {}");
    }

    private static void aNoticeIsSent(String register, String basis, String field) {
        assertThat(told(register, basis, field))
                .singleElement()
                .asString()
                .startsWith("new {")
                .contains(field);
    }

    private static List<String> told(String register, @Nullable String basis, String field) {
        Profiles profiles = registers.hub.get(Profiles.class);
        String recipient = "abroad-" + Objects.requireNonNullElse(basis, "nothing");
        ProfileFolder before = OtherBasis.put(profiles, register, recipient, basis, List.of(field));
        try {
            registers.correct(registers.person(register), null, field, "Johtaja on " + recipient);
        } finally {
            profiles.putBack(before);
        }
        return registers.texts(
                "select status || ' ' || payload::text from notice_delivery where recipient = '" + recipient + "'");
    }
}
