package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserLanguageTest {

    private final FilledHub hub = FilledHub.hub();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sv-FI,sv;q=0.9,en;q=0.8 | sv",
                "de-DE,de;q=0.9,en;q=0.8,fi;q=0.7 | en",
                "fi | fi",
                "de,fr;q=0.5 | fi",
                "* | fi",
                "not a header at all;;; | fi"
            })
    void beginsInTheFirstLanguageOfTheBrowserThatTheHubSpeaks(String header, String language) {
        String page = hub.stranger()
                .call("/login", request -> request.header("Accept-Language", header))
                .body();

        assertThat(page).contains("<html lang=\"" + language + "\"");
    }

    @Test
    void keepsWhatTheReaderHasChosen() {
        Visitor reader = hub.stranger();
        reader.get("/login?lang=sv");

        assertThat(reader.call("/login", request -> request.header("Accept-Language", "en"))
                        .body())
                .contains("<html lang=\"sv\"");
    }

    @Test
    void speaksFinnishToWhoeverNamesNoLanguage() {
        assertThat(hub.stranger().get("/login").body()).contains("<html lang=\"fi\"");
    }
}
