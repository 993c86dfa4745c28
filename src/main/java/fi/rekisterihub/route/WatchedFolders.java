package fi.rekisterihub.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The operator's folders, looked at again and again. A file is read only when its size, time or place on the disk is
 * another than at the last look: to read hundreds of files twice a second would take a tenth of a processor from a hub that
 * has nothing to do. Not for several threads.
 */
final class WatchedFolders {

    /** Within one tick of the file system's clock a second writing leaves the first one's time. */
    private static final Duration TICK = Duration.ofSeconds(3);

    /** Now and then all are read, whatever they say of themselves: times tell little of mounted files. */
    private static final int LOOKS_UNTIL_ALL_ARE_READ = 120;

    private final Path home;
    private final List<String> folders;
    private Map<String, Seen> seen = Map.of();
    private int looks;

    WatchedFolders(Path home, List<String> folders) {
        this.home = home;
        this.folders = List.copyOf(folders);
    }

    /** @param fileKey the file system's own number of the file; null where it has none */
    private record Stamp(
            long size, FileTime modified, @Nullable Object fileKey) {}

    private record Seen(Stamp stamp, String hash) {}

    /** @throws UncheckedIOException also when a file vanishes meanwhile: ask again */
    FolderPrint now() {
        boolean all = looks++ % LOOKS_UNTIL_ALL_ARE_READ == 0;
        Map<String, Seen> found = new HashMap<>();
        Map<String, String> hashes = new TreeMap<>();
        for (String folder : folders) {
            for (String file : FolderPrint.files(home, folder)) {
                Path path = home.resolve(file);
                Instant before = Instant.now();
                Stamp stamp = stamp(path);
                Seen known = all ? null : seen.get(file);
                Seen now =
                        known != null && known.stamp().equals(stamp) ? known : new Seen(stamp, FolderPrint.hash(path));
                if (stamp.modified().toInstant().isBefore(before.minus(TICK))) {
                    found.put(file, now);
                }
                hashes.put(file, now.hash());
            }
        }
        seen = found;
        return new FolderPrint(hashes);
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), e);
        }
    }
}
