package fi.rekisterihub.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.mapping.ContentFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes records as a delivery of their feed would hold them. */
public final class SampleDelivery {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ContentFormat format;

    private SampleDelivery(ContentFormat format) {
        this.format = format;
    }

    public static SampleDelivery in(ContentFormat format) {
        return new SampleDelivery(format);
    }

    public byte[] of(List<Map<String, Object>> records) {
        if (format instanceof ContentFormat.Json json) {
            return json(json.records(), records);
        }
        if (format instanceof ContentFormat.Csv csv) {
            return csv(csv, records);
        }
        if (format instanceof ContentFormat.Fixed fixed) {
            return fixed(fixed, records);
        }
        if (format instanceof ContentFormat.Population) {
            return json("muutokset", records);
        }
        throw new AssertionError(
                "Teach SampleDelivery to write " + format.getClass().getSimpleName() + ".");
    }

    private static byte[] json(String path, List<Map<String, Object>> records) {
        Object root = records;
        String[] steps = path.isEmpty() ? new String[0] : path.split("\\.");
        for (int i = steps.length - 1; i >= 0; i--) {
            root = Map.of(steps[i], root);
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] csv(ContentFormat.Csv csv, List<Map<String, Object>> records) {
        String delimiter = String.valueOf(Objects.requireNonNullElse(csv.delimiter(), ';'));
        Charset charset = Objects.requireNonNullElse(csv.charset(), StandardCharsets.UTF_8);
        Set<String> names = new LinkedHashSet<>();
        records.forEach(record -> names.addAll(record.keySet()));
        String rows = records.stream()
                .map(record ->
                        names.stream().map(name -> quoted(text(record, name))).collect(Collectors.joining(delimiter)))
                .collect(Collectors.joining("\n"));
        return (String.join(delimiter, names) + "\n" + rows + "\n").getBytes(charset);
    }

    private static byte[] fixed(ContentFormat.Fixed fixed, List<Map<String, Object>> records) {
        StringBuilder lines = new StringBuilder("\n".repeat(fixed.skip()));
        for (Map<String, Object> record : records) {
            StringBuilder line = new StringBuilder(" ".repeat(fixed.lineLength()));
            for (ContentFormat.Column column : fixed.columns()) {
                String text = text(record, column.name());
                line.replace(column.from() - 1, column.from() - 1 + text.length(), text);
                Character separator = fixed.separator();
                if (separator != null && column.to() < fixed.lineLength()) {
                    line.setCharAt(column.to(), separator);
                }
            }
            lines.append(line).append("\r\n");
        }
        return lines.toString().getBytes(fixed.charset());
    }

    private static String text(Map<String, Object> record, String name) {
        return Objects.toString(record.get(name), "");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
