package fi.rekisterihub.route;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.HubHome;
import fi.rekisterihub.profile.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;

/** A hub home in a temporary folder and a plain Camel context that runs its routes. */
final class HomeOfRoutes implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(200);

    static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: say-sink
              labels:
                camel.apache.org/kamelet.type: sink
            spec:
              definition:
                title: Say
                description: Answers %1$s
                type: object
              template:
                from:
                  id: say-from
                  description: What is said
                  uri: kamelet:source
                  steps:
                    - setBody:
                        id: say-body
                        description: The answer
                        constant: %1$s
            """;

    final Path home;
    final DefaultCamelContext camel = new DefaultCamelContext();
    final RouteFolder folder;
    final RouteWatch watch;
    final ConfigurationStart configuration;

    /** The profiles in force, for the tests of what a change of them says to the public. */
    Collection<Profile> ruling = List.of();

    HomeOfRoutes(Path home, ConfigurationFolder... folders) {
        this.home = home;
        RouteCounters counters = new RouteCounters();
        camel.addRoutePolicyFactory(counters);
        camel.setSourceLocationEnabled(true);
        camel.start();
        HubHome hub = new HubHome(home);
        configuration = new ConfigurationStart(hub, new RouteSettings(true, true, QUIET), List.of(folders));
        folder = new RouteFolder(hub, camel, configuration, counters, new PublicTexts(() -> ruling));
        watch = new RouteWatch(hub, new RouteSettings(true, true, QUIET), folder);
    }

    /** As the hub starts: mappings and profiles first. */
    HomeOfRoutes start() {
        configuration.afterSingletonsInstantiated();
        folder.start();
        return this;
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

    /** The Kamelet {@code say-sink}, which answers what it was made to answer. */
    HomeOfRoutes writeKamelet(String answer) {
        return write("routes/kamelets/say-sink.kamelet.yaml", KAMELET.formatted(answer));
    }

    String read(String file) {
        try {
            return Files.readString(home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HomeOfRoutes delete(String file) {
        try {
            Files.delete(home.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String answerOf(String id) {
        return camel.createProducerTemplate().requestBody("direct:" + id, "", String.class);
    }

    /** A route that answers what the Kamelet {@code say-sink} says. */
    static String routeOfKamelet(String id) {
        return route(id, "x").replace("setBody:", "to:").replace("constant: x", "uri: kamelet:say-sink");
    }

    /** A route that passes every check: only a real start finds that the folder is not there. */
    static String routeThatCannotStart(String id) {
        return route(id, "never")
                .replace(
                        "uri: direct:" + id,
                        String.join(
                                "\n      ",
                                "uri: file:no/such/folder",
                                "parameters:",
                                "  autoCreate: false",
                                "  startingDirectoryMustExist: true"));
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
        watch.stop();
        camel.stop();
    }
}
