package fi.rekisterihub.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Proof beside the table: {@code mappings/samples/<feed>/<case>.in.json} is one record as the source sends it,
 * {@code <case>.out.json} what the table must make of it ({@code key}, {@code values}, {@code company},
 * {@code person}, {@code clock}, or {@code parked} with the reason; a list of these under {@code records} for a table with {@code each}).
 */
public final class Samples {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final TypeReference<Map<String, Map<String, Map<String, String>>>> CODES = new TypeReference<>() {};

    private Samples() {}

    /** The code lists that the samples are played with: list, language, code, text. None when the file is not there. */
    static Codes codes(Path home) {
        Codes codes = new Codes();
        Path file = home.resolve("mappings/samples/codes.json");
        if (Files.isRegularFile(file)) {
            try {
                Map<String, Map<String, String>> texts = new LinkedHashMap<>();
                JSON.readValue(file.toFile(), CODES)
                        .forEach((list, languages) ->
                                languages.forEach((language, told) -> texts.put(CodeBook.of(list, language), told)));
                codes.takeIntoUse(new CodeBook(texts, Map.of()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(
                        "mappings/samples/codes.json is no JSON of list, language, code and text.", unreadable);
            }
        }
        return codes;
    }

    static List<Finding> check(Path home, Mapping mapping) {
        List<Finding> findings = new ArrayList<>();
        for (Path input : inputs(home.resolve("mappings/samples").resolve(mapping.feed()))) {
            Path output =
                    input.resolveSibling(String.valueOf(input.getFileName()).replace(".in.json", ".out.json"));
            try {
                Map<String, Object> expected = JSON.readValue(output.toFile(), OBJECT);
                Map<String, Object> found = play(mapping, JSON.readValue(input.toFile(), OBJECT));
                if (!expected.equals(found)) {
                    findings.add(new Finding(relative(home, output), 1, 1, difference(expected, found)));
                }
            } catch (JsonProcessingException e) {
                findings.add(new Finding(
                        relative(home, input),
                        1,
                        1,
                        "This sample or its .out.json is no JSON object: " + e.getOriginalMessage()));
            } catch (IOException e) {
                findings.add(
                        new Finding(relative(home, output), 1, 1, "The sample has no readable .out.json beside it."));
            }
        }
        return findings;
    }

    /** What the table makes of one record, in the form of the {@code .out.json} files. */
    public static Map<String, Object> play(Mapping mapping, Map<String, Object> record) {
        if (mapping.takesApart()) {
            return Map.of(
                    "records",
                    mapping.parts(record).stream()
                            .map(part -> one(mapping, part))
                            .toList());
        }
        return one(mapping, record);
    }

    private static Map<String, Object> one(Mapping mapping, Map<String, Object> record) {
        Map<String, Object> result = new LinkedHashMap<>();
        try {
            mapping.wants(record);
            Observation seen = mapping.observe(record);
            result.put("key", seen.key());
            result.put("values", seen.values());
            if (!seen.company().isEmpty()) {
                result.put("company", seen.company());
            }
            if (!seen.clock().isEmpty()) {
                result.put("clock", seen.clock());
            }
            if (!seen.person().isEmpty()) {
                result.put("person", seen.person());
            }
        } catch (BadRecord bad) {
            result.put("parked", bad.reason());
        }
        return result;
    }

    private static String difference(Map<String, Object> expected, Map<String, Object> found) {
        return "The mapping gives something else than this sample says: expected %s but found %s."
                .formatted(expected, found);
    }

    private static String relative(Path home, Path file) {
        return home.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> inputs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".in.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
