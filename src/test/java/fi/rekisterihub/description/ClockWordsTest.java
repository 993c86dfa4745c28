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
                .isEqualTo("Tiedot poistetaan, kun viimeisestä yhteydestä on kulunut kahdeksan vuotta. "
                        + "Poistamista lykätään niin kauan kuin laki velvoittaa säilyttämään tiedot.");
        assertThat(said("sv", rule))
                .isEqualTo("Uppgifterna raderas när åtta år har gått sedan den senaste kontakten. "
                        + "Raderingen skjuts upp så länge lagen kräver att uppgifterna bevaras.");
        assertThat(said("en", rule))
                .isEqualTo("The data are erased eight years after the last contact. "
                        + "Erasing is put off as long as the law requires that the data are kept.");
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
                .isEqualTo("Uppgifterna bevaras tills minst tre månader har gått sedan de sparades. "
                        + "Raderingen skjuts upp så länge en fordran drivs in eller en tvist om uppgifterna är olöst.");
    }

    private static String said(String language, RetentionRule rule) {
        return new ClockWords(Wording.in(language)).of(rule);
    }

    private static RetentionRule rule(
            @Nullable Period after, @Nullable Period atLeast, List<String> anchors, List<String> holds) {
        return new RetentionRule("contacts", after, atLeast, anchors, holds, new Texts("", "", ""));
    }
}
