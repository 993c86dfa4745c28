package fi.rekisterihub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser's habits: keeps cookies, follows nothing by itself, sends forms with their token. */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final FilledHub hub;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(FilledHub hub) {
        this.hub = hub;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(hub.url(path))).header("Accept", "text/html,*/*;q=0.5"));
    }

    /** Reads the form's page first, as a browser would, and posts with the token found there. */
    public HttpResponse<String> submit(String page, String path, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new AssertionError("No form with a token on " + page);
        }
        return post(path, fields, token.group(1));
    }

    public HttpResponse<String> post(String path, Map<String, String> fields, String token) {
        String form = fields.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String body = form.isEmpty() ? "_csrf=" + token : form + "&_csrf=" + token;
        return send(HttpRequest.newBuilder(URI.create(hub.url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> logIn(String user, String password) {
        return submit("/login", "/login", Map.of("username", user, "password", password));
    }

    /** A call as a machine makes it. */
    public HttpResponse<String> call(String path, UnaryOperator<HttpRequest.Builder> more) {
        return send(more.apply(HttpRequest.newBuilder(URI.create(hub.url(path)))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
