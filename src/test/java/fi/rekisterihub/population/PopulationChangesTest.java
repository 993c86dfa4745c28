package fi.rekisterihub.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.population.PopulationChanges.Change;
import fi.rekisterihub.support.QuietHub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the groups of one change come to, trap by trap. */
class PopulationChangesTest {

    private static QuietHub hub;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aNewAddressIsNewDataAndTheEndOfTheOldOneIsNot() {
        Map<String, Object> fields = only("""
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"LISATTY","katunimi":{"fi":"Uusitie","sv":"Nyvägen"},
                 "katunumero":"17","huoneistokirjain":"A","huoneistonumero":"002","postinumero":"02940",
                 "postitoimipaikka":{"fi":"ESPOO","sv":"ESBO"},"alkupv":{"arvo":"2020-10-01","tarkkuus":"PAIVA"},
                 "loppupv":{"arvo":"2999-02-28","tarkkuus":"PAIVA"}},
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"MUUTETTU","katunimi":{"fi":"Vanhatie"},
                 "postinumero":"00100","loppuPv":{"arvo":"2020-09-30","tarkkuus":"PAIVA"}}""");

        assertThat(fields)
                .containsEntry("katuosoite", "Uusitie 17 A 2")
                .containsEntry("postinumero", "02940")
                .containsEntry("postitoimipaikka", "ESPOO")
                .containsEntry("maa", "FI");
    }

    @Test
    void theDayIsTheFinnishOneAndTheKeyKeepsTheOrder() {
        List<Change> changes = changes("""
                {"henkilotunnus":"010180-999A","muutospv":"2024-06-11T21:00:00.000Z","tietoryhmat":[]},
                {"henkilotunnus":"010180-999A","muutospv":"2024-06-10T21:00:00.000Z","tietoryhmat":[]}""");

        assertThat(changes)
                .extracting(change -> change.fields().get("muutospv"))
                .containsExactly("2024-06-11", "2024-06-12");
        assertThat(changes)
                .extracting(change -> String.valueOf(change.fields().get("avain")))
                .isSorted();
    }

    @Test
    void whatIsToBeCorrectedIsNotAppliedAndContextIsNoChange() {
        assertThat(only("""
                {"tietoryhma":"HENKILON_NIMI","muutosattribuutti":"KORJATTAVA","etunimi":"Väärä","sukunimi":"Väärä"},
                {"tietoryhma":"HENKILON_NIMI","muutosattribuutti":"KORJATTU","etunimi":"Aino Maria","sukunimi":"von Esimerkki-Malli"},
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"LISATIETO","katunimi":{"fi":"Vain tiedoksi"}}"""))
                .containsEntry("etunimet", "Aino Maria")
                .containsEntry("sukunimi", "von Esimerkki-Malli")
                .doesNotContainKey("katuosoite");
    }

    @Test
    void anAddressWithoutValuesEmptiesWhatIsHeld() {
        assertThat(only("""
                {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"LISATTY","turvakieltoAktiivinen":true,"turvaLoppuPv":{"arvo":"2999-02-28"}},
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"MUUTETTU","turvakiellonAlaisetKentat":["katunimi"]}"""))
                .containsEntry("turvakielto", true)
                .containsEntry("katuosoite", null)
                .containsEntry("postinumero", null)
                .containsEntry("maa", null);
    }

    @Test
    void theSafetyBanEndsWhenItSaysSo() {
        assertThat(only("""
                {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"MUUTETTU","turvakieltoAktiivinen":false}""")).containsEntry("turvakielto", false);
        assertThat(only("""
                {"tietoryhma":"TURVAKIELTO","muutosattribuutti":"POISTETTU"}""")).containsEntry("turvakielto", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2026-11-01\"", "{\"arvo\":\"2026-11\",\"tarkkuus\":\"KUUKAUSI\"}", "{\"arvo\":\"2026-11-01\"}"
            })
    void aDeathHasItsDayAlsoWhenOnlyTheMonthIsKnown(String date) {
        assertThat(only(
                        "{\"tietoryhma\":\"KUOLINPAIVA\",\"muutosattribuutti\":\"LISATTY\",\"kuollut\":true,\"kuolinpv\":%s}"
                                .formatted(date)))
                .containsEntry("kuolinpv", "2026-11-01");
    }

    @Test
    void theFinnishPartMayBeMissing() {
        assertThat(only("""
                {"tietoryhma":"VAKINAINEN_KOTIMAINEN_OSOITE","muutosattribuutti":"LISATTY","katunimi":{"sv":"Nygatan"},
                 "katunumero":"3","postinumero":"65100","postitoimipaikka":{"fi":"","sv":"VASA"}}""")).containsEntry("katuosoite", "Nygatan 3").containsEntry("postitoimipaikka", "VASA");
    }

    @Test
    void whatACustomerRegisterHasNoUseForIsNotKeptAndUnknownGroupsPass() {
        String kept = shielded("""
                {"henkilotunnus":"010180-999A","muutospv":"2024-06-10T21:00:00.000Z","tietoryhmat":[
                {"tietoryhma":"USKONTOKUNTALAJI","muutosattribuutti":"LISATTY","koodi":"1"},
                {"tietoryhma":"HUOLLETTAVA","muutosattribuutti":"LISATTY","henkilotunnus":"010516B903X","etunimi":"Lapsi"},
                {"tietoryhma":"AIVAN_UUSI","muutosattribuutti":"LISATTY","jotain":"muuta"}]}""");

        assertThat(kept).contains("USKONTOKUNTALAJI", "HUOLLETTAVA", "AIVAN_UUSI");
        assertThat(kept).doesNotContain("010180", "010516", "Lapsi", "koodi", "muuta");
        assertThat(PopulationChanges.of(List.of(kept.getBytes(StandardCharsets.UTF_8)))
                        .get(0)
                        .fields())
                .containsOnlyKeys("henkilotunnus", "muutospv", "avain");
    }

    @Test
    void aNewNumberIsKeptSealedAndTheOldOnesAsHashes() {
        String kept = shielded("""
                {"henkilotunnus":"010180-999A","muutospv":"2024-06-10T21:00:00.000Z","tietoryhmat":[
                {"tietoryhma":"HENKILOTUNNUS_KORJAUS","muutosattribuutti":"LISATTY","voimassaolo":"AKTIIVI",
                 "aktiivinenHenkilotunnus":"010594Y9032","edellisetHenkilotunnukset":["010180-999A"],"lisatieto":"ent. 010180-999A"}]}""");

        assertThat(kept).doesNotContain("010180", "010594");
        assertThat(PopulationChanges.of(List.of(kept.getBytes(StandardCharsets.UTF_8)))
                        .get(0)
                        .fields()
                        .get("uusiHenkilotunnus"))
                .asString()
                .matches("identity:[\\w-]{22}/[\\w-]+");
        assertThat(new String(
                        hub.get(PopulationShield.class).page(kept.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .as("what was shielded before stays as it is")
                .isEqualTo(kept);
    }

    @Test
    void aNumberThatIsNoneIsNotKeptEither() {
        Change change = changes("""
                {"henkilotunnus":"010180-999B","muutospv":"2024-06-10T21:00:00.000Z","tietoryhmat":[]}""").get(0);

        assertThat(change.bad()).isNotNull();
        assertThat(change.raw()).contains("unreadable:").doesNotContain("010180");
    }

    @Test
    void aBrokenDateOrDayIsSaidAndTheChangeKeepsItsPlace() {
        assertThat(only("""
                {"tietoryhma":"KUOLINPAIVA","muutosattribuutti":"LISATTY","kuollut":true,"kuolinpv":"2026-13-41"}""")).containsEntry("virhe", "A date names a day that is not in the calendar.");
        assertThat(changes("{\"henkilotunnus\":\"010180-999A\",\"muutospv\":\"eilen\",\"tietoryhmat\":[]}")
                        .get(0)
                        .fields())
                .containsKey("virhe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Huolto</html>", "{\"muutokset\":", "{\"ajanTasalla\":true}", "{}"})
    void whatIsNoAnswerIsRefused(String answer) {
        assertThatThrownBy(() -> PopulationChanges.of(
                        List.of(hub.get(PopulationShield.class).page(answer.getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The answer");
    }

    private static Map<String, Object> only(String groups) {
        List<Change> changes = changes(
                "{\"henkilotunnus\":\"010180-999A\",\"muutospv\":\"2026-11-10T22:00:00.000Z\",\"tietoryhmat\":[%s]}"
                        .formatted(groups));
        assertThat(changes).hasSize(1);
        return changes.get(0).fields();
    }

    private static List<Change> changes(String changes) {
        return PopulationChanges.of(List.of(page(changes)));
    }

    private static byte[] page(String changes) {
        return hub.get(PopulationShield.class)
                .page("{\"muutokset\":[%s],\"ajanTasalla\":true}"
                        .formatted(changes)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String shielded(String change) {
        return new String(page(change), StandardCharsets.UTF_8);
    }
}
