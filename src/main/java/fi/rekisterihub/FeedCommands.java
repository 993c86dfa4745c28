package fi.rekisterihub;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the commands {@code preview} and {@code import} ask of the running context. A bean implements it.
 */
public interface FeedCommands {

    /**
     * What a delivery would do; writes nothing that stays.
     *
     * @param file the delivery; the last complete one that was fetched when empty
     * @param limit how many records are shown
     * @throws IllegalArgumentException with a plain sentence when there is no such feed, file or delivery
     */
    FeedReport preview(String feed, Optional<Path> file, int limit);

    /**
     * Takes one file in as a delivery and executes its runs.
     *
     * @throws IllegalArgumentException with a plain sentence when there is no such feed or file
     */
    FeedReport importFile(String feed, Path file);
}
