package fi.rekisterihub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PrhSimulatorTest {

    private static final World WORLD = World.of(11, 260, 20, LocalDate.of(2026, 11, 22));
    private static final SimulatorServer SERVER = SimulatorServer.onAnyPort();
    private static final PrhSimulator PRH = PrhSimulator.on(SERVER, WORLD);
    private static final long PUBLISHED = WORLD.companies().stream()
            .filter(company -> !company.isSoleTrader())
            .count();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void givesAHundredAPageAndEveryPublishedCompanyOnce() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int page = 1; page <= 3; page++) {
            JsonNode answer = json("/companies?page=" + page);
            assertThat(answer.path("totalResults").asLong()).isEqualTo(PUBLISHED);
            assertThat(answer.path("companies").size()).isLessThanOrEqualTo(100);
            answer.path("companies").forEach(company -> seen.add(businessId(company)));
        }
        assertThat(seen).hasSize((int) PUBLISHED);
        assertThat(WORLD.companies().stream().filter(WorldCompany::isSoleTrader).map(WorldCompany::businessId))
                .isNotEmpty()
                .noneMatch(seen::contains);
    }

    @Test
    void givesTheFirstPageAgainWhenThePageIsMissingOrOutOfRange() throws Exception {
        JsonNode first = json("/companies?page=1");
        assertThat(json("/companies")).isEqualTo(first);
        assertThat(json("/companies?page=99")).isEqualTo(first);
        assertThat(json("/companies?page=0")).isEqualTo(first);
        assertThat(json("/companies?page=-3")).isEqualTo(first);
    }

    @Test
    void refusesAPageThatIsNoNumber() throws Exception {
        HttpResponse<String> answer = get("/companies?page=x");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("errorcode").asInt()).isEqualTo(400);
    }

    @Test
    void showsTheOddFormsOfRealAnswers() throws Exception {
        JsonNode all = Json.array().addAll(new java.util.ArrayList<>(companies()));
        assertThat(some(all, "/addresses/0/buildingNumber")).isTrue();
        assertThat(all)
                .anyMatch(company -> company.at("/addresses/0/street").asText().matches(".* \\d+.*"));
        assertThat(all).anyMatch(company -> company.at("/addresses/0/postOffices/0/languageCode")
                .asText()
                .equals("2"));
        assertThat(all).anyMatch(company -> company.at("/addresses/0/postOffices/0/languageCode")
                .asText()
                .equals("1"));
        assertThat(all).anyMatch(company -> company.at("/addresses/0/type").asInt() == 2);
        assertThat(all)
                .anyMatch(company -> company.at("/names/0/version").asInt() == 2
                        && !company.at("/names/0/endDate").isMissingNode());
        assertThat(all)
                .anyMatch(company -> company.at("/companyForms/0/type").asText().equals("OY"));
        assertThat(all)
                .anyMatch(company -> company.at("/companyForms/0/type").asText().equals("16"));
        assertThat(all).anyMatch(company -> company.path("addresses").isMissingNode());
        assertThat(some(all, "/addresses/0/freeAddressLine")).isTrue();
        assertThat(some(all, "/companySituations/0/type")).isTrue();
        assertThat(all)
                .allMatch(company ->
                        company.path("lastModified").asText().matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}"));
    }

    @Test
    void findsByBusinessIdFormAndFormerName() throws Exception {
        WorldCompany renamed = WORLD.companies().stream()
                .filter(company -> company.formerName() != null && !company.isSoleTrader())
                .findFirst()
                .orElseThrow();
        assertThat(businessIdOfOnly(json("/companies?businessId=" + renamed.businessId())))
                .isEqualTo(renamed.businessId());
        String formerName = String.valueOf(renamed.formerName());
        assertThat(json("/companies?name="
                                + java.net.URLEncoder.encode(formerName, java.nio.charset.StandardCharsets.UTF_8))
                        .path("companies"))
                .anyMatch(company -> businessId(company).equals(renamed.businessId()));
        assertThat(json("/companies?businessId=1375045-1").path("totalResults").asInt())
                .isZero();
        assertThat(json("/companies?companyForm=KY").path("companies"))
                .isNotEmpty()
                .allMatch(company -> company.path("names").toString().contains(" Ky"));
    }

    @Test
    void answersTheSharedLimitInPlainTextAndErrorsInJsonAndThenIsWell() throws Exception {
        PRH.limitNext(1);
        PRH.failNext(1, 503);
        HttpResponse<String> limited = get("/companies");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(limited.headers().firstValue("Retry-After")).contains("1");
        assertThatThrownBy(() -> Json.parse(limited.body())).isInstanceOf(IllegalArgumentException.class);
        HttpResponse<String> failed = get("/companies");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(Json.parse(failed.body()).path("timestamp").asText())
                .matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
        assertThat(get("/companies").statusCode()).isEqualTo(200);
    }

    @Test
    void cutsTheConnectionWhenToldTo() throws Exception {
        int before = PRH.trouble().calls();
        PRH.trouble().reset(1);
        assertThatThrownBy(() -> get("/companies")).isInstanceOf(IOException.class);
        assertThat(get("/companies").statusCode()).isEqualTo(200);
        // Java's own client may try an idempotent call again by itself.
        assertThat(PRH.trouble().calls()).isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void tellsANewAddressAndWhatATestWantsToSee() throws Exception {
        WorldCompany company = WORLD.companies().stream()
                .filter(any -> !any.isSoleTrader() && any.number() % 3 == 0 && any.number() > 150)
                .findFirst()
                .orElseThrow();
        JsonNode before = one(company.businessId());
        WORLD.move(company.businessId());
        JsonNode after = one(company.businessId());
        assertThat(after.path("addresses")).isNotEqualTo(before.path("addresses"));
        assertThat(after.path("lastModified").asText())
                .isGreaterThan(before.path("lastModified").asText());
        PRH.touch(company.businessId(), json -> json.remove("names"));
        assertThat(one(company.businessId()).path("names").isMissingNode()).isTrue();
    }

    @Test
    void describesCodesAsLinesOfTextInEachLanguage() throws Exception {
        assertThat(get("/description?code=YRMU&lang=sv").body().lines())
                .contains("16\tAktiebolag", "OY\tAktiebolag")
                .allMatch(line -> line.split("\t").length == 2);
        assertThat(get("/description?code=SELTILA,SANE,KONK&lang=en").body()).contains("KONK\tIn bankruptcy");
        assertThat(get("/description?code=NONE&lang=fi").statusCode()).isEqualTo(400);
    }

    @Test
    void listsPostCodesInOneLanguage() throws Exception {
        assertThat(json("/post_codes?lang=sv"))
                .anyMatch(entry -> entry.path("postCode").asText().equals("02100")
                        && entry.path("city").asText().equals("ESBO"));
        assertThat(get("/post_codes").statusCode()).isEqualTo(400);
    }

    private static java.util.List<JsonNode> companies() throws Exception {
        java.util.List<JsonNode> all = new java.util.ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            json("/companies?page=" + page).path("companies").forEach(all::add);
        }
        return all;
    }

    private static boolean some(JsonNode all, String pointer) {
        for (JsonNode company : all) {
            if (!company.at(pointer).isMissingNode() && !company.at(pointer).isNull()) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode one(String businessId) throws Exception {
        return json("/companies?businessId=" + businessId).at("/companies/0");
    }

    private static String businessIdOfOnly(JsonNode answer) {
        assertThat(answer.path("totalResults").asInt()).isEqualTo(1);
        return businessId(answer.at("/companies/0"));
    }

    private static String businessId(JsonNode company) {
        return company.at("/businessId/value").asText();
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Http.get(SERVER.url() + PrhSimulator.PATH + path);
    }
}
