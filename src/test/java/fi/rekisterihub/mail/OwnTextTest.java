package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Palaan asiaan.\n\nke 5.3.2025 klo 12.30 Yritys Oy kirjoitti:\n> lopeta",
                "Palaan asiaan.\n\nYritys Oy <info@example.fi> kirjoitti 5.3.2025\nkello 12.30:\n\nlopeta",
                "Palaan asiaan.\n\nOn Wed, 5 Mar 2025 at 12:30, A Company With a Long\nName <info@example.fi> wrote:\n\nstop",
                "Palaan asiaan.\n\nDen ons 5 mars 2025 kl 12:30 skrev Företaget <info@example.fi>:\nsluta",
                "Palaan asiaan.\n\n-----Alkuperäinen viesti-----\nlopeta",
                "Palaan asiaan.\n\n________________________________\nlopeta",
                "Palaan asiaan.\n\nFrån: Företag\nSkickat: den 5 mars\nÄmne: Nyheter\n\nsluta",
                "Palaan asiaan.\n\n*From:* Company\n*Sent:* 5 March\n*Subject:* News\n\nstop",
                "Palaan asiaan.\n-- \nLopeta turha odottaminen",
                "Palaan asiaan.\nLähetetty iPhonesta",
                "Palaan asiaan.\n\nSent from my iPhone",
                "Palaan asiaan.\nMvh Stina\nSlutar aldrig Ab",
                "Palaan asiaan.\n\nThis e-mail is confidential and meant for its reader.\nPlease delete it otherwise.",
                "Palaan asiaan.\n\nSaat tämän viestin, koska olet asiakkaamme.\nPeruuta | Asetukset | Lopeta"
            })
    void leavesWhatTheWriterWrote(String body) {
        assertThat(String.join("\n", OwnText.of(body).lines()).strip()).isEqualTo("palaan asiaan.");
    }

    @Test
    void keepsWhatStandsAboveAndBelowAQuotation() {
        assertThat(OwnText.of("Ylhäällä\n> lainaus\n> lainaus\nAlhaalla").lines())
                .containsExactly("ylhaalla", "alhaalla");
    }

    @Test
    void keepsAnAfterwordBelowTheClosing() {
        assertThat(OwnText.of("Kiitos tiedosta\nTerveisin\nAino\nPS. Poistakaa minut listalta")
                        .lines())
                .containsExactly("kiitos tiedosta", "ps. poistakaa minut listalta");
    }

    @Test
    void doesNotTakeARequestForAClosing() {
        assertThat(OwnText.of("Hej\nVänligen ta bort mig").lines()).contains("vanligen ta bort mig");
        assertThat(OwnText.of("Hi\nTake me off your list").lines()).contains("take me off your list");
    }

    @Test
    void seesThatAnothersMessageIsPassedOn() {
        OwnText own = OwnText.of("Hoidatko?\n\n---------- Välitetty viesti ---------\nLähettäjä: Asiakas\n\npoistakaa");
        assertThat(own.forwarded()).isTrue();
        assertThat(own.lines()).doesNotContain("poistakaa");
    }

    @Test
    void saysWhenItDidNotReadToTheEnd() {
        assertThat(OwnText.of("sana ".repeat(20_000)).cut()).isTrue();
        assertThat(OwnText.of("rivi\n".repeat(20_000)).cut()).isTrue();
        assertThat(OwnText.of("sana").cut()).isFalse();
    }
}
