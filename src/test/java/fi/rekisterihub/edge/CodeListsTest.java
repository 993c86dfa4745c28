package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.intake.CodeLists;
import fi.rekisterihub.intake.CodeLists.Wanted;
import fi.rekisterihub.intake.Limits;
import fi.rekisterihub.mapping.Samples;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code lists and post codes of the company register: fetched, kept, and what mappings make of them. */
class CodeListsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Wanted FORMS = new Wanted("YRMU", "fi");
    private static final Wanted TOWNS = new Wanted("post-codes", "fi");

    private final SimulatorServer server = SimulatorServer.onAnyPort();
    private final SourceHub hub = SourceHub.with(
            Map.of("prh", Limits.none()), Map.of("hub.sources.prh.url", server.url() + PrhSimulator.PATH));
    private final CodeLists lists = hub.bench.codeLists;

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void fetchesEveryListOnceAndTranslatesByIt() {
        PrhSimulator.on(server, World.of(World.SEED, 20, 20, LocalDate.of(2026, 11, 22)));
        hub.start("prh-codes");
        await().atMost(PATIENCE).until(() -> hub.bench.count("select count(*) from code_list") == 6);
        int calls = server.wireMock().getAllServeEvents().size();

        assertThat(company("17")).isEqualTo("Julkinen osakeyhtiö");
        assertThat(city("33100")).isEqualTo("Tampere");
        hub.bench.schedules.runNow("prh-codes");
        await().atMost(PATIENCE)
                .until(() ->
                        hub.bench.count("select count(*) from schedule where lease is null and next_at > now()") == 1);
        assertThat(server.wireMock().getAllServeEvents()).hasSize(calls);
    }

    @Test
    void saysNothingOfWhatNoListKnows() {
        keep(FORMS, "OY\tOsakeyhtiö\n");
        keep(TOWNS, "[{\"postCode\":\"02940\",\"city\":\"ESPOO\",\"active\":true,\"languageCode\":\"1\"}]");

        assertThat(company("XX")).as("the code itself is better than nothing").isEqualTo("XX");
        assertThat(changeFile("99999"))
                .as("the town of the old address must not stay beside the new post code")
                .containsEntry("city", null);
        assertThat(played("dvv-change-file", Map.of("avain", "k", "etunimet", "Aino")))
                .as("no address was spoken of")
                .doesNotContainKey("city");
    }

    @Test
    void ofTwoNamesOfAPlaceTheOneInUseAndInTheLanguageCounts() {
        keep(TOWNS, """
                [{"postCode":"65100","city":"VASA","active":true,"languageCode":"2"},
                 {"postCode":"65100","city":"NIKOLAINKAUPUNKI","active":false,"languageCode":"1"},
                 {"postCode":"65100","city":"VAASA","active":true,"languageCode":"1"},
                 {"postCode":"65100","city":"VASA","active":true,"languageCode":"2"},
                 {"postCode":"99999","city":"KORVATUNTURI","active":false,"languageCode":"1"}]""");

        assertThat(city("65100")).isEqualTo("Vaasa");
        assertThat(city("99999")).isEqualTo("Korvatunturi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OY Osakeyhtiö\n", "OY\tOsakeyhtiö\n", "{\"message\": \"Virhe\"}"})
    void aListThatIsNoneOrHasLostHalfLeavesTheOneBeforeInUse(String answer) {
        keep(FORMS, "OY\tOsakeyhtiö\nOYJ\tJulkinen osakeyhtiö\nKY\tKommandiittiyhtiö\n");

        assertThatThrownBy(() -> keep(FORMS, answer))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining("the one before stays in use");
        assertThat(company("KY")).isEqualTo("Kommandiittiyhtiö");
    }

    @Test
    void anotherNodeTakesANewerTextIntoUseBeforeItsNextRun() {
        keep(FORMS, "OY\tOsakeyhtio\n");
        String before = epoch("prh-company");
        String notAsking = epoch("people-monitor");
        keep(FORMS, "OY\tOsakeyhtio\n");
        assertThat(epoch("prh-company")).as("the same text is the same version").isEqualTo(before);

        hub.bench.jdbc.sql("update code_entry set text = 'Osakeyhtiö'").update();
        hub.bench.jdbc.sql("update code_list set hash = 'another'").update();

        assertThat(epoch("prh-company")).isNotEqualTo(before);
        assertThat(epoch("people-monitor"))
                .as("who asks no list is not judged anew")
                .isEqualTo(notAsking);
        assertThat(company("OY")).isEqualTo("Osakeyhtiö");
    }

    private String epoch(String feed) {
        return hub.bench.epoch(feed, "sofor-asiakasrekisteri");
    }

    private void keep(Wanted wanted, String answer) {
        lists.keep(wanted, answer.getBytes(StandardCharsets.UTF_8));
    }

    private Object company(String form) {
        return played(
                        "prh-company",
                        Map.of(
                                "businessId",
                                Map.of("value", "0112038-9"),
                                "companyForms",
                                List.of(Map.of("version", 1, "type", form))))
                .get("companyForm");
    }

    private Object city(String postCode) {
        return changeFile(postCode).get("city");
    }

    private Map<String, Object> changeFile(String postCode) {
        return played("dvv-change-file", Map.of("avain", "k", "katuosoite", "Uusitie 1", "postinumero", postCode));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> played(String feed, Map<String, Object> record) {
        return (Map<String, Object>)
                Samples.play(hub.bench.mappings.get(feed), record).get("values");
    }
}
