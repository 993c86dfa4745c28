package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.support.ChangedProfile;
import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicNoticePageTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String PAGE = "/registers/" + REGISTER + "/notice";

    private final FilledHub hub = FilledHub.hub();
    private final Visitor stranger = hub.stranger();

    @ParameterizedTest
    @CsvSource({
        "fi, Tietosuojaseloste, Kuinka kauan tietoja säilytetään",
        "sv, Dataskyddsbeskrivning, Hur länge uppgifterna bevaras",
        "en, Privacy notice, How long the data are kept"
    })
    @DisplayName("rule 5 anybody reads the notice of the profile in force, in three languages")
    void showsTheNoticeToAnybody(String language, String title, String heading) {
        HttpResponse<String> page = stranger.get(PAGE + "?lang=" + language);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<html lang=\"" + language + "\"", title, heading, "Brevo (Sendinblue SAS)")
                .contains(hub.get(Profiles.class).get(REGISTER).fingerprint());
    }

    @Test
    void setsNoCookieRunsNoScriptAndMayBeFound() {
        HttpResponse<String> page = stranger.get(PAGE);

        assertThat(page.headers().map()).doesNotContainKeys("set-cookie", "x-robots-tag");
        assertThat(page.headers().firstValue("Content-Security-Policy")).contains(PublicNoticePage.POLICY);
        assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(page.headers().firstValue("Content-Language")).contains("fi");
        assertThat(page.body()).doesNotContain("<script", "style=", "noindex");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"sv-FI,sv;q=0.9 | sv", "de | fi", "en-GB | en", ";;; | fi"})
    void beginsInTheReadersLanguageElseInTheRegisters(String browser, String language) {
        assertThat(stranger.call(PAGE, request -> request.header("Accept-Language", browser))
                        .body())
                .contains("<html lang=\"" + language + "\"");
    }

    @Test
    void isAFileToo() {
        HttpResponse<String> pdf = stranger.get(PAGE + ".pdf?lang=sv");
        HttpResponse<String> html = stranger.get(PAGE + ".html?lang=en");

        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"sofor-asiakasrekisteri.notice.sv.pdf\"");
        assertThat(pdf.body()).startsWith("%PDF-");
        assertThat(html.body()).contains("<style>", "Privacy notice").doesNotContain("href=\"/");
    }

    @Test
    void knowsNoOtherRegister() {
        assertThat(stranger.get("/registers/another/notice").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/registers/another/notice.pdf").statusCode()).isEqualTo(404);
    }

    @Test
    void opensNothingElseOfTheRegister() {
        assertThat(stranger.get("/registers/" + REGISTER).statusCode()).isEqualTo(302);
        assertThat(stranger.get("/registers/" + REGISTER + "/description").statusCode())
                .isEqualTo(302);
        assertThat(stranger.get("/registers/" + REGISTER + "/notice/more").statusCode())
                .isEqualTo(302);
    }

    @Test
    @DisplayName("rule 5 the public page changes with the profile that the engine runs, at once")
    void changesWithTheProfileInForce() {
        assertThat(stranger.get(PAGE).body()).doesNotContain("päättää aina ihminen", "onko kyse samasta henkilöstä");

        ChangedProfile.during(hub.get(Profiles.class), REGISTER, "automated-decisions: false", () -> assertThat(
                        stranger.get(PAGE).body())
                .contains("onko kyse samasta henkilöstä"));
    }

    @Test
    void theUnsubscribePageLeadsToIt() {
        String token = hub.get(LinkTokens.class)
                .token(new LinkSubject(REGISTER, 1, "notice@lukija.example", "*", "letter", Instant.EPOCH));

        assertThat(stranger.get("/u/" + token + "?lang=sv").body())
                .contains("href=\"../registers/sofor-asiakasrekisteri/notice?lang=sv\"", "Dataskyddsbeskrivning");
    }
}
