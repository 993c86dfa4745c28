package fi.rekisterihub.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fi.rekisterihub.Finding;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProfileFolderTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String TEMPORARY = "soprano-valiaikainen-markkinointirekisteri";

    private final Path home = TestHome.copyOfShipped();

    @Test
    void theShippedProfilesAreWithoutFault() {
        ProfileFolder folder = ProfileFolder.read(TestHome.withAllRegisters());

        assertThat(folder.findings()).isEmpty();
        assertThat(folder.profiles())
                .containsOnlyKeys(
                        "soprano-asiakastietokanta",
                        "soprano-opiskelijarekisteri",
                        "soprano-suoramarkkinointirekisteri",
                        TEMPORARY,
                        "soprano-kunddatabas",
                        "mipro-asiakas-ja-sidosryhmarekisteri",
                        SOFOR,
                        "valmennuskumppani-asiakas-ja-markkinointirekisteri");
    }

    @Test
    @DisplayName("SV1 the temporary register holds exactly its nine data")
    void theTemporaryRegisterHoldsExactlyItsNineData() {
        Profile profile = ProfileFolder.read(home).profiles().get(TEMPORARY);

        assertThat(profile.fields("person"))
                .containsExactlyInAnyOrder("familyName", "givenName", "email", "title", "phone");
        assertThat(profile.fields("company"))
                .containsExactlyInAnyOrder(
                        "businessId",
                        "name",
                        "street",
                        "postalCode",
                        "city",
                        "phone",
                        "email",
                        "industryCode",
                        "industry",
                        "turnoverClass",
                        "personnelClass");
    }

    @Test
    @DisplayName("SV2 the temporary register has one bought source, Asiakastieto")
    void theTemporaryRegisterHasOneBoughtSource() {
        Profile profile = ProfileFolder.read(home).profiles().get(TEMPORARY);

        assertThat(profile.sources())
                .filteredOn(source -> !source.kind().equals("person"))
                .extracting(Profile.SourceRule::feed)
                .containsExactly("asiakastieto-company", "asiakastieto-decision-makers");
    }

    @Test
    void readsTheTopicsOfAPurpose() {
        Profile profile = ProfileFolder.read(home).profiles().get(SOFOR);

        assertThat(Objects.requireNonNull(profile).permissions())
                .flatExtracting(Profile.PermissionRule::topics)
                .extracting(Profile.Topic::id, topic -> topic.text().in("sv"))
                .containsExactly(
                        tuple("newsletter:customer-letter", "Kundbrev"),
                        tuple("newsletter:events", "Inbjudningar till evenemang"));
    }

    @Test
    void flagsATopicThatIsWrittenWronglyOrTwice() throws IOException {
        replace("- id: newsletter:customer-letter", "- id: Customer letter");
        assertThat(ProfileFolder.read(home).findings())
                .extracting(Finding::message)
                .containsExactly("'Customer letter' is no topic; write it like 'newsletter:safety'.");

        replace("- id: Customer letter", "- id: newsletter:events");
        assertThat(ProfileFolder.read(home).findings())
                .extracting(Finding::message)
                .containsExactly("The topic 'newsletter:events' stands here twice.");
    }

    @Test
    @DisplayName("F5 a transfer on the Privacy Shield is flagged, with what to write instead")
    void flagsThePrivacyShield() throws IOException {
        replace("basis: adequacy", "basis: privacy-shield");

        assertThat(ProfileFolder.read(home).findings())
                .hasSize(1)
                .extracting(Finding::message)
                .allMatch(message ->
                        message.contains("fell on 16 July 2020") && message.contains("adequacy or standard-clauses"));
    }

    @Test
    @DisplayName("F5 the shipped profile states a basis that is valid today, and none before its day")
    void theTransferBasisIsDated() {
        RecipientRule webinars = ProfileFolder.read(home).profiles().get(SOFOR).recipients().stream()
                .filter(recipient -> recipient.id().equals("webinar-service"))
                .findFirst()
                .orElseThrow();

        assertThat(webinars.permitted(LocalDate.of(2026, 11, 22))).isTrue();
        assertThat(webinars.permitted(LocalDate.of(2021, 1, 1))).isFalse();
    }

    @Test
    @DisplayName("F5 nobody outside the EU and EEA receives anything, the webinar service apart")
    void onlyWebinarsLeaveTheUnion() {
        assertThat(profile(SOFOR).recipients())
                .filteredOn(recipient -> !Set.of("FI", "FR").contains(recipient.country()))
                .extracting(RecipientRule::id)
                .containsExactly("webinar-service");
    }

    @Test
    @DisplayName("F1 Sofor holds what its notice promises and no more")
    void soforHoldsWhatItPromisesAndNoMore() {
        assertThat(profile(SOFOR).fields("person"))
                .containsExactlyInAnyOrder(
                        "familyName",
                        "givenName",
                        "otherGivenNames",
                        "title",
                        "email",
                        "phone",
                        "street",
                        "postalCode",
                        "city",
                        "country",
                        "socialMedia",
                        "contracts",
                        "offers",
                        "leads",
                        "meetings");
        assertThat(profile(SOFOR).fields("company"))
                .containsExactlyInAnyOrder(
                        "businessId",
                        "name",
                        "auxiliaryName",
                        "companyForm",
                        "status",
                        "street",
                        "postalCode",
                        "city",
                        "country",
                        "phone",
                        "email",
                        "website");
    }

    @Test
    @DisplayName("F2 the person's own word stands before all, and bought data after Sofor's own and the public ones")
    void soforRanksThePersonsWordFirst() {
        assertThat(profile(SOFOR).sources())
                .filteredOn(source -> !source.kind().equals("list"))
                .extracting(Profile.SourceRule::feed)
                .containsExactly(
                        "portal",
                        "steward",
                        "crm-person",
                        "prh-company",
                        "dvv-change",
                        "dvv-change-file",
                        "asiakastieto-company",
                        "asiakastieto-consumer",
                        "people-monitor",
                        "fonecta-contact");
    }

    @Test
    @DisplayName(
            "F6 three years after contract, obligation and duty, F7 a year for complaints, F8 26 months of analytics")
    void soforSaysHowLongItKeeps() {
        assertThat(profile(SOFOR).retention())
                .extracting(RetentionRule::what, RetentionRule::after, RetentionRule::atLeast, RetentionRule::anchors)
                .containsExactly(
                        tuple(
                                "contacts",
                                Period.ofYears(3),
                                null,
                                List.of("contract-end", "obligation-end", "duty-end")),
                        tuple(
                                "contacts",
                                Period.ofYears(3),
                                null,
                                List.of("contract-end", "obligation-end", "duty-end", "collected")),
                        tuple("contacts", null, Period.ofYears(1), List.of("contract-end", "consent-end")),
                        tuple("web-analytics", Period.ofMonths(26), null, List.of("collected")));
    }

    @Test
    @DisplayName("SV5 the temporary register has no recipient but its keeper, and ends its data")
    void theTemporaryRegisterHasNoRecipientButItsKeeper() {
        assertThat(profile(TEMPORARY).recipients())
                .extracting(RecipientRule::id, RecipientRule::role, RecipientRule::country)
                .containsExactly(tuple("asiakastieto-keeper", "keeper", "FI"));
        assertThat(profile(TEMPORARY).retention())
                .extracting(RetentionRule::what, RetentionRule::after)
                .containsExactly(tuple("decision-makers", Period.ofYears(1)));
    }

    @Test
    @DisplayName("rule 5: a text that lacks a language is a fault of the profile")
    void everyTextStandsInThreeLanguages() throws IOException {
        replace("      sv: Skötsel av kundförhållandet, avtal och offerter\n", "");

        assertThat(ProfileFolder.read(home).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("sv");
    }

    @Test
    @DisplayName("F4 a recipient can only be given fields that the register holds")
    void aRecipientCannotReceiveWhatTheRegisterDoesNotHold() throws IOException {
        replace("person-fields: [familyName, givenName, title, email]", "person-fields: [familyName, shoeSize]");

        assertThat(ProfileFolder.read(home).findings())
                .extracting(Finding::message)
                .containsExactly("No group of this register holds 'shoeSize', so nobody can receive it.");
    }

    @Test
    void readsWhatASecondPersonConfirms() throws IOException {
        assertThat(profile(SOFOR).fourEyes()).isEmpty();

        replace("automated-decisions: true", "automated-decisions: true\nfour-eyes: [separate, merge]");

        assertThat(profile(SOFOR).fourEyes()).containsExactly(FourEyes.MERGE, FourEyes.SEPARATE);
    }

    @Test
    void saysWhatASecondPersonCanConfirm() throws IOException {
        replace("automated-decisions: true", "automated-decisions: true\nfour-eyes: [merge, seperate, erase]");

        assertThat(ProfileFolder.read(home).findings())
                .extracting(Finding::message)
                .containsExactly(
                        "'seperate' is no act that a second person confirms; did you mean 'separate'?",
                        "'erase' is no act that a second person confirms; known are merge, separate.");
    }

    @Test
    void aMistypedWordIsNamedWithItsNeighbour() throws IOException {
        replace("default: opt-in", "default: optin");

        assertThat(ProfileFolder.read(home).findings())
                .extracting(Finding::message)
                .hasSize(2)
                .containsOnly("'optin' is no default; did you mean 'opt-in'?");
    }

    private Profile profile(String id) {
        return Objects.requireNonNull(ProfileFolder.read(home).profiles().get(id));
    }

    private void replace(String old, String by) throws IOException {
        Path path = home.resolve("mappings/registers/" + SOFOR + ".yaml");
        String text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, by));
    }
}
