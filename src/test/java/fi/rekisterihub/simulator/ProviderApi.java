package fi.rekisterihub.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one provider's interface does: who may call it, and its endpoints. Data rather than a class for each.
 *
 * @param settings below {@code hub.providers.<id>}, names and values by turns, that fit the simulator
 */
record ProviderApi(String id, List<String> settings, Predicate<ProviderCall> admits, List<Endpoint> endpoints) {

    /** What an endpoint answers. */
    @FunctionalInterface
    interface Answer {
        ResponseDefinitionBuilder to(ProviderCall call, Readers readers);
    }

    private record Endpoint(String method, Pattern path, Answer answer) {}

    ProviderApi(String id, List<String> settings, Predicate<ProviderCall> admits) {
        this(id, settings, admits, new ArrayList<>());
    }

    /** @param path a regular expression over the path below the provider's own, without query */
    ProviderApi on(String method, String path, Answer answer) {
        endpoints.add(new Endpoint(method, Pattern.compile(path), answer));
        return this;
    }

    /** The answer to a request whose path, below the provider's own, is this; empty when there is no such endpoint. */
    Optional<ResponseDefinitionBuilder> answer(Request request, String path, Readers readers) {
        for (Endpoint endpoint : endpoints) {
            Matcher matcher = endpoint.path().matcher(path);
            if (endpoint.method().equals(request.getMethod().value()) && matcher.matches()) {
                return Optional.of(endpoint.answer().to(new ProviderCall(request, matcher.toMatchResult()), readers));
            }
        }
        return Optional.empty();
    }

    boolean admits(Request request) {
        return admits.test(
                new ProviderCall(request, Pattern.compile("").matcher("").toMatchResult()));
    }
}
