package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingFolderTest {

    private final Path home = TestHome.copyOfShipped();

    @Test
    void theShippedTablesAndSamplesAreWithoutFault() {
        MappingFolder folder = read();

        assertThat(folder.findings()).isEmpty();
        assertThat(folder.mappings())
                .containsKeys("prh-company", "asiakastieto-company", "fonecta-contact", "crm-person", "dma-optout");
    }

    @Test
    void namesLineColumnAndTheNearestFieldOfAMistypedTarget() throws IOException {
        replace("crm-person.yaml", "familyName: family_name", "familiName: family_name");

        assertThat(read().findings())
                .extracting(Finding::toString)
                .anyMatch(message ->
                        message.startsWith("mappings/crm-person.yaml:9:15: no register that takes this feed holds "
                                + "'familiName'; did you mean 'familyName'?"));
    }

    @Test
    void refusesAFunctionThatDoesNotExistBeforeAnyRecordMeetsIt() throws IOException {
        replace("crm-person.yaml", "$phone(phone)", "$fone(phone)");

        assertThat(read().findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("unknown function '$fone'; did you mean '$phone'?"));
    }

    @Test
    void saysWhereAnExpressionBreaksOff() throws IOException {
        replace("prh-company.yaml", "website: website.url", "website: website[");

        assertThat(read().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(18))
                .satisfies(finding -> assertThat(finding.message()).contains("'website: website['", "Expected"));
    }

    @Test
    void aFeedMayChangeMoreAtOnceThanUsualWhenItsTableSaysSo() throws IOException {
        replace("crm-person.yaml", "clear: [title, phone]", "clear: [title, phone]\nbrake:\n  changes: 40 %");

        assertThat(read().mappings().get("crm-person").limits()).isEqualTo(new RunLimits(0.4, 0.02));
    }

    @Test
    void aLimitThatIsNoShareIsNamedWithItsLine() throws IOException {
        replace("crm-person.yaml", "clear: [title, phone]", "clear: [title, phone]\nbrake:\n  changes: 140 %");

        assertThat(read().findings())
                .anyMatch(finding -> finding.toString().contains("a limit is a share from 0 % to 100 %"));
    }

    @Test
    void whoLeavesAWholeListIsTreatedAsItsTableSays() throws IOException {
        assertThat(read().mappings().get("crm-person").absent()).isEqualTo(AbsentRule.KEEP);

        replace("crm-person.yaml", "  type: csv\n", "  type: csv\n  full: true\nabsent: end\n");

        assertThat(read().mappings().get("crm-person").absent()).isEqualTo(AbsentRule.END);
    }

    @Test
    void aRuleForTheAbsentThatCannotWorkIsAFinding() throws IOException {
        replace("crm-person.yaml", "  type: csv\n", "  type: csv\nabsent: end\n");
        replace("fonecta-contact.yaml", "  records: contacts\n", "  records: contacts\n  full: true\nabsent: ended\n");
        replace("dma-optout.yaml", "\nkey:", "\nabsent: keep\nkey:");
        replace("dvv-change.yaml", "\nkey:", "\nabsent: end\nkey:");

        assertThat(read().findings())
                .extracting(Finding::toString)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message)
                                .startsWith(
                                        "mappings/crm-person.yaml:7:9: 'absent' needs 'full: true' under 'content'"),
                        message -> assertThat(message).contains("'ended' is no absent; did you mean 'end'?"),
                        message -> assertThat(message).contains("the population register sends changes"),
                        message -> assertThat(message).contains("an opt-out list ends what it has no more"));
    }

    @Test
    void aSampleThatNoLongerHoldsIsAFinding() throws IOException {
        replace("crm-person.yaml", "city: city", "city: street");

        assertThat(read().findings())
                .extracting(Finding::file)
                .containsExactly("mappings/samples/crm-person/row.out.json");
    }

    @Test
    void aBrokenFileLeavesTheOthersInForce() throws IOException {
        Files.writeString(home.resolve("mappings/crm-person.yaml"), "feed: [crm-person\n");

        MappingFolder folder = read();

        assertThat(folder.mappings()).doesNotContainKey("crm-person").containsKey("prh-company");
        assertThat(folder.findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .startsWith("This is not YAML"));
    }

    @Test
    void missingIsLeftAloneAndEmptyClearsOnlyWhatMayBeCleared() {
        Mapping mapping = read().mappings().get("crm-person");

        Observation seen = mapping.observe(Map.of("customer_id", "C-9", "title", "", "email", "", "street", "Katu 1"));

        assertThat(seen.values()).containsEntry("title", null).containsEntry("street", "Katu 1");
        assertThat(seen.values()).doesNotContainKeys("email", "phone", "city");
    }

    @Test
    void severalValuesForOneFieldAreNotChosenFromInSilence() {
        Mapping mapping = read().mappings().get("crm-person");

        Map<String, Object> played =
                Samples.play(mapping, Map.of("customer_id", "C-9", "street", List.of("Katu 1", "Katu 2")));

        assertThat(played)
                .containsEntry("parked", "2 values where one is wanted; choose one in the mapping, as with [0].");
    }

    private MappingFolder read() {
        return MappingFolder.read(home, ProfileFolder.read(home));
    }

    private void replace(String file, String old, String by) throws IOException {
        Path path = home.resolve("mappings").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, by));
    }
}
