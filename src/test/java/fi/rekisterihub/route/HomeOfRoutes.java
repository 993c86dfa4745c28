package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.HubHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;

/** A hub home in a temporary folder and a plain Camel context that runs its routes. */
final class HomeOfRoutes implements AutoCloseable {

    final Path home;
    final DefaultCamelContext camel = new DefaultCamelContext();
    final RouteFolder folder;

    HomeOfRoutes(Path home, ConfigurationFolder... folders) {
        this.home = home;
        RouteCounters counters = new RouteCounters();
        camel.addRoutePolicyFactory(counters);
        camel.setSourceLocationEnabled(true);
        camel.start();
        folder = new RouteFolder(new HubHome(home), camel, List.of(folders), List::of, counters);
    }

    HomeOfRoutes write(String file, String text) {
        try {
            Path path = home.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A route that answers what it was made to answer. */
    HomeOfRoutes writeRoute(String id, String answer) {
        return write("routes/" + id + ".camel.yaml", route(id, answer));
    }

    void delete(String file) {
        try {
            Files.delete(home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String answerOf(String id) {
        return camel.createProducerTemplate().requestBody("direct:" + id, "", String.class);
    }

    static String route(String id, String answer) {
        return """
                - route:
                    id: %1$s
                    description: Answers %2$s
                    from:
                      id: %1$s-from
                      description: Asked by a test
                      uri: direct:%1$s
                      steps:
                        - setBody:
                            id: %1$s-body
                            description: The answer
                            constant: %2$s
                """.formatted(id, answer);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
