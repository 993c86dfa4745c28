package fi.rekisterihub.edge;

import fi.rekisterihub.intake.IntakeSettings;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/** As {@link OneCallOnly}, with the patience that a file needs. */
@Component("hubOneDownloadOnly")
public final class OneDownloadOnly implements HttpClientConfigurer {

    private final AnswerCap cap;

    public OneDownloadOnly(HttpSettings settings, IntakeSettings intake) {
        this.cap = new AnswerCap(
                settings.longestDownload(), intake.largestDelivery().toBytes());
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        OneCallOnly.plain(client);
        client.addExecInterceptorLast("cap", (request, scope, chain) -> cap.call(request, scope, chain));
    }
}
