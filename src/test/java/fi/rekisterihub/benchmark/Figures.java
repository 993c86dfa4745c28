package fi.rekisterihub.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one benchmark run, printed as a table and written to {@code target/benchmarks.json}. */
final class Figures {

    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** @param ratio value divided by the baseline's, both of this very run */
    void add(String name, double value, String unit, String baseline, double ratio) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("value", Math.round(value * 100) / 100.0);
        row.put("unit", unit);
        row.put("baseline", baseline);
        row.put("ratio", Math.round(ratio * 1000) / 1000.0);
        rows.add(row);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    String table() {
        StringBuilder table = new StringBuilder("\n");
        rows.forEach(row -> table.append(String.format(
                Locale.ROOT,
                "%-44s %12s %-7s %8s x %s%n",
                row.get("name"),
                row.get("value"),
                row.get("unit"),
                row.get("ratio"),
                row.get("baseline"))));
        return table.toString();
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    }
}
