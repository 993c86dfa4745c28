package fi.rekisterihub.cli;

import fi.rekisterihub.guide.NewSource;
import fi.rekisterihub.guide.NewSource.Draft;
import fi.rekisterihub.guide.NewSource.Request;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code new-source <feed> --file F}: the guided start of a source, without Spring and without a database. */
@Command(
        name = "new-source",
        description = "Proposes a route, a mapping and a sample for a file of columns; never writes over a file.",
        mixinStandardHelpOptions = true)
final class NewSourceCommand implements Callable<Integer> {

    private final List<String> settings;
    private final PrintStream out;

    @Parameters(paramLabel = "<feed>", description = "how the feed is to be called, such as shop-person")
    private String feed = "";

    @Option(names = "--file", required = true, description = "a delivery as CSV (also zip or gzip) or Excel workbook")
    private Path file = Path.of("");

    @Option(names = "--register", description = "the register it is for; may be left out when there is one")
    private @Nullable String register;

    @Option(names = "--record", description = "person or company; told by the columns when left out")
    private @Nullable String record;

    @Option(names = "--key", description = "the column that tells one record from another")
    private @Nullable String key;

    @Option(names = "--skip", description = "rows above the names of the columns; found when left out")
    private @Nullable Integer skip;

    @Option(names = "--dry-run", description = "prints the files and writes nothing")
    private boolean dryRun;

    NewSourceCommand(List<String> settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    @Override
    public Integer call() {
        Path home = new CommandSettings(settings).home();
        Draft draft = NewSource.draft(new Request(
                home,
                feed,
                file,
                Optional.ofNullable(register),
                Optional.ofNullable(record),
                Optional.ofNullable(key),
                Optional.ofNullable(skip)));
        if (dryRun) {
            draft.files().forEach((name, text) -> out.printf("--- %s%n%s", name, text));
            out.println("---");
        } else {
            NewSource.write(home, draft);
            draft.files().keySet().forEach(name -> out.println("wrote " + name));
        }
        draft.lines().forEach(out::println);
        return 0;
    }
}
