package fi.rekisterihub.edge;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * An HTTP client that does what it is told and no more. The client library by itself repeats a call after 429 and 503,
 * and sleeps for as long as the answer's {@code Retry-After} says: a remote answer could hold a worker for days.
 */
@Component("hubOneCallOnly")
public final class OneCallOnly implements HttpClientConfigurer {

    private final AnswerCap cap;

    public OneCallOnly(HttpSettings settings) {
        this.cap =
                new AnswerCap(settings.longestAnswer(), settings.largestAnswer().toBytes());
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        plain(client);
        client.addExecInterceptorLast("cap", (request, scope, chain) -> cap.call(request, scope, chain));
    }

    static void plain(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        client.disableCookieManagement();
        client.disableAuthCaching();
    }
}
