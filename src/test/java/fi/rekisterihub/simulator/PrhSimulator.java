package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * PRH's open data of companies, version 3 (FORMATS 3): a hundred a page; a missing or out-of-range {@code page} gives the
 * first page again; no sole traders. Companies come from the world, in as many odd forms as the real ones.
 */
public final class PrhSimulator {

    public static final String PATH = "/prh/opendata-ytj-api/v3";
    public static final String NOTICES_PATH = "/prh/opendata-registerednotices-api/v3";
    private static final int PAGE_SIZE = 100;
    private static final int NOTICES_A_PAGE = 2;

    private final World world;
    private final Trouble trouble = new Trouble();
    private final Map<String, Consumer<ObjectNode>> touches = new ConcurrentHashMap<>();
    private final Map<String, List<String>> notices = new ConcurrentHashMap<>();
    private final List<Integer> pagesGiven = new CopyOnWriteArrayList<>();

    private PrhSimulator(World world) {
        this.world = world;
    }

    public static PrhSimulator on(SimulatorServer server, World world) {
        PrhSimulator simulator = new PrhSimulator(world);
        server.answer(get(urlPathEqualTo(PATH + "/companies")), simulator::companies);
        server.answer(get(urlPathEqualTo(NOTICES_PATH + "/notices")), simulator::notices);
        server.answer(get(urlPathEqualTo(PATH + "/all_companies")), simulator::allCompanies);
        server.load("prh", "descriptions.json");
        server.answer(get(urlPathEqualTo(PATH + "/post_codes")), simulator::postCodes);
        return simulator;
    }

    /** What goes wrong next with {@code /companies}. */
    public Trouble trouble() {
        return trouble;
    }

    /** The next answers are the shared rate limit: 429 in plain text, not JSON. */
    public void limitNext(int times) {
        trouble.tooMany(times, Duration.ofSeconds(1));
    }

    /** The next answers are PRH's own error, 500 or 503 with JSON. */
    public void failNext(int times, int status) {
        trouble.answer(times, () -> error(status, "Virhe palvelussa"));
    }

    /** Changes what is told of one company from now on, for a form that the world does not make by itself. */
    public void touch(String businessId, Consumer<ObjectNode> change) {
        touches.put(businessId, change);
    }

    /** A notice about the company is registered on that day. */
    public void notice(LocalDate day, String businessId) {
        notices.computeIfAbsent(day.toString(), of -> new CopyOnWriteArrayList<>())
                .add(businessId);
    }

    /** The page numbers that were really given, in order; asking for page 99 of 3 adds a 1. */
    public List<Integer> pagesGiven() {
        return List.copyOf(pagesGiven);
    }

    private ResponseDefinitionBuilder companies(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        int asked;
        try {
            asked = parameter(request, "page").map(Integer::parseInt).orElse(1);
        } catch (NumberFormatException notANumber) {
            return error(400, "Virheellinen pyyntö");
        }
        List<WorldCompany> found = world.companies().stream()
                .filter(company -> !company.isSoleTrader() && matches(company, request))
                .toList();
        int page = asked < 1 || (asked - 1) * PAGE_SIZE >= found.size() ? 1 : asked;
        pagesGiven.add(page);
        ObjectNode answer = Json.object();
        answer.put("totalResults", found.size());
        var companies = answer.putArray("companies");
        found.stream()
                .skip((long) (page - 1) * PAGE_SIZE)
                .limit(PAGE_SIZE)
                .map(this::told)
                .forEach(companies::add);
        return jsonResponse(answer.toString(), 200);
    }

    /** "PRH-style" (docs/formats.md): the field list of the notices is not public in a stored form. */
    private ResponseDefinitionBuilder notices(Request request) {
        String from = parameter(request, "dateStart").orElse("");
        String to = parameter(request, "dateEnd").orElse("9999");
        int page = parameter(request, "page").map(Integer::parseInt).orElse(1);
        List<Map.Entry<String, String>> found = new TreeMap<>(notices)
                .entrySet().stream()
                        .filter(day -> day.getKey().compareTo(from) >= 0
                                && day.getKey().compareTo(to) <= 0)
                        .flatMap(day -> day.getValue().stream().map(id -> Map.entry(day.getKey(), id)))
                        .toList();
        ObjectNode answer = Json.object().put("totalResults", found.size());
        var told = answer.putArray("notices");
        found.stream()
                .skip((long) (page - 1) * NOTICES_A_PAGE)
                .limit(NOTICES_A_PAGE)
                .forEach(notice -> told.addObject()
                        .put("businessId", notice.getValue())
                        .put("registrationDate", notice.getKey())
                        .put("typeOfRegistration", "M"));
        return jsonResponse(answer.toString(), 200);
    }

    /** Every company at once: a zip of one file, which is one JSON array. */
    private ResponseDefinitionBuilder allCompanies(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        var all = Json.array();
        world.companies().stream()
                .filter(company -> !company.isSoleTrader())
                .map(this::told)
                .forEach(all::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("all_companies.json"));
            zip.write(all.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return WireMock.aResponse()
                .withHeader("Content-Type", "application/zip")
                .withBody(bytes.toByteArray());
    }

    private ObjectNode told(WorldCompany company) {
        ObjectNode json = PrhCompany.of(company);
        touches.getOrDefault(company.businessId(), nothing -> {}).accept(json);
        return json;
    }

    private static boolean matches(WorldCompany company, Request request) {
        return parameter(request, "businessId")
                        .map(company.businessId()::equals)
                        .orElse(true)
                && parameter(request, "name")
                        .map(name -> contains(company.name(), name)
                                || (company.formerName() != null && contains(company.formerName(), name)))
                        .orElse(true)
                && parameter(request, "location")
                        .map(town -> town.equalsIgnoreCase(company.address().city())
                                || town.equalsIgnoreCase(
                                        company.address().town().swedish()))
                        .orElse(true)
                && parameter(request, "postCode")
                        .map(company.address().postalCode()::equals)
                        .orElse(true)
                && parameter(request, "companyForm").map(company.form()::equals).orElse(true)
                && parameter(request, "mainBusinessLine")
                        .map(line -> line.equals(company.industry().code())
                                || contains(company.industry().finnish(), line))
                        .orElse(true)
                && parameter(request, "registrationDateStart")
                        .map(date -> company.registered().toString().compareTo(date) >= 0)
                        .orElse(true)
                && parameter(request, "registrationDateEnd")
                        .map(date -> company.registered().toString().compareTo(date) <= 0)
                        .orElse(true);
    }

    private ResponseDefinitionBuilder postCodes(Request request) {
        String language = parameter(request, "lang").orElse("");
        if (!List.of("fi", "sv", "en").contains(language)) {
            return error(400, "Virheellinen pyyntö");
        }
        boolean swedish = language.equals("sv");
        var all = Json.array();
        for (Vocabulary.Town town : Vocabulary.towns()) {
            all.addObject()
                    .put("postCode", town.postalCode())
                    .put("city", (swedish ? town.swedish() : town.finnish()).toUpperCase(Locale.ROOT))
                    .put("active", true)
                    .put("languageCode", swedish ? "2" : "1")
                    .put("municipalityCode", town.municipality());
        }
        return jsonResponse(all.toString(), 200);
    }

    /** The published schema calls the number {@code errorcode} and requires a {@code code} that nobody sends. */
    private static ResponseDefinitionBuilder error(int status, String message) {
        ObjectNode body = Json.object()
                .put("timestamp", "2026-11-22 06:00:00")
                .put("message", message)
                .put("errorcode", status);
        return WireMock.jsonResponse(body.toString(), status);
    }

    private static Optional<String> parameter(Request request, String name) {
        var parameter = request.queryParameter(name);
        return parameter.isPresent() && !parameter.firstValue().isBlank()
                ? Optional.of(parameter.firstValue())
                : Optional.empty();
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
