package fi.rekisterihub.profile;

import fi.rekisterihub.Finding;
import fi.rekisterihub.OperatorFile;
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

/** The profile files of one hub home, read once: what is good, and what is wrong with the rest. */
public record ProfileFolder(Map<String, Profile> profiles, Map<String, String> texts, List<Finding> findings) {

    /** @param home the hub's home; profiles lie in {@code mappings/registers/*.yaml} */
    public static ProfileFolder read(Path home) {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Path path : files(home.resolve("mappings").resolve("registers"))) {
            OperatorFile file = readFile(home, path);
            ProfileReader.read(file, fingerprint(path)).ifPresent(profile -> {
                nameMustMatch(file, path, profile);
                if (file.findings().isEmpty()) {
                    profiles.put(profile.id(), profile);
                    texts.put(profile.id(), text(path));
                }
            });
            findings.addAll(file.findings());
        }
        return new ProfileFolder(Map.copyOf(profiles), Map.copyOf(texts), List.copyOf(findings));
    }

    private static void nameMustMatch(OperatorFile file, Path path, Profile profile) {
        String expected = String.valueOf(path.getFileName()).replace(".yaml", "");
        if (!profile.id().equals(expected)) {
            file.root()
                    .ifPresent(root -> root.problem(
                            "id",
                            "The id must be the file's name: write '%s', or rename the file.".formatted(expected)));
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

    private static OperatorFile readFile(Path home, Path path) {
        try {
            return OperatorFile.read(home, path);
        } catch (IOException e) {
            throw new UncheckedIOException("The profile %s cannot be read.".formatted(path), e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(Path path) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
