package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mail.Intent.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyIntentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Poistakaa minut postituslistalta",
                "Hei,\n\npoistakaa osoitteeni rekisteristänne. Kiitos!",
                "En halua enää näitä viestejä",
                "Älkää lähettäkö enää viestejä",
                "a\u0308lka\u0308a\u0308 la\u0308hetta\u0308ko\u0308 ena\u0308a\u0308\u00a0viestej\u00e4",
                "alkaa lahettako enaa viesteja",
                "Poisatkaa minut postituslsitalta",
                "Peruutan uutiskirjeen",
                "Kiellän suoramarkkinoinnin",
                "Kiitos, lopeta!",
                "Haluan pois postituslistalta",
                "ottakaa mut pois",
                "Ta bort mig från listan",
                "Hej, Avregistrera tack!",
                "Jag vill inte ha fler mejl",
                "Sluta skicka reklam till mig",
                "Jag vill bli borttagen från listan",
                "Avsluta nyhetsbrevet",
                "Please remove me from your list",
                "Unsubscribe",
                "Stop emailing me",
                "I no longer wish to receive these messages",
                "Please opt me out",
                "Take me off your list",
                "Thanks, but please take me off your list"
            })
    void entersAClearWish(String text) {
        assertThat(reply(text).kind()).isEqualTo(Kind.OPT_OUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Remove me from the newsletter but keep the invoices coming | narrower",
                "Lopettakaa soittelu, sähköpostia saa lähettää | narrower",
                "Anna no longer works here, please remove her address | someone-else",
                "Poistakaa minut osallistujalistalta ja postituslistalta | something-else-as-well",
                "Unsubscribe me unless you can give me a discount | conditional",
                "Don't remove me from the list. Or do, remove me. | contradicts-itself",
                "Hur avregistrerar man sig? | speaks-of-permissions",
                "Miksi minut poistettiin listalta? | speaks-of-permissions",
                "Poistakaa kaikki tietoni | asks-erasure",
                "Vilka uppgifter har ni om mig? | asks-access",
                "My address has changed | asks-rectification",
                "Nej tack | refuses-something",
                "Bitte entfernen Sie mich | not-understood",
                "??? | not-understood"
            })
    void leavesToAPersonWhatIsNotClear(String text, String reason) {
        assertThat(reply(text)).extracting(Intent::kind, Intent::reason).containsExactly(Kind.REVIEW, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Peruuta kokous, kiitos.",
                "Poistakaa lasku 881",
                "Peruuttakaa tilaus 12345",
                "Lopetamme tuotannon ensi vuonna",
                "Olen lomalla 1.8. asti",
                "Vi slutar tillverka produkten i höst",
                "Ta bort rad 3 i offerten",
                "Kan ni skicka en offert?",
                "Stop the machine before service",
                "Thanks, will get back to you"
            })
    void leavesAloneWhatIsSurelyOfSomethingElse(String text) {
        assertThat(reply(text)).extracting(Intent::kind, Intent::reason).containsExactly(Kind.OTHER, "nothing-asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Älkää poistako minua listalta",
                "Peruin uutiskirjeen vahingossa, palauttakaa minut listalle",
                "Ta inte bort mig från listan",
                "Please don't remove me from the list",
                "Please add me to the list"
            })
    void grantsNothingToWhoAsksToReceive(String text) {
        assertThat(reply(text)).extracting(Intent::kind, Intent::reason).containsExactly(Kind.OTHER, "asks-to-receive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If you don't remove me from the list I will sue",
                "I did not sign up for this",
                "Why did you add me?"
            })
    void takesNoComplaintForAWishToReceive(String text) {
        assertThat(reply(text).kind()).isNotEqualTo(Kind.OTHER);
    }

    @Test
    void namesTheOtherRightOfAnOptOut() {
        Intent intent = reply("Poistakaa kaikki tietoni ja lopettakaa mainosten lähettäminen.");
        assertThat(intent.kind()).isEqualTo(Kind.OPT_OUT);
        assertThat(intent.reason()).isEqualTo("asks-erasure");
        assertThat(intent.asksForOtherRight()).isTrue();
    }

    @Test
    void readsARefusalByWhatItAnswers() {
        assertThat(ReplyIntent.of(new ReplyText("SV: Offert 12", "Nej tack!", true, false))
                        .reason())
                .isEqualTo("refuses-an-offer");
    }

    @Test
    void readsTheSubjectOfANewMailAndNotOfAReply() {
        assertThat(ReplyIntent.of(new ReplyText("unsubscribe", "", false, false))
                        .kind())
                .isEqualTo(Kind.OPT_OUT);
        assertThat(ReplyIntent.of(new ReplyText("Re: unsubscribe", "", false, false))
                        .kind())
                .isEqualTo(Kind.OTHER);
        assertThat(ReplyIntent.of(new ReplyText("unsubscribe", "", true, false)).kind())
                .isEqualTo(Kind.OTHER);
        assertThat(ReplyIntent.of(new ReplyText("", "", false, false)).reason()).isEqualTo("empty");
    }

    @Test
    void takesAMailToTheUnsubscribeAddressForAnOptOutUnlessItSaysNo() {
        assertThat(atToken("", "")).isEqualTo(Kind.OPT_OUT);
        assertThat(atToken("", "This message was automatically generated by Gmail."))
                .isEqualTo(Kind.OPT_OUT);
        assertThat(atToken("", "Don't unsubscribe me, just testing")).isEqualTo(Kind.REVIEW);
        assertThat(atToken("Re: News of June", "")).isEqualTo(Kind.OPT_OUT);
        assertThat(atToken("Re: unsubscribe", "")).isEqualTo(Kind.REVIEW);
        assertThat(atToken("Re: unsubscribe", "Ticket 7 was opened.")).isEqualTo(Kind.OTHER);
    }

    @Test
    void entersNothingByItselfForSomebodyWhoIsAway() {
        assertThat(reply("Olen lomalla. Poistakaa minut listalta.").kind()).isEqualTo(Kind.REVIEW);
        assertThat(reply("I am out of office until Monday").kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void entersWhatOnlySoundsLikeAnOptOutWhereNothingNarrowsIt() {
        assertThat(reply("Jag hoppar av nu, tack för mig."))
                .extracting(Intent::kind, Intent::reason)
                .containsExactly(Kind.OPT_OUT, "sounds-like-an-opt-out");
        assertThat(reply("Jag hoppar av nu till hösten, tack för mig.").kind()).isEqualTo(Kind.REVIEW);
        assertThat(reply("poista ".repeat(2000)).kind()).isEqualTo(Kind.REVIEW);
    }

    @Test
    void leavesALongLetterAndAForwardedOneToAPerson() {
        assertThat(reply("Kirjoitan teille uutiskirjeestä. ".repeat(40) + "Poistakaa minut listalta.")
                        .reason())
                .isEqualTo("long-letter");
        assertThat(ReplyIntent.of(new ReplyText("VL: Uutiskirje", "Kiitos tiedosta", false, false))
                        .reason())
                .isEqualTo("forwarded");
    }

    @Test
    void leavesNothingAloneThatWasNotReadToTheEnd() {
        assertThat(reply("Kiitos, palaan asiaan. ".repeat(1_000)).kind()).isEqualTo(Kind.REVIEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "en halua ",
                "on ",
                "poista ",
                "\n>",
                "ota ",
                "a@",
                "|",
                "On 2026\n",
                "from: x\n",
                "unsubscrxbe ",
                "x.",
                "confidential and ",
                "t. aaa aaa aaa aaa\n"
            })
    void isNotHeldUpByHostileText(String part) {
        String megabyte = part.repeat(1_000_000 / part.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> reply(megabyte));
    }

    private static Kind atToken(String subject, String body) {
        return ReplyIntent.of(new ReplyText(subject, body, false, true)).kind();
    }

    private static Intent reply(String text) {
        return ReplyIntent.of(new ReplyText("Re: Uutiskirje", text, true, false));
    }
}
