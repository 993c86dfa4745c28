package fi.rekisterihub.cli;

import fi.rekisterihub.ConfigurationFolder;
import fi.rekisterihub.Finding;
import fi.rekisterihub.route.HomeCheck;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check}: everything that is wrong with the operator's files, without Spring and without a database. */
@Command(
        name = "check",
        description = "Lints and trial-loads routes, Kamelets, mappings, samples and profiles.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final List<String> settings;
    private final PrintStream out;

    @Option(names = "--format", description = "text or json (default: text)", defaultValue = "text")
    private OutputFormat format = OutputFormat.text;

    CheckCommand(List<String> settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandSettings values = new CommandSettings(settings);
        List<ConfigurationFolder> folders = ServiceLoader.load(ConfigurationFolder.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        List<Finding> findings = HomeCheck.check(values.home(), values::value, folders);
        if (format == OutputFormat.json) {
            out.println(Sentences.json(Map.of("ok", findings.isEmpty(), "findings", findings)));
        } else {
            findings.forEach(out::println);
            out.println(summary(findings));
        }
        return findings.isEmpty() ? 0 : 1;
    }

    private static String summary(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Everything is in order.";
        }
        long files = findings.stream().map(Finding::file).distinct().count();
        return "%d finding%s in %d file%s."
                .formatted(findings.size(), findings.size() == 1 ? "" : "s", files, files == 1 ? "" : "s");
    }
}
