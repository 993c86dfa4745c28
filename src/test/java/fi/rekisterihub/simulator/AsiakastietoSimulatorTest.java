package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsiakastietoSimulatorTest {

    private static final String NOW = "2026112208000000+0200001";
    private static final World WORLD = World.of(12, 60, 120, LocalDate.of(2026, 11, 22));
    private static final WorldCompany COMPANY = WORLD.companies().get(1);
    private static final SimulatorServer SERVER = SimulatorServer.onAnyPort();
    private static final AsiakastietoSimulator ASIAKASTIETO = AsiakastietoSimulator.on(SERVER, WORLD);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void makesTheChecksumOfTheKnownVector() {
        assertThat(AsiakastietoSimulator.checksum("user", "end", "2024010112000000+0200000", "key"))
                .isEqualTo("B87C0FE3F6A16ABD64D759882CD151E65BBC300D9C21B112B7A65ECCC6F7E8053DBDE45C4A0AF5D94407B5E0606"
                        + "CD8D7BD525C27754C6CEF6FB938C2A5FC8DD7");
    }

    @Test
    void tellsAReportToWhoeverSignsRight() throws Exception {
        JsonNode company = companyResponse(get(query(COMPANY.businessIdWithoutDash(), "COMPANY", NOW)));
        assertThat(company.at("/responseHeader/responseStatus").asText()).isEqualTo("0");
        assertThat(company.at("/identificationData/businessId").asText()).isEqualTo(COMPANY.businessIdWithoutDash());
        assertThat(company.at("/companyData").isMissingNode()).isTrue();
        assertThat(company.at("/companyClassification/turnoverClass").asText())
                .isEqualTo(String.valueOf(COMPANY.turnoverClass()));
        WorldPerson leader = WORLD.personsAt(COMPANY.businessId()).get(0);
        assertThat(company.at("/decisionMakers/0/name").asText())
                .isEqualTo(leader.familyName() + ' ' + leader.givenName());
        assertThat(company.at("/decisionMakers/0/phone").asText()).isEqualTo(leader.phone());
    }

    @Test
    void putsTheIdentificationElsewhereInADecision() throws Exception {
        JsonNode company = companyResponse(get(query(COMPANY.businessIdWithoutDash(), "DECISION", NOW)));
        assertThat(company.at("/identificationData").isMissingNode()).isTrue();
        assertThat(company.at("/companyData/identificationData/name").asText()).isEqualTo(COMPANY.name());
    }

    @Test
    void takesAPostedFormWithoutAContentTypeAndGivesJsonThoughXmlIsAskedFor() throws Exception {
        String form = query(COMPANY.businessIdWithoutDash(), "COMPANY", NOW).replace("format=json", "format=xml");
        HttpResponse<String> answer =
                Http.post(SERVER.url() + AsiakastietoSimulator.PATH, form, "Accept", "application/json");
        assertThat(companyResponse(answer).at("/identificationData/name").asText())
                .isEqualTo(COMPANY.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024010112000000+0200000",
                "2024070112000000+0300000",
                "20240101120000123+0200000",
                "2024010112000000+02000001"
            })
    void takesTheTimestampsThatRealClientsSend(String timestamp) throws Exception {
        JsonNode company = companyResponse(get(query(COMPANY.businessIdWithoutDash(), "COMPANY", timestamp)));
        assertThat(company.at("/responseHeader/responseStatus").asText()).isEqualTo("0");
    }

    @Test
    void refusesInsideStatus200WhenTheSignatureIsWrong() throws Exception {
        String good = query(COMPANY.businessIdWithoutDash(), "COMPANY", NOW);
        String[] bad = {
            good.replaceAll("checksum=.", "checksum=G"),
            good.replaceAll("checksum=[^&]+", "checksum=" + checksum(NOW).toLowerCase(java.util.Locale.ROOT)),
            good.replace("passwd=" + AsiakastietoSimulator.PASSWORD, "passwd=wrong"),
            good.replace("enduser=hub", "enduser="),
            // A plus that is not percent-encoded arrives as a space.
            good.replace("%2B", "+"),
            "businessid=" + COMPANY.businessIdWithoutDash() + "&format=json"
        };
        int asked = ASIAKASTIETO.asked().size();
        for (String query : bad) {
            HttpResponse<String> answer = get(query);
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode company = companyResponse(answer);
            assertThat(company.at("/responseHeader/responseStatus").asText()).isEqualTo("1");
            assertThat(company.at("/errorMessage/errorCode").asText()).isEqualTo("103");
        }
        assertThat(ASIAKASTIETO.asked()).hasSize(asked);
    }

    @Test
    void saysInsideStatus200ThatItDoesNotKnowACompany() throws Exception {
        for (String unknown : new String[] {"13750451", COMPANY.businessId(), "x"}) {
            HttpResponse<String> answer = get(query(unknown, "COMPANY", NOW));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(companyResponse(answer).at("/errorMessage/errorCode").asText())
                    .isEqualTo("201");
        }
    }

    @Test
    void variesTypesAndEmptinessAsTheRealOneDoes() throws Exception {
        Set<String> dates = new HashSet<>();
        Set<String> makers = new HashSet<>();
        boolean withoutAddress = false;
        World lonely = World.of(12, 60, 0, LocalDate.of(2026, 11, 22));
        try (SimulatorServer server = SimulatorServer.onAnyPort()) {
            AsiakastietoSimulator.on(server, lonely);
            for (WorldCompany company : lonely.companies()) {
                JsonNode told = companyResponse(Http.get(server.url()
                        + AsiakastietoSimulator.PATH
                        + '?'
                        + query(company.businessIdWithoutDash(), "COMPANY", NOW)));
                dates.add(
                        told.at("/responseHeader/timeStamp/date").getNodeType().name());
                makers.add(told.path("decisionMakers").getNodeType() + ":"
                        + told.path("decisionMakers").isEmpty());
                withoutAddress |= told.at("/identificationData/address").isNull();
            }
        }
        assertThat(dates).containsExactlyInAnyOrder("NUMBER", "STRING");
        assertThat(makers).containsExactlyInAnyOrder("MISSING:true", "NULL:true", "ARRAY:true", "ARRAY:false");
        assertThat(withoutAddress).isTrue();
    }

    @Test
    void failsAsToldAndRemembersWhatWasAsked() throws Exception {
        ASIAKASTIETO.trouble().status(1, 503);
        String query = query(COMPANY.businessIdWithoutDash(), "COMPANY", NOW);
        assertThat(get(query).statusCode()).isEqualTo(503);
        assertThat(get(query).statusCode()).isEqualTo(200);
        assertThat(ASIAKASTIETO.asked()).endsWith(COMPANY.businessIdWithoutDash());
    }

    private static String query(String businessId, String message, String timestamp) {
        return "userid=%s&passwd=%s&enduser=hub&timestamp=%s&checksum=%s&businessid=%s&reqmsg=%s&format=json&lang=FI"
                .formatted(
                        AsiakastietoSimulator.USER_ID,
                        AsiakastietoSimulator.PASSWORD,
                        URLEncoder.encode(timestamp, StandardCharsets.UTF_8),
                        checksum(timestamp),
                        businessId,
                        message);
    }

    private static String checksum(String timestamp) {
        return AsiakastietoSimulator.checksum(
                AsiakastietoSimulator.USER_ID, "hub", timestamp, AsiakastietoSimulator.KEY);
    }

    private static HttpResponse<String> get(String query) throws Exception {
        return Http.get(SERVER.url() + AsiakastietoSimulator.PATH + '?' + query);
    }

    private static JsonNode companyResponse(HttpResponse<String> answer) {
        return Json.parse(answer.body()).path("companyResponse");
    }
}
