package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.console.NoticeText.Row;
import fi.rekisterihub.support.FilledHub;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

/** What a notice says, in words. */
class NoticeTextTest {

    private final Words words = FilledHub.hub().get(Words.class);

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void saysEachFieldAndWhichWasEmptied() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);

        assertThat(NoticeText.of(
                                "{\"entity\":\"person\",\"fields\":{\"phone\":\"+358 40 000 1234\",\"street\":null}}",
                                words)
                        .rows())
                .containsExactly(
                        new Row("Kind", "person"),
                        new Row("Phone", "+358 40 000 1234"),
                        new Row("Street address", null));
    }

    @Test
    void saysAProhibitionInTheReadersLanguage() {
        String optOut = """
                {"email":"aino@koivuranta.example","purpose":"direct-marketing","channel":"*","scope":"*",
                 "state":"prohibited","eventTime":"2026-11-21T12:05:00Z"}
                """;
        LocaleContextHolder.setLocale(Locale.forLanguageTag("fi"));

        assertThat(NoticeText.of(optOut, words).rows())
                .containsExactly(
                        new Row("Sähköposti", "aino@koivuranta.example"),
                        new Row("Käyttötarkoitus", "Suoramarkkinointi"),
                        new Row("Kanava", "kaikki kanavat"),
                        new Row("Aihepiiri", "kaikki aiheet"),
                        new Row("Tila", "Kielletty"),
                        new Row("Tapahtui", "21.11.2026 klo 14.05"));
        LocaleContextHolder.setLocale(Locale.forLanguageTag("sv"));
        assertThat(NoticeText.of(optOut, words).rows()).contains(new Row("Läge", "Förbjudet"));
    }

    @Test
    void showsWhatItHasNoWordForAsItIs() {
        assertThat(NoticeText.of("{\"eventTime\":\"yesterday\",\"odd\":[1,2]}", words)
                        .rows())
                .extracting(Row::value)
                .containsExactly("yesterday", "[1,2]");
        assertThat(NoticeText.of("{}", words).rows()).isEmpty();
        assertThatThrownBy(() -> NoticeText.of("{\"email\":aino@koivuranta.example", words))
                .hasMessage("A stored notice payload is no JSON.")
                .hasNoCause();
    }
}
