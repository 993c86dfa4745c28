package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.MultiValue;
import com.github.tomakehurst.wiremock.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Asiakastieto's company and consumer services (FORMATS 1): GET or a posted form, the upper-case SHA-512 checksum, errors inside HTTP
 * 200, dates as numbers or text, and JSON whatever {@code format} says when JSON is accepted. The timestamp is taken
 * in every form that real clients send.
 */
public final class AsiakastietoSimulator {

    public static final String PATH = "/asiakastieto/services/company5/REST";
    public static final String CONSUMER_PATH = "/asiakastieto/services/consumer5/REST";
    public static final String USER_ID = "hubtest";
    public static final String PASSWORD = "salasana";
    public static final String KEY = "avain-vain-kokeiluun";

    /** Date and time to the second, two or three more digits, an offset of two digits and a running number. */
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{14}\\d{0,3}[+-]\\d{2}\\d{0,8}");

    private final World world;
    private final Trouble trouble = new Trouble();
    private final Map<String, Consumer<ObjectNode>> touches = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> askedPersons = new CopyOnWriteArrayList<>();

    private AsiakastietoSimulator(World world) {
        this.world = world;
    }

    public static AsiakastietoSimulator on(SimulatorServer server, World world) {
        AsiakastietoSimulator simulator = new AsiakastietoSimulator(world);
        server.answer(any(urlPathEqualTo(PATH)), simulator::company);
        server.answer(any(urlPathEqualTo(CONSUMER_PATH)), simulator::consumer);
        return simulator;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** Changes the {@code companyResponse} that is told of one company from now on. */
    public void touch(String businessId, Consumer<ObjectNode> change) {
        touches.put(businessId, change);
    }

    /** Changes the {@code consumerResponse} that is told of one person from now on. */
    public void touchPerson(String identityNumber, Consumer<ObjectNode> change) {
        touches.put(identityNumber, change);
    }

    /** The identity numbers that were asked for with a true checksum, in order. */
    public List<String> askedPersons() {
        return List.copyOf(askedPersons);
    }

    /** The business ids that were asked for with a true checksum, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Upper-case hex SHA-512 of {@code userid&enduser&timestamp&key&}. */
    public static String checksum(String userId, String endUser, String timestamp, String key) {
        String text = userId + '&' + endUser + '&' + timestamp + '&' + key + '&';
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-512, which every Java must have.", e);
        }
    }

    private ResponseDefinitionBuilder company(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!wantsJson(request)) {
            return WireMock.okXml("<response><companyResponse><errorMessage><errorCode>900</errorCode>"
                    + "<errorText>ONLY JSON IS SIMULATED</errorText></errorMessage></companyResponse></response>");
        }
        if (!isAuthentic(request)) {
            return answer(AsiakastietoCompany.error("103", "AUTHENTICATION FAILED"));
        }
        String businessId = value(request, "businessid");
        asked.add(businessId);
        Optional<WorldCompany> company =
                businessId.matches("\\d{8}") ? world.company(businessId) : Optional.<WorldCompany>empty();
        if (company.isEmpty()) {
            return answer(AsiakastietoCompany.error("201", "COMPANY NOT FOUND"));
        }
        boolean report = !"DECISION".equalsIgnoreCase(value(request, "reqmsg"));
        ObjectNode told = AsiakastietoCompany.of(
                company.get(), world.personsAt(company.get().businessId()), report);
        touches.getOrDefault(company.get().businessId(), nothing -> {}).accept(told);
        return answer(told);
    }

    /** Basic data of a person ({@code qtype=34}), in JSON for whoever accepts it and else in XML. */
    private ResponseDefinitionBuilder consumer(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        boolean json = wantsJson(request);
        if (!isAuthentic(request)) {
            return AsiakastietoConsumer.answer(AsiakastietoCompany.error("103", "AUTHENTICATION FAILED"), json);
        }
        String number = value(request, "idnumber");
        askedPersons.add(number);
        boolean understood = value(request, "version").equals("2018")
                && value(request, "qtype").equals("34")
                && value(request, "reqmsg").equals("CONSUMER");
        Optional<WorldPerson> person = world.persons().stream()
                .filter(one -> WorldIdentity.of(one).equals(number))
                .findFirst();
        if (person.isEmpty() || !understood) {
            return AsiakastietoConsumer.answer(AsiakastietoCompany.error("202", "PERSON NOT FOUND"), json);
        }
        ObjectNode told = AsiakastietoConsumer.of(person.get());
        touches.getOrDefault(number, nothing -> {}).accept(told);
        return AsiakastietoConsumer.answer(told, json);
    }

    private static boolean isAuthentic(Request request) {
        String endUser = value(request, "enduser");
        String timestamp = value(request, "timestamp");
        String expected = checksum(USER_ID, endUser, timestamp, KEY);
        return value(request, "userid").equals(USER_ID)
                && value(request, "passwd").equals(PASSWORD)
                && !endUser.isEmpty()
                && TIMESTAMP.matcher(timestamp).matches()
                && value(request, "checksum").equals(expected);
    }

    private static boolean wantsJson(Request request) {
        String accept =
                request.header("Accept").isPresent() ? request.header("Accept").firstValue() : "";
        return accept.contains("application/json") || value(request, "format").equals("json");
    }

    /** From the query, or from a form that real clients post without any Content-Type. */
    private static String value(Request request, String name) {
        MultiValue inQuery = request.queryParameter(name);
        if (inQuery.isPresent()) {
            return inQuery.firstValue();
        }
        return FormBody.of(request).getOrDefault(name, "");
    }

    private static ResponseDefinitionBuilder answer(ObjectNode companyResponse) {
        ObjectNode root = Json.object();
        root.set("companyResponse", companyResponse);
        root.putNull("groupResponse");
        return jsonResponse(root.toString(), 200);
    }
}
