package fi.rekisterihub.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code preview <feed>}: what a delivery would do. */
@Command(
        name = "preview",
        description = "Shows what a delivery of a feed would do; writes nothing.",
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {

    private final FeedContext context;

    @Parameters(paramLabel = "<feed>", description = "the name of the feed, such as prh-company")
    private String feed = "";

    @Option(names = "--file", description = "the delivery as a file; without it the last one that was fetched")
    private @Nullable Path file;

    @Option(names = "--limit", description = "how many records are shown (default: 20)", defaultValue = "20")
    private int limit;

    @Option(names = "--format", description = "text or json (default: text)", defaultValue = "text")
    private OutputFormat format = OutputFormat.text;

    PreviewCommand(FeedContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.answer(format, feeds -> feeds.preview(feed, Optional.ofNullable(file), limit));
    }
}
