package fi.rekisterihub.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How often the demo's clock has beaten, kept in a file. With it the made-up world goes on after a restart where it
 * was, also after a {@code kill -9}; else the outside would seem to take back what the hub has learned.
 */
final class Beats {

    private final Path file;

    private Beats(Path file) {
        this.file = file;
    }

    /** @param data the hub's data folder: whoever deletes it to begin again deletes the beats with it */
    static Beats below(Path data) {
        return new Beats(data.resolve("demo").resolve("beats"));
    }

    Path folder() {
        Path folder = file.getParent();
        return folder == null ? Path.of(".") : folder;
    }

    long count() {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException cutByACrash) {
            return 0;
        }
    }

    void set(long count) {
        try {
            Files.createDirectories(folder());
            Path next = file.resolveSibling("beats.next");
            Files.writeString(next, String.valueOf(count));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
