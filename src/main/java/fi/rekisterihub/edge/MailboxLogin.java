package fi.rekisterihub.edge;

import fi.rekisterihub.edge.SourceTrouble.SourceRefused;
import jakarta.mail.PasswordAuthentication;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.component.mail.MailAuthenticator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Logs in to a mailbox with an access token (XOAUTH2). It is asked at every connect, so a token that has ended is
 * replaced without a restart.
 */
@Component("hubMailboxLogin")
public final class MailboxLogin extends MailAuthenticator {

    private static final String SOURCE = "mailbox";

    private final MailboxOAuthSettings settings;
    private final AccessTokens tokens;
    private final HttpClient http;

    MailboxLogin(MailboxOAuthSettings settings, AccessTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(needed("username", settings.username()), tokens.valid(SOURCE, this::logIn));
    }

    private String logIn() {
        URI url = URI.create(needed(
                "token-url",
                settings.tokenUrl() == null ? null : settings.tokenUrl().toString()));
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(settings.timeout())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new SourceRefused(
                        "The log-in of the mailbox was answered with %d.".formatted(answer.statusCode()));
            }
            return answer.body();
        } catch (IOException unreachable) {
            throw new SourceRefused("The log-in of the mailbox was not answered.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SourceRefused("The log-in of the mailbox was stopped.");
        }
    }

    private String form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", settings.refreshToken() == null ? "client_credentials" : "refresh_token");
        fields.put("client_id", needed("client-id", settings.clientId()));
        fields.put("client_secret", needed("client-secret", settings.clientSecret()));
        if (settings.refreshToken() != null) {
            fields.put("refresh_token", settings.refreshToken());
        }
        if (settings.scope() != null) {
            fields.put("scope", settings.scope());
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String needed(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new SourceRefused(
                    "The setting hub.mailbox.oauth.%s is missing; the mailbox logs in by it.".formatted(name));
        }
        return value;
    }
}
