package fi.rekisterihub.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.badRequest;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The population register's change interface (FORMATS 5.2): what is new after an entry key, a few entries a page. */
public final class DvvSimulator {

    public static final String PATH = "/dvv/VTJmutpa";

    private static final int MOST_NUMBERS = 100;
    private static final int ENTRIES_A_PAGE = 2;

    private final Trouble trouble = new Trouble();
    private final List<JsonNode> entries = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private boolean stuck;
    private int goodAnswers = Integer.MAX_VALUE;

    private DvvSimulator() {}

    public static DvvSimulator on(SimulatorServer server) {
        DvvSimulator simulator = new DvvSimulator();
        server.answer(get(urlPathMatching(PATH + "/api/v1/kirjausavain/\\d{4}-\\d{2}-\\d{2}")), simulator::start);
        server.answer(post(urlPathEqualTo(PATH + "/api/v1/muutokset")), simulator::changes);
        return simulator;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** How many numbers each question named. */
    public synchronized List<Integer> asked() {
        return List.copyOf(asked);
    }

    /** From now on there is always more, and the key stays where it is. */
    public synchronized void getStuck(boolean newStuck) {
        stuck = newStuck;
    }

    /** So many answers from now on are good, and the one after them is 502. */
    public synchronized void breakAfter(int answers) {
        goodAnswers = answers;
    }

    /**
     * Enters a change into the register.
     *
     * @param at UTC of the Finnish midnight at which it became true
     * @param groups the objects of {@code tietoryhmat}, as JSON
     */
    public synchronized DvvSimulator enter(String number, String at, String... groups) {
        ObjectNode change = Json.object().put("henkilotunnus", number).put("muutospv", at);
        ArrayNode list = change.putArray("tietoryhmat");
        for (String group : groups) {
            list.add(Json.parse(group));
        }
        entries.add(change);
        return this;
    }

    /** A move to an address in Finland. */
    public static String address(String street, String number, String postalCode, String town) {
        ObjectNode group =
                Json.object().put("tietoryhma", "VAKINAINEN_KOTIMAINEN_OSOITE").put("muutosattribuutti", "LISATTY");
        group.putObject("katunimi").put("fi", street);
        group.put("katunumero", number).put("postinumero", postalCode);
        group.putObject("postitoimipaikka").put("fi", town);
        group.putObject("alkupv").put("arvo", "2026-11-01").put("tarkkuus", "PAIVA");
        group.putObject("loppupv").put("arvo", "2999-02-28").put("tarkkuus", "PAIVA");
        return group.toString();
    }

    public static String death(String day) {
        ObjectNode group = Json.object()
                .put("tietoryhma", "KUOLINPAIVA")
                .put("muutosattribuutti", "LISATTY")
                .put("kuollut", true);
        group.putObject("kuolinpv").put("arvo", day).put("tarkkuus", "PAIVA");
        return group.toString();
    }

    private ResponseDefinitionBuilder start(Request request) {
        return trouble.nextCall().orElseGet(() -> jsonResponse("{\"viimeisinKirjausavain\":0}", 200));
    }

    private ResponseDefinitionBuilder changes(Request request) {
        Optional<ResponseDefinitionBuilder> wrong = trouble.nextCall();
        if (wrong.isEmpty() && breaksNow()) {
            return status(502);
        }
        return wrong.orElseGet(() -> page(Json.parse(request.getBodyAsString())));
    }

    private synchronized boolean breaksNow() {
        boolean breaks = goodAnswers == 0;
        goodAnswers = breaks ? Integer.MAX_VALUE : goodAnswers - 1;
        return breaks;
    }

    private synchronized ResponseDefinitionBuilder page(JsonNode question) {
        JsonNode numbers = question.path("hetulista");
        asked.add(numbers.size());
        if (!question.path("viimeisinKirjausavain").isIntegralNumber()
                || numbers.isEmpty()
                || numbers.size() > MOST_NUMBERS) {
            return badRequest();
        }
        Set<String> wanted = new HashSet<>();
        numbers.forEach(number -> wanted.add(number.asText()));
        int from = question.path("viimeisinKirjausavain").asInt();
        int to = stuck ? from : Math.min(entries.size(), from + ENTRIES_A_PAGE);
        ObjectNode answer = Json.object().put("viimeisinKirjausavain", to);
        ArrayNode changes = answer.putArray("muutokset");
        entries.subList(from, to).stream()
                .filter(change -> wanted.contains(change.path("henkilotunnus").asText()))
                .forEach(changes::add);
        return jsonResponse(
                answer.put("ajanTasalla", !stuck && to == entries.size()).toString(), 200);
    }
}
