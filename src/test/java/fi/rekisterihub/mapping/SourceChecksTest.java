package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A profile's sources and fields are held against the mappings that lie beside it. */
class SourceChecksTest {

    private static final String V = "valmennuskumppani-asiakas-ja-markkinointirekisteri";
    private static final String SV = "soprano-valiaikainen-markkinointirekisteri";

    private final Path home = TestHome.withAllRegisters();

    @Test
    void everythingShippedFitsTogether() {
        assertThat(prepared().findings()).isEmpty();
    }

    @Test
    @DisplayName("V3 a source that no feed implements is a finding, with line and column")
    void aSourceThatNoFeedImplements() throws IOException {
        replace(V, "feed: participant-list", "feed: participants-list");

        assertThat(prepared().findings())
                .extracting(Finding::toString)
                .anyMatch(
                        finding -> finding.matches(
                                "mappings/registers/" + V + "\\.yaml:\\d+:11: No feed 'participants-list' exists:"
                                        + " write mappings/participants-list\\.yaml, or name another; did you mean 'participant-list'\\?"));
    }

    @Test
    void whatPeopleEnterNeedsNoFeed() throws IOException {
        replace(V, "  - feed: person\n", "  - feed: reception-desk\n");

        assertThat(prepared().findings()).isEmpty();
    }

    @Test
    @DisplayName("V1 a field that no source can tell is a finding, with line and column")
    void aFieldThatNoSourceFeeds() throws IOException {
        replace(
                V,
                "  - feed: person\n    kind: person\n",
                "  - feed: person\n    kind: person\n    groups: [organisations]\n");
        replace(
                V,
                "  - feed: steward\n    kind: steward\n",
                "  - feed: steward\n    kind: steward\n    groups: [organisations]\n");

        assertThat(prepared().findings())
                .extracting(Finding::message)
                .contains(
                        "No source of this register can tell 'street': leave it out, or let a source that has it fill the group 'contacts'.",
                        "No source of this register can tell 'marketingDone': leave it out, or let a source that has it fill the group 'contacts'.")
                .noneMatch(message -> message.contains("'servicesUsed'") || message.contains("'businessId'"));
        assertThat(prepared().findings()).allSatisfy(finding -> {
            assertThat(finding.line()).isGreaterThan(1);
            assertThat(finding.column()).isGreaterThan(10);
        });
    }

    @Test
    void aFeedThatFillsNoneOfItsGroups() throws IOException {
        replace(SV, "    groups: [companies]\n", "    groups: [decision-makers]\n");

        assertThat(prepared().findings())
                .extracting(Finding::message)
                .contains(
                        "The feed 'asiakastieto-company' tells nothing that its groups here hold; name other groups, or leave it out.");
    }

    @Test
    void aFeedOfPersonsIsNoList() throws IOException {
        replace(V, "    kind: own\n", "    kind: list\n");
        replace(V, "opt-out-lists: [dma-optout]", "opt-out-lists: [dma-optout, participant-list]");

        assertThat(prepared().findings())
                .extracting(Finding::message)
                .contains("The feed 'participant-list' tells of persons, which does not go with kind 'list'.");
    }

    @Test
    void aBadTableIsNoFaultOfTheProfile() throws IOException {
        Path table = home.resolve("mappings/participant-list.yaml");
        Files.writeString(table, Files.readString(table).replace("$phone(phone)", "$fone(phone)"));

        assertThat(prepared().findings())
                .isNotEmpty()
                .extracting(Finding::file)
                .containsOnly("mappings/participant-list.yaml");
    }

    private ConfigurationFolder.Prepared prepared() {
        return new MappingsAndProfiles().prepare(home);
    }

    private void replace(String register, String old, String by) throws IOException {
        Path file = home.resolve("mappings/registers/" + register + ".yaml");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, by));
    }
}
