package fi.rekisterihub.cli;

import fi.rekisterihub.FeedCommands;
import fi.rekisterihub.FeedReport;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A context for one command: the whole middle and its database, but neither web nor routes nor workers, so that it
 * may run beside a server of the same home. The log goes to the error stream; the answer alone to the output.
 */
final class FeedContext {

    /** Given last, so that they win over what the operator set for the server. */
    private static final List<String> BESIDE_A_SERVER = List.of(
            "--spring.main.web-application-type=none",
            "--spring.main.log-startup-info=false",
            "--hub.database.shared=true",
            "--hub.routes.enabled=false",
            "--hub.intake.worker=false",
            "--hub.identity.enabled=false",
            "--hub.evidence.enabled=false",
            "--hub.retention.enabled=false",
            "--logging.threshold.console=WARN");

    private final Class<?> application;
    private final List<String> settings;
    private final PrintStream out;
    private final PrintStream err;

    FeedContext(Class<?> application, List<String> settings, PrintStream out, PrintStream err) {
        this.application = application;
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    int answer(OutputFormat format, Function<FeedCommands, FeedReport> command) {
        mustHaveMappings(new CommandSettings(settings).home());
        PrintStream before = System.out;
        System.setOut(err);
        try (ConfigurableApplicationContext context = start()) {
            FeedReport report = command.apply(context.getBean(FeedCommands.class));
            if (format == OutputFormat.json) {
                out.println(Sentences.json(report.data()));
            } else {
                report.lines().forEach(out::println);
            }
            return report.accounted() ? 0 : 1;
        } finally {
            System.setOut(before);
        }
    }

    /** Said before anything is started, so that no database is made in a folder that is no home. */
    private static void mustHaveMappings(Path home) {
        if (!Files.isDirectory(home.resolve("mappings"))) {
            throw new IllegalArgumentException(
                    ("There is no folder mappings/ in %s. The hub's home holds routes/ and mappings/: call the command there,"
                                    + " or say where it is, as in --hub.home=/srv/hub.")
                            .formatted(home));
        }
    }

    private ConfigurableApplicationContext start() {
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        List<String> arguments = new ArrayList<>(settings);
        arguments.addAll(BESIDE_A_SERVER);
        return spring.run(arguments.toArray(String[]::new));
    }
}
