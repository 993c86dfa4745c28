package fi.rekisterihub.profile;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Promises that a profile makes and no rule would keep are findings, at the place where they are made. */
class PromiseChecksTest {

    private static final String SA = "soprano-asiakastietokanta";
    private static final String SO = "soprano-opiskelijarekisteri";
    private static final String SM = "soprano-suoramarkkinointirekisteri";
    private static final String SV = "soprano-valiaikainen-markkinointirekisteri";
    private static final String SK = "soprano-kunddatabas";
    private static final String M = "mipro-asiakas-ja-sidosryhmarekisteri";
    private static final String F = "sofor-asiakasrekisteri";
    private static final String V = "valmennuskumppani-asiakas-ja-markkinointirekisteri";

    private final Path home = TestHome.withAllRegisters();

    @Test
    @DisplayName(
            "SM3 a recipient outside the EU and EEA is an error of the register that lets nothing leave, on whatever basis")
    void nothingLeavesTheMarketingRegister() {
        replace(SM, "country: FR", "country: US\n    basis: adequacy\n    basis-from: 2023-07-10");

        assertThat(found(SM))
                .containsExactly(
                        "'US' lies outside the EU and EEA, and 'third-countries: none' promises that nothing goes there.");
    }

    @Test
    @DisplayName("SA5 a transfer outside the EU and EEA stands on a dated basis")
    void aTransferOfTheCustomerDatabaseHasABasis() {
        replace(SA, "    basis: standard-clauses\n    basis-from: 2021-06-27\n", "");

        assertThat(found(SA))
                .containsExactly(
                        "'US' lies outside the EU and EEA: give 'basis' (adequacy, standard-clauses) and 'basis-from'.");
    }

    @Test
    @DisplayName("SK4 a transfer to a third country stands on standard clauses, and not before their day")
    void aTransferOfTheNordicDatabaseHasAValidBasis() {
        replace(SK, "basis-from: 2021-06-27", "basis-from: 2999-01-01");

        assertThat(found(SK)).singleElement().asString().contains("'US' lies outside the EU and EEA");
    }

    @Test
    void saysHowADayIsWritten() {
        replace(SK, "basis-from: 2021-06-27", "basis-from: 27.6.2021");

        assertThat(found(SK))
                .containsExactly("'basis-from: 27.6.2021' cannot be used: write a day such as 2021-06-27.");
    }

    @Test
    @DisplayName(
            "V4 the Privacy Shield, on which Facebook and Google Analytics stood, is flagged with what to write instead")
    void thePrivacyShieldOfValmennuskumppaniIsFlagged() {
        replace(V, "basis: adequacy", "basis: privacy-shield");

        assertThat(found(V))
                .hasSize(2)
                .allMatch(message ->
                        message.contains("fell on 16 July 2020") && message.contains("adequacy or standard-clauses"));
    }

    @Test
    @DisplayName("V5 a register that promises no profiling refuses what profiles people, by whatever name it comes in")
    void noProfilingMeansNoProfiling() {
        replace(V, "servicesUsed, marketingDone]", "servicesUsed, marketingDone, interests]");
        assertThat(found(V))
                .containsExactly("'interests' profiles people: put it in a data class with 'profiling: true'.");

        append(V, """
                data-classes:
                  - id: interests
                    fields: [interests]
                    profiling: true
                    text: {fi: a, sv: b, en: c}
                """);
        assertThat(found(V))
                .containsExactly(
                        "This register promises not to profile anybody; leave the class and its fields out, or write 'profiling: true' at the top.");
    }

    @Test
    @DisplayName("V5 a register that promises no profiling has no such purpose")
    void noProfilingMeansNoPurposeOfProfiling() {
        replace(
                V,
                "  - id: bookkeeping\n    basis: legal-obligation",
                "  - id: profiling\n    basis: legitimate-interest");

        assertThat(found(V))
                .containsExactly(
                        "This register promises not to profile anybody; leave it out, or write 'profiling: true'.");
    }

    @Test
    void profilingNeedsAPurposeThatPeopleCanObjectTo() {
        replace(SK, "  - purpose: profiling\n    channels: [\"*\"]\n    default: opt-out\n", "");

        assertThat(found(SK))
                .containsExactly(
                        "Nobody could object to it (GDPR article 21): add a rule for 'profiling' under permissions.",
                        "Nobody could object to it (GDPR article 21): add the purpose 'profiling' and its rule under permissions.",
                        "Nobody can prohibit 'profiling': add a rule for it under permissions.");
    }

    @Test
    @DisplayName("M5 nobody can be a recipient of what goes to nobody")
    void nobodyReceivesWhatGoesToNobody() {
        replace(
                M,
                "    person-fields: [familyName, givenName, email, employer, trainings, competences]",
                "    person-fields: [familyName, givenName, dietaryRestrictions]");

        assertThat(findings(M))
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .matches("mappings/registers/" + M + ".yaml:\\d+:44: 'dietaryRestrictions' goes to nobody"
                        + " \\(onward: false in its data class\\); leave it out\\.");
    }

    @Test
    @DisplayName("M5 no other register can take it from the same feed")
    void noOtherRegisterTakesItFromTheSameFeed() {
        replace(V, "  - feed: participant-list\n", "  - feed: event-enrolment\n");
        replace(V, "servicesUsed, marketingDone]", "servicesUsed, marketingDone, dietaryRestrictions]");

        assertThat(found(V))
                .containsExactly(
                        "'dietaryRestrictions' stays in the register %s (onward: false there), which takes the same feed; leave it out."
                                .formatted(M));
    }

    @Test
    void whereConsentIsTheBasisSilenceIsNone() {
        replace(SO, "default: opt-in", "default: opt-out");
        assertThat(found(SO))
                .containsExactly("'direct-marketing' rests on consent, and silence is none: write opt-in.");

        replace(SO, "default: opt-out", "default: opt-in");
        replace(SO, "basis: consent", "basis: legitimate-interest");
        assertThat(found(SO))
                .containsExactly(
                        "Who must opt in gives consent, but the basis of 'direct-marketing' is legitimate-interest: write 'basis: consent' there, or opt-out here.");
    }

    @Test
    void aConsentThatNobodyCouldGiveIsNone() {
        replace(F, "  - purpose: web-analytics\n    channels: [\"*\"]\n    default: opt-in\n", "");

        assertThat(found(F))
                .containsExactly(
                        "Nobody could give or withdraw this consent: add a rule for 'web-analytics' under permissions.");
    }

    @Test
    void marketingThatNobodyCouldStopIsAFinding() {
        replace(
                SV,
                "permissions:\n  - purpose: direct-marketing\n    channels: [email, phone]\n    default: opt-out\n",
                "");
        replace(SV, "role: keeper", "role: provider");

        assertThat(found(SV))
                .containsExactly(
                        "Nobody could object to it (GDPR article 21): add a rule for 'direct-marketing' under permissions.",
                        "A provider writes to people, and nobody could stop it: add a rule for 'direct-marketing' under permissions.");
    }

    @Test
    void aPurposeHasOneRuleForAChannel() {
        replace(SM, "channels: [email, sms]", "channels: [email, post]");

        assertThat(found(SM)).containsExactly("The purpose 'direct-marketing' has a rule for such a channel already.");
    }

    @Test
    void aListThatIsNamedNowhereBindsNobody() {
        replace(SA, "opt-out-lists: [dma-optout]\n", "");

        assertThat(found(SA)).containsExactly("The list 'dma-optout' binds nobody: name it under opt-out-lists too.");
    }

    @Test
    void everyGroupOfPersonsEndsSomeDay() {
        replace(M, "  - what: prospects\n", "  - what: organisations\n");

        assertThat(findings(M)).singleElement().satisfies(finding -> {
            assertThat(finding.message())
                    .isEqualTo(
                            "Nothing says how long 'prospects' is kept (GDPR article 5(1)(e)): add a rule with 'after' under retention.");
            assertThat(finding.line()).isGreaterThan(100);
            assertThat(finding.column()).isEqualTo(9);
        });
    }

    @Test
    void aMinimumAloneEndsNothing() {
        replace(V, "    after: P5Y\n", "    at-least: P5Y\n");

        assertThat(found(V)).singleElement().asString().startsWith("Nothing says how long 'contacts' is kept");
    }

    @Test
    void aClockThatNobodyStartsNeverRunsOut() {
        replace(SV, "anchors: [last-contact, collected]", "anchors: [contract-end]");
        assertThat(found(SV))
                .containsExactly(
                        "No source of this register can tell 'contract-end', so the clock would never start: name another, or a source of kind own or steward.");

        replace(SV, "    anchors: [contract-end]\n", "");
        assertThat(found(SV))
                .containsExactly("Nothing starts this clock, so it would never run out: name its anchors.");
    }

    @Test
    void whatIsKeptMustBeSomething() {
        replace(SO, "what: teachers", "what: teacher");

        assertThat(found(SO))
                .hasSize(2)
                .anyMatch(
                        message -> message.equals(
                                "'teacher' is no group and no data class, so nothing would ever be removed; did you mean 'teachers'?"));
    }

    @Test
    void aMinimumLongerThanTheMaximumForbidsIt() {
        replace(SO, "at-least: P3M", "at-least: P93D");

        assertThat(found(SO))
                .containsExactly(
                        "Kept at least P93D and removed after P3M: the one forbids the other; make 'after' as long or longer.");
    }

    @Test
    void anUnknownHoldIsNamedWithItsNeighbour() {
        replace(SO, "holds: [collection, dispute, legal-duty]", "holds: [colection, dispute]");

        assertThat(found(SO)).containsExactly("unknown 'colection'; did you mean 'collection'?");
    }

    @Test
    @DisplayName("SA6 an answer later than the law's month is a finding")
    void noAnswerLaterThanTheLawAllows() {
        replace(SA, "answer-within: P7D", "answer-within: P5W");

        assertThat(found(SA)).singleElement().asString().contains("article 12(3)");
    }

    private List<String> found(String register) {
        return findings(register).stream().map(Finding::message).toList();
    }

    /** All that there are, which must be of this register; and it is closed by them. */
    private List<Finding> findings(String register) {
        ProfileFolder folder = ProfileFolder.read(home);
        assertThat(folder.findings())
                .extracting(Finding::file)
                .containsOnly("mappings/registers/" + register + ".yaml");
        assertThat(folder.profiles()).doesNotContainKey(register);
        assertThat(folder.closed()).containsExactly(register);
        return folder.findings();
    }

    private void replace(String register, String old, String by) {
        write(register, text(register).replace(old, by), old);
    }

    private void append(String register, String more) {
        write(register, text(register) + more, "");
    }

    private void write(String register, String text, String old) {
        try {
            assertThat(text(register)).contains(old);
            Files.writeString(home.resolve("mappings/registers/" + register + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String register) {
        try {
            return Files.readString(home.resolve("mappings/registers/" + register + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
