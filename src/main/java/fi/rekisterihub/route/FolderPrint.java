package fi.rekisterihub.route;

import fi.rekisterihub.OperatorText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the operator's folders hold, as a hash for each file. By content, because times and events tell little of files
 * that are mounted, renamed into place or written twice.
 */
record FolderPrint(Map<String, String> hashes) {

    static final FolderPrint NOTHING = new FolderPrint(Map.of());

    /** @throws UncheckedIOException also when a file vanishes meanwhile: ask again */
    static FolderPrint of(Path home, List<String> folders) {
        Map<String, String> hashes = new TreeMap<>();
        folders.forEach(folder -> files(home, folder).forEach(file -> hashes.put(file, hash(home.resolve(file)))));
        return new FolderPrint(hashes);
    }

    FolderPrint and(FolderPrint other) {
        Map<String, String> both = new TreeMap<>(hashes);
        both.putAll(other.hashes);
        return new FolderPrint(both);
    }

    /** The files that are other than there, new or gone. */
    List<String> differsFrom(FolderPrint other) {
        return Stream.concat(hashes.keySet().stream(), other.hashes.keySet().stream())
                .distinct()
                .filter(file -> !Objects.equals(hashes.get(file), other.hashes.get(file)))
                .sorted()
                .toList();
    }

    /** The operator's files below a folder, relative to the home and with {@code /}; links are followed. */
    static List<String> files(Path home, String folder) {
        Path start = home.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> walked = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
            return walked.filter(OperatorText::counts)
                    .filter(file -> !hidden(start.relativize(file)))
                    .map(file -> home.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be read.".formatted(start), e);
        }
    }

    /** A mounted volume keeps its versions in folders such as {@code ..data}. */
    private static boolean hidden(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read.".formatted(file), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
