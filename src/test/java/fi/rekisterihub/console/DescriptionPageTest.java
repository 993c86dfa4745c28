package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.OperatorText;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionPageTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String PAGE = "/registers/" + REGISTER + "/description";

    private final FilledHub hub = FilledHub.hub();
    private final Visitor officer = hub.visitor("officer");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | Tietosuojaseloste | Oikeutesi",
                "?in=sv | Dataskyddsbeskrivning | Dina rättigheter",
                "?text=record | Seloste käsittelytoimista | g) Tekniset",
                "?text=record&in=en | Record of processing activities | (g) Technical",
                "?text=nonsense&in=de | Tietosuojaseloste | Oikeutesi"
            })
    @DisplayName("rule 5 a register has a page with its notice and its record of processing in three languages")
    void showsBothTexts(String query, String title, String heading) {
        assertThat(officer.get(PAGE + (query == null ? "" : query)).body())
                .contains(title, heading)
                .doesNotContain("??");
    }

    @Test
    void givesBothAsFiles() {
        assertThat(officer.get(PAGE + ".pdf?text=record&in=sv").body()).startsWith("%PDF-");
        assertThat(officer.get(PAGE + ".html?text=record&in=sv").body()).contains("Register över behandling");
    }

    @Test
    void leadsFromTheRegisterToItsTexts() {
        assertThat(officer.get("/registers/" + REGISTER).body())
                .contains("href=\"" + PAGE + "\"", "href=\"" + PAGE + "?text=record\"");
    }

    @Test
    @DisplayName(
            "rule 5 the text of every profile that was ever in use can be read, with what changed from the one before")
    void showsEarlierVersions() throws IOException {
        String now = hub.get(Profiles.class).get(REGISTER).fingerprint();
        String yaml = Files.readString(Path.of("mappings/registers", REGISTER + ".yaml"));
        hub.jdbc()
                .sql("insert into profile_version (register_id, fingerprint, yaml, first_used)"
                        + " values (?, ?, ?, '2024-03-05T08:00:00Z'), (?, ?, 'id: [', '2023-01-02T08:00:00Z')")
                .params(REGISTER, "ab".repeat(32), yaml.replace("after: P3Y", "after: P5Y"), REGISTER, "cd".repeat(32))
                .update();
        try {
            assertThat(officer.get(PAGE + "/versions?lang=en").body())
                    .contains("5 Mar 2024", "abababababab", "in use now");
            assertThat(officer.get(PAGE + "/versions/" + now + "?lang=fi").body())
                    .contains("<del>viisi</del>", "<ins>kolme</ins>", "Koko teksti")
                    .doesNotContain("??");
            assertThat(officer.get(PAGE + "/versions/" + "ab".repeat(32)).body())
                    .contains("kun viisi vuotta on kulunut", "5.3.2024");
            assertThat(officer.get(PAGE + "/versions/" + "cd".repeat(32)).body())
                    .contains("ei voi enää lukea");
            assertThat(officer.get(PAGE + "/versions/" + "ef".repeat(32)).statusCode())
                    .isEqualTo(404);
        } finally {
            hub.jdbc()
                    .sql("delete from profile_version where first_used < '2025-01-01'")
                    .update();
        }
    }

    @Test
    @DisplayName("rule 5 a change of profile shows the change of text, and waits until it was shown")
    void showsWhatASavedProfileChangesAndWaits() throws IOException {
        Visitor operator = hub.visitor("operator");
        Path file = hub.home().resolve("mappings/registers/" + REGISTER + ".yaml");
        String good = Files.readString(file);
        String law = hub.get(Profiles.class).get(REGISTER).fingerprint();
        Files.writeString(file, good.replace("after: P3Y", "after: P5Y"));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> operator.get("/").body().contains("Selosteen muutos odottaa"));
            assertThat(operator.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(hub.get(Profiles.class).get(REGISTER).fingerprint())
                    .as("in force")
                    .isEqualTo(law);
            assertThat(operator.get("/routes").body())
                    .contains(
                            "Tallennetut profiilit muuttavat julkisia tekstejä",
                            "<del>kolme</del>",
                            "<ins>viisi</ins>");
            assertThat(operator.get(PAGE + "/change?in=sv").body()).contains("<del>tre</del>", "<ins>fem</ins>");

            operator.submit("/routes", "/routes/swap", Map.of("seen", "ab".repeat(32)));
            assertThat(operator.get("/routes").body()).contains("Mitään ei muutettu: tallennettu profiili");
            assertThat(hub.get(Profiles.class).get(REGISTER).fingerprint()).isEqualTo(law);

            String seen = new OperatorText("", Files.readString(file)).fingerprint();
            assertThat(operator.get("/routes").body()).contains("name=\"seen\" value=\"" + seen + "\"");
            operator.submit("/routes", "/routes/swap", Map.of("seen", seen));
            assertThat(hub.get(Profiles.class).get(REGISTER).fingerprint()).isEqualTo(seen);
            assertThat(hub.stranger().get("/registers/" + REGISTER + "/notice").body())
                    .contains("kun viisi vuotta on kulunut");
        } finally {
            Files.writeString(file, good);
            operator.submit("/routes", "/routes/swap", Map.of("seen", law));
        }
        assertThat(hub.get(Profiles.class).get(REGISTER).fingerprint()).isEqualTo(law);
        assertThat(operator.get(PAGE + "/change").body()).contains("Tekstissä ei muutu mikään.");
    }
}
