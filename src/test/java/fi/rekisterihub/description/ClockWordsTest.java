package fi.rekisterihub.description;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.profile.RetentionRule;
import fi.rekisterihub.profile.Texts;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P8Y | kahdeksan vuotta | åtta år | eight years",
                "P1Y | vuosi | ett år | one year",
                "P26M | 26 kuukautta | 26 månader | 26 months",
                "P1M | kuukausi | en månad | one month",
                "P7D | viikko | en vecka | one week",
                "P14D | kaksi viikkoa | två veckor | two weeks",
                "P10D | kymmenen päivää | tio dagar | ten days",
                "P1D | päivä | en dag | one day",
                "P1Y6M | vuosi ja kuusi kuukautta | ett år och sex månader | one year and six months"
            })
    void writesPeriodsInWords(String period, String finnish, String swedish, String english) {
        assertThat(Wording.in("fi").period(Period.parse(period))).isEqualTo(finnish);
        assertThat(Wording.in("sv").period(Period.parse(period))).isEqualTo(swedish);
        assertThat(Wording.in("en").period(Period.parse(period))).isEqualTo(english);
    }

    @Test
    @DisplayName("rule 5 SK2 the clock of the last contact is said as it runs")
    void saysTheClockOfTheLastContact() {
        RetentionRule rule = rule(Period.ofYears(8), null, List.of("last-contact"), List.of("legal-duty"));

        assertThat(said("fi", rule))
                .isEqualTo("Tiedot poistetaan, kun viimeisestä yhteydenotosta on kulunut kahdeksan vuotta.");
        assertThat(said("sv", rule)).isEqualTo("Uppgifterna raderas när åtta år har gått sedan den senaste kontakten.");
        assertThat(said("en", rule)).isEqualTo("The data are erased eight years after the last contact.");
    }

    @Test
    @DisplayName(
            "rule 5 any hold and any restriction is said to put off the erasing of a group, whatever its rules name")
    void saysEveryHoldOfAGroup() {
        assertThat(new ClockWords(Wording.in("fi")).heldGroups())
                .isEqualTo(
                        "Henkilöryhmien tietojen poistamista lykätään niin kauan kuin laki velvoittaa säilyttämään tiedot,"
                                + " tietoja koskeva riita on ratkaisematta, reklamaation käsittely on kesken, saatavan perintä on kesken tai käsittelyä on"
                                + " rajoitettu.");
        assertThat(new ClockWords(Wording.in("sv")).heldGroups())
                .isEqualTo(
                        "Raderingen av persongruppernas uppgifter skjuts upp så länge lagen kräver att uppgifterna bevaras, en tvist om uppgifterna är"
                                + " olöst, en reklamation behandlas, en fordran drivs in eller behandlingen är begränsad.");
        assertThat(new ClockWords(Wording.in("en")).heldGroups())
                .isEqualTo(
                        "Erasing the data of groups of people is put off as long as the law requires that the data are kept, a dispute about the data is"
                                + " unsettled, a complaint is being handled, a debt is being collected or processing is restricted.");
    }

    @Test
    @DisplayName("rule 5 a class of data is said to give way to the holds that its rules name, and to a restriction")
    void saysTheNamedHoldsOfAClass() {
        List<RetentionRule> rules = List.of(
                rule(Period.ofMonths(3), null, List.of("obligation-end"), List.of("collection")),
                rule(Period.ofYears(1), null, List.of("collected"), List.of()));

        assertThat(new ClockWords(Wording.in("en")).held(rules))
                .isEqualTo("Erasing is put off as long as a debt is being collected or processing is restricted.");
    }

    @Test
    @DisplayName(
            "rule 5 a mail is said to go when it is dealt with, at the latest after its time, and to wait until then")
    void saysHowLongAMailLies() {
        RetentionRule rule = new RetentionRule(
                "stored-mails", Period.ofYears(1), null, List.of("collected"), List.of(), new Texts("", "", ""));

        assertThat(said("fi", rule))
                .isEqualTo("Käsitelty viesti poistetaan viimeistään, kun sen saapumisesta on kulunut vuosi."
                        + " Käsittelyä odottava viesti säilytetään, kunnes se on käsitelty.");
        assertThat(said("sv", rule))
                .isEqualTo("Ett behandlat meddelande raderas senast när ett år har gått sedan det kom in."
                        + " Ett meddelande som väntar på behandling bevaras tills det har behandlats.");
        assertThat(said("en", rule))
                .isEqualTo("A message that has been dealt with is erased at the latest one year after it arrived."
                        + " A message that is still waiting is kept until it has been dealt with.");
    }

    @Test
    @DisplayName("rule 5 F6 of several anchors the latest counts, and one that lasts stops the clock")
    void saysThatTheLatestAnchorCounts() {
        RetentionRule rule = rule(Period.ofYears(3), null, List.of("contract-end", "duty-end"), List.of());

        assertThat(said("fi", rule))
                .isEqualTo(
                        "Tiedot poistetaan, kun kolme vuotta on kulunut viimeisimmästä näistä: sopimuksen päättyminen"
                                + " ja tehtävän päättyminen. Aika ei kulu niin kauan kuin sopimus on voimassa tai tehtävä jatkuu.");
    }

    @Test
    @DisplayName("rule 5 SO5 a minimum is said as a minimum, with what holds it")
    void saysAMinimum() {
        RetentionRule rule = rule(null, Period.ofMonths(3), List.of("collected"), List.of("collection", "dispute"));

        assertThat(said("sv", rule))
                .isEqualTo("Uppgifterna bevaras tills minst tre månader har gått sedan de sparades.");
        assertThat(new ClockWords(Wording.in("sv")).held(List.of(rule)))
                .isEqualTo("Raderingen skjuts upp så länge en fordran drivs in, en tvist om uppgifterna är olöst eller"
                        + " behandlingen är begränsad.");
    }

    private static String said(String language, RetentionRule rule) {
        return new ClockWords(Wording.in(language)).of(rule);
    }

    private static RetentionRule rule(
            @Nullable Period after, @Nullable Period atLeast, List<String> anchors, List<String> holds) {
        return new RetentionRule("contacts", after, atLeast, anchors, holds, new Texts("", "", ""));
    }
}
