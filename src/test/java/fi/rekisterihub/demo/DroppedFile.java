package fi.rekisterihub.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a file into a folder at once, as a careful sender does. */
final class DroppedFile {

    private DroppedFile() {}

    static void into(Path folder, String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            Path next = Files.write(folder.resolve(name + ".part"), content);
            Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s could not be put into %s.".formatted(name, folder), e);
        }
    }
}
