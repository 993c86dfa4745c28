package fi.rekisterihub.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one benchmark run, printed as a table and written to {@code target/benchmarks.json}. */
final class Figures {

    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** What the others are held against. */
    void add(String name, double value, String unit) {
        row(name, value, unit);
    }

    /** @param measured its values and their ratio are medians, each of its own: the quotient of the values may be another */
    void add(String name, String unit, String baseline, SideBySide measured) {
        Map<String, Object> row = row(name, measured.ours(), unit);
        row.put("baseline", baseline);
        row.put("baselineValue", rounded(measured.theirs(), 100));
        row.put("ratio", rounded(measured.ratio(), 1000));
        row.put("rounds", measured.rounds());
    }

    private Map<String, Object> row(String name, double value, String unit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("value", rounded(value, 100));
        row.put("unit", unit);
        rows.add(row);
        return row;
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }

    String table() {
        StringBuilder table = new StringBuilder("\n");
        rows.forEach(row -> table.append(line(row)));
        return table.toString();
    }

    private static String line(Map<String, Object> row) {
        String value =
                String.format(Locale.ROOT, "%-44s %12s %-7s", row.get("name"), row.get("value"), row.get("unit"));
        return row.containsKey("ratio")
                ? String.format(
                        Locale.ROOT,
                        "%s %8s x %s at %s; rounds %s%n",
                        value,
                        row.get("ratio"),
                        row.get("baseline"),
                        row.get("baselineValue"),
                        row.get("rounds"))
                : value + "\n";
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    }
}
