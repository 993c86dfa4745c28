package fi.rekisterihub.edge.opendsr;

import fi.rekisterihub.database.FreshSecrets;
import fi.rekisterihub.notice.Acknowledgements;
import fi.rekisterihub.notice.CallbackTokens;
import fi.rekisterihub.notice.PublicAddress;
import fi.rekisterihub.notice.ReceivedRequests;
import fi.rekisterihub.notice.signing.HubKey;
import fi.rekisterihub.notice.signing.KnownParties;
import fi.rekisterihub.notice.signing.OpenDsrSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The controllers of OpenDSR behind a real server, and nothing else of a hub. */
public final class OpenDsrServer implements AutoCloseable {

    public final String url;
    public final ReceivedRequests requests;
    public final Acknowledgements acknowledgements;

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class
    })
    @Import({
        CallbackController.class,
        DiscoveryController.class,
        RequestController.class,
        SignedAnswers.class,
        OpenDsrMeter.class,
        StatusCallbacks.class
    })
    static class Rim {}

    public OpenDsrServer(DataSource database, HubKey key, KnownParties parties, OpenDsrSettings settings) {
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        JdbcClient jdbc = JdbcClient.create(database);
        PublicAddress address = new PublicAddress(URI.create(url));
        requests = new ReceivedRequests(jdbc);
        acknowledgements =
                new Acknowledgements(jdbc, new TransactionTemplate(new DataSourceTransactionManager(database)));
        context = new SpringApplicationBuilder(Rim.class)
                .initializers((GenericApplicationContext beans) -> {
                    beans.registerBean(HubKey.class, () -> key);
                    beans.registerBean(KnownParties.class, () -> parties);
                    beans.registerBean(OpenDsrSettings.class, () -> settings);
                    beans.registerBean(PublicAddress.class, () -> address);
                    beans.registerBean(ReceivedRequests.class, () -> requests);
                    beans.registerBean(Acknowledgements.class, () -> acknowledgements);
                    beans.registerBean(CallbackTokens.class, () -> new CallbackTokens(FreshSecrets.of(jdbc), address));
                    beans.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
                })
                .properties("server.address=127.0.0.1", "spring.main.banner-mode=off", "spring.config.name=none")
                .run("--server.port=" + port);
    }

    /** What its thread does every few seconds. */
    public void callBack() {
        context.getBean(StatusCallbacks.class).round();
    }

    String callbackUrl(String recipient) {
        return context.getBean(CallbackTokens.class).urls(recipient).get(0);
    }

    /** @param headers name, value, name, value … */
    HttpResponse<String> call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
