package fi.rekisterihub.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that are being written. The process that writes one holds its lock, also seen from another machine; what a killed
 * process has left is held by nobody, and whoever writes next deletes it.
 */
public final class PartFiles {

    private static final Duration LEFT_BEHIND = Duration.ofDays(1);
    private static final String ENDING = ".part";

    // To look for the lock of a file of this process would give the lock up.
    private static final Set<Path> OWN = new HashSet<>();

    private final Path folder;
    private final String prefix;

    public PartFiles(Path folder, String prefix) {
        this.folder = folder.toAbsolutePath();
        this.prefix = prefix;
    }

    /** Begins a new file, when those that nobody writes any more are gone. */
    public PartFile begin() {
        try {
            Files.createDirectories(folder);
            sweep();
            @Nullable PartFile begun = create();
            while (begun == null) {
                begun = create();
            }
            return begun;
        } catch (IOException e) {
            throw new NotKept(folder, e);
        }
    }

    /** Deletes what killed processes have left. */
    void sweep() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, prefix + "*" + ENDING)) {
            for (Path part : parts) {
                synchronized (OWN) {
                    if (!OWN.contains(part)) {
                        deleteUnheld(part);
                    }
                }
            }
        }
    }

    static void ended(Path part) throws IOException {
        synchronized (OWN) {
            Files.deleteIfExists(part);
            OWN.remove(part);
        }
    }

    /** Null when another process that sweeps was faster than the lock. */
    private @Nullable PartFile create() throws IOException {
        synchronized (OWN) {
            Path part = Files.createTempFile(folder, prefix, ENDING);
            FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (isOurs(channel) && Files.exists(part)) {
                OWN.add(part);
                return new PartFile(folder, part, channel);
            }
            channel.close();
            Files.deleteIfExists(part);
            return null;
        }
    }

    private static boolean isOurs(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException noLocksHere) {
            return true;
        }
    }

    private static void deleteUnheld(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                @Nullable FileLock held = channel.tryLock()) {
            if (held != null) {
                Files.deleteIfExists(part);
            }
        } catch (OverlappingFileLockException | IOException cannotBeTold) {
            deleteOld(part);
        }
    }

    /** Where the file system knows no locks, and for what has gone meanwhile. */
    private static void deleteOld(Path part) throws IOException {
        if (Files.exists(part)
                && Files.getLastModifiedTime(part)
                        .toInstant()
                        .isBefore(Instant.now().minus(LEFT_BEHIND))) {
            Files.deleteIfExists(part);
        }
    }
}
