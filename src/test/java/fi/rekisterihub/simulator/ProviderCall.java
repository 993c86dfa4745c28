package fi.rekisterihub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;

/** One call to a simulated provider, as far as its endpoints look at it. */
record ProviderCall(Request request, MatchResult path) {

    /** The group of the path, decoded as a path is: a plus is a plus. */
    String part(int group) {
        return URLDecoder.decode(path.group(group).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    JsonNode body() {
        return Json.parse(request.getBodyAsString());
    }

    String query(String name) {
        var parameter = request.queryParameter(name);
        return parameter.isPresent() ? parameter.firstValue() : "";
    }

    boolean carries(String header, String value) {
        var found = request.header(header);
        return found.isPresent() && found.containsValue(value);
    }

    String header(String name) {
        var found = request.header(name);
        return found.isPresent() ? found.firstValue() : "";
    }
}
