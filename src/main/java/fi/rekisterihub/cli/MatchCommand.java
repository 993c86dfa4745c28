package fi.rekisterihub.cli;

import fi.rekisterihub.match.MatchFiles;
import fi.rekisterihub.match.MatchFiles.Report;
import fi.rekisterihub.match.MatchFiles.Request;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code match}: which rows of a file, or of two, are of one entity; without Spring and without a database. */
@Command(
        name = "match",
        description = "Finds which rows of a CSV file, or of two, are of one person or company, and says why.",
        mixinStandardHelpOptions = true)
final class MatchCommand implements Callable<Integer> {

    private final PrintStream out;

    @Option(names = "--mapping", required = true, description = "YAML file that says which columns hold what")
    private Path mapping = Path.of("");

    @Option(
            names = "--input",
            required = true,
            arity = "1",
            description = "a CSV file; given twice, the two are linked")
    private List<Path> inputs = List.of();

    @Option(names = "--out", required = true, description = "the CSV file that is written")
    private Path result = Path.of("");

    @Option(names = "--lang", description = "of the explanations: fi, sv or en (default: en)", defaultValue = "en")
    private Language language = Language.en;

    MatchCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (inputs.size() > 2) {
            throw new IllegalArgumentException(
                    "One file is deduplicated or two are linked; %d were given.".formatted(inputs.size()));
        }
        Report report = MatchFiles.run(new Request(mapping, inputs, result, language.name()));
        out.printf(
                Locale.ROOT,
                "%,d rows are of %,d entities: %,d rows are joined with others, %,d are doubtful and wait for a person.%n",
                report.rows(),
                report.entities(),
                report.same(),
                report.doubtful());
        if (report.unread() > 0) {
            out.printf(Locale.ROOT, "%,d rows could not be read; each stands for itself.%n", report.unread());
        }
        out.printf("wrote %s%n", result);
        return 0;
    }

    /** In which the explanations may be. */
    enum Language {
        fi,
        sv,
        en
    }
}
