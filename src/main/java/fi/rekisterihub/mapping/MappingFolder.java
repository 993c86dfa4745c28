package fi.rekisterihub.mapping;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.profile.ProfileFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The mapping tables of one hub home, read once, with their samples played through them. */
public record MappingFolder(Map<String, Mapping> mappings, List<Finding> findings) {

    public static MappingFolder read(Path home, ProfileFolder profiles) {
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Path path : files(home.resolve("mappings"))) {
            String text = text(path);
            OperatorFile file =
                    OperatorFile.parse(home.relativize(path).toString().replace('\\', '/'), text);
            MappingReader.read(file, profiles.profiles().values(), version(text))
                    .ifPresent(mapping -> {
                        nameMustMatch(file, path, mapping);
                        if (file.findings().isEmpty()) {
                            mappings.put(mapping.feed(), mapping);
                            findings.addAll(Samples.check(home, mapping));
                        }
                    });
            findings.addAll(file.findings());
        }
        return new MappingFolder(Map.copyOf(mappings), List.copyOf(findings));
    }

    private static void nameMustMatch(OperatorFile file, Path path, Mapping mapping) {
        String expected = String.valueOf(path.getFileName()).replace(".yaml", "");
        if (!mapping.feed().equals(expected)) {
            file.root()
                    .ifPresent(root -> root.problem(
                            "feed",
                            "The feed must be the file's name: write '%s', or rename the file.".formatted(expected)));
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The mapping %s cannot be read.".formatted(path), e);
        }
    }

    private static String version(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
