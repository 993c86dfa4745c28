package fi.rekisterihub.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import <feed> --file F}: one delivery from a file. */
@Command(
        name = "import",
        description = "Takes one delivery in from a file and prints the run report.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private final FeedContext context;

    @Parameters(paramLabel = "<feed>", description = "the name of the feed, such as crm-person")
    private String feed = "";

    @Option(names = "--file", required = true, description = "the delivery")
    private Path file = Path.of("");

    @Option(names = "--format", description = "text or json (default: text)", defaultValue = "text")
    private OutputFormat format = OutputFormat.text;

    ImportCommand(FeedContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.answer(format, feeds -> feeds.importFile(feed, file));
    }
}
