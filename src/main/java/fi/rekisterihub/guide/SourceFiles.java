package fi.rekisterihub.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.content.Glance;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of a new source's files. The sample is made up: a file of the operator's must not hold anybody's data. */
final class SourceFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> MADE_UP = Map.ofEntries(
            Map.entry(ColumnWords.KEY, "1001"),
            Map.entry("familyName", "Esimerkki"),
            Map.entry("givenName", "Aino"),
            Map.entry("otherGivenNames", "Maria"),
            Map.entry("name", "Lumi Konepaja Oy"),
            Map.entry("title", "Myyntipäällikkö"),
            Map.entry("duty", "yhteyshenkilö"),
            Map.entry("email", "aino.esimerkki@lumi-konepaja.example"),
            Map.entry("phone", "050 555 00021"),
            Map.entry("street", "Koulukatu 3 B 12"),
            Map.entry("postalCode", "33100"),
            Map.entry("city", "Tampere"),
            Map.entry("country", "FI"),
            Map.entry("language", "fi"),
            Map.entry("birthYear", "1980"),
            Map.entry("businessId", "9000027-3"),
            Map.entry("website", "www.lumi-konepaja.example"));

    private static final String ROUTE = """
            - route:
                id: %1$s
                description: Files of %1$s, taken out of a drop folder.
                from:
                  id: %1$s-file
                  description: A file that has stopped growing.
                  uri: kamelet:hub-drop-folder-source
                  parameters:
                    folder: "{{hub.sources.%1$s.folder:data/drop/%1$s}}"
                    include: "%2$s"
                  steps:
                    - to:
                        id: %1$s-keep
                        description: The run waits for a worker.
                        uri: kamelet:hub-delivery-file-sink
                        parameters:
                          feed: %1$s
                          origin: drop folder
            """;

    private final String feed;
    private final Glance file;
    private final SourceColumns columns;

    SourceFiles(String feed, Glance file, SourceColumns columns) {
        this.feed = feed;
        this.file = file;
        this.columns = columns;
    }

    String route() {
        return ROUTE.formatted(feed, file.workbook() ? ".*[.]xlsx" : ".*[.](csv|txt|zip|gz)");
    }

    String mapping() {
        StringBuilder text = new StringBuilder();
        text.append("# Proposed from the columns of a file. Look at every line, then delete this one.\n");
        text.append("feed: ").append(feed).append('\n');
        text.append("record: ").append(columns.record()).append('\n');
        text.append("description: Files of ").append(feed).append('\n');
        content(text);
        text.append("key: ").append(quoted(columns.key())).append('\n');
        text.append("fields:\n");
        columns.fields().forEach((target, proposal) -> line(text, target, proposal));
        open(text);
        if (!columns.company().isEmpty()) {
            text.append("company:\n");
            columns.company().forEach((target, proposal) -> line(text, target, proposal));
        }
        return text.toString();
    }

    String sampleIn() {
        return json(sample()) + "\n";
    }

    String sampleOut(Mapping mapping) {
        return json(Samples.play(mapping, sample())) + "\n";
    }

    List<String> profileLines() {
        return List.of(
                "  - feed: " + feed,
                "    kind: own",
                "    text:",
                "      fi: " + feed + "   # what the public notice calls it",
                "      sv: " + feed,
                "      en: " + feed);
    }

    private void content(StringBuilder text) {
        text.append("content:\n");
        if (file.workbook()) {
            text.append("  type: xlsx\n");
        } else {
            text.append("  # Each file shows its own charset and delimiter; name them here when all must be alike.\n");
            text.append("  # The first one was ").append(file.written()).append(".\n");
            text.append("  type: csv\n");
        }
        if (file.skip() > 0) {
            text.append("  # Rows above the table.\n  skip: ")
                    .append(file.skip())
                    .append('\n');
        }
        if (!file.named()) {
            text.append(
                    "  # The file does not name its columns. Give them names here, and below where they are used.\n");
            text.append("  columns: [")
                    .append(String.join(", ", file.columns()))
                    .append("]\n");
        }
    }

    private static void line(StringBuilder text, String target, Proposal proposal) {
        if (!proposal.remark().isEmpty()) {
            text.append("  # ").append(proposal.remark()).append('\n');
        }
        text.append("  ")
                .append(target)
                .append(": ")
                .append(quoted(proposal.expression()))
                .append('\n');
    }

    private void open(StringBuilder text) {
        columns.open().stream()
                .filter(proposal -> !proposal.column().equals(columns.keyColumn()))
                .forEach(proposal -> text.append("  # left out: ")
                        .append(inOneLine(proposal.path()))
                        .append(proposal.remark().isEmpty() ? "" : " (" + proposal.remark() + ")")
                        .append('\n'));
    }

    private Map<String, Object> sample() {
        Map<String, Object> row = new LinkedHashMap<>();
        file.columns().forEach(column -> row.put(column, ""));
        columns.fields().forEach((target, proposal) -> row.put(proposal.column(), madeUp(target)));
        columns.company().forEach((target, proposal) -> row.put(proposal.column(), madeUp(target)));
        row.computeIfPresent(
                columns.keyColumn(), (column, value) -> value.equals("") ? madeUp(ColumnWords.KEY) : value);
        return row;
    }

    private static String madeUp(String target) {
        return MADE_UP.getOrDefault(target, "x");
    }

    /** YAML takes a plain word as it is; anything else stands between quotes. */
    private static String quoted(String expression) {
        return expression.matches("[A-Za-z$][\\w$().]*")
                ? expression
                : '"' + inOneLine(expression).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String json(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of plain values cannot fail to be JSON.", e);
        }
    }
}
