package fi.rekisterihub.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of words in {@code mail/} of the resources: "name: words", with comments after "#". */
final class WordFile {

    /** One line: what stands before the colon, and the words after it. */
    record Row(String name, List<String> words) {

        Row {
            words = List.copyOf(words);
        }
    }

    private WordFile() {}

    static List<Row> read(String file) {
        try (InputStream stream = WordFile.class.getResourceAsStream("/mail/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("The table '%s' is missing from the program.".formatted(file));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(file, line))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Row row(String file, String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalStateException("The table '%s' has a line without a colon: %s".formatted(file, line));
        }
        String words = Letters.folded(line.substring(colon + 1)).strip();
        return new Row(line.substring(0, colon).strip(), List.of(words.split("\\s+")));
    }
}
