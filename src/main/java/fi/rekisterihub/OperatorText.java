package fi.rekisterihub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file of the operator as it was read: what is checked, fingerprinted and taken into use is the same text.
 *
 * @param file path relative to the hub's home, with {@code /}
 */
public record OperatorText(String file, String text) {

    /** The files directly in a folder, in the order of their names; none when there is no such folder. */
    public static List<OperatorText> list(Path home, String folder, String suffix) {
        Path directory = home.resolve(folder);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(OperatorText::counts)
                    .sorted()
                    .map(file -> read(home, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be read.".formatted(directory), e);
        }
    }

    /** Whether it is a file of the operator, and not what an editor or a mounted volume keeps beside one. */
    public static boolean counts(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".")
                && !name.startsWith("#")
                && (name.endsWith(".yaml") || name.endsWith(".json"))
                && Files.isRegularFile(file);
    }

    private static OperatorText read(Path home, Path file) {
        String name = home.relativize(file).toString().replace('\\', '/');
        try {
            // What is no UTF-8 becomes the replacement character, which is then a finding with a line.
            return new OperatorText(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), e);
        }
    }

    /** The file's name without {@code .yaml}, which what stands in it must be called. */
    public String stem() {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
    }

    /** The first place that is no UTF-8, as often after saving in an old editor; empty when all of it is. */
    public Optional<Finding> notUtf8() {
        int at = text.indexOf('\uFFFD');
        if (at < 0) {
            return Optional.empty();
        }
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        int column = at - text.lastIndexOf('\n', at);
        return Optional.of(new Finding(file, line, column, "This character is not UTF-8; save the file as UTF-8."));
    }

    /** SHA-256 of the text, in hex: another text is another version. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    public OperatorFile parse() {
        return OperatorFile.parse(this);
    }
}
