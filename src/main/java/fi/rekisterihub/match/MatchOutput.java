package fi.rekisterihub.match;

import de.siegmar.fastcsv.writer.CsvWriter;
import fi.rekisterihub.SpreadsheetCell;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was found: every row of the inputs in their order, with its group, what to do, how sure it is and why, and then
 * its own columns. The file is there whole, or not at all.
 */
final class MatchOutput {

    private static final List<String> OWN =
            List.of("cluster", "certain_cluster", "decision", "score", "like", "explanation", "input", "line");

    private final RecordTable table;
    private final Linkage.Found found;
    private final Findings findings;
    private final List<MatchInput> inputs;
    private final Explainer explainer;
    private final String[] names;

    MatchOutput(
            RecordTable table, Linkage.Found found, Findings findings, List<MatchInput> inputs, Explainer explainer) {
        this.table = table;
        this.found = found;
        this.findings = findings;
        this.inputs = inputs;
        this.explainer = explainer;
        this.names = new String[table.size()];
    }

    void write(Path out) {
        nameRows();
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
                    CsvWriter csv = CsvWriter.builder().build(writer)) {
                rows(csv);
            }
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            deletePart(part, e);
            throw new IllegalStateException("The output %s cannot be written (%s).".formatted(out, e.getMessage()));
        }
    }

    private static void deletePart(Path part, Exception failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void rows(CsvWriter csv) {
        String[] likely = named(found.clusters()::likely);
        String[] certain = named(found.clusters()::certain);
        List<String> columns = ownColumns();
        List<String> header = new ArrayList<>(OWN);
        columns.forEach(
                column -> header.add(OWN.contains(column) ? "own_" + column : SpreadsheetCell.harmless(column)));
        csv.writeRecord(header);
        for (MatchInput input : inputs) {
            int[] row = {input.from()};
            input.reader().read((ordinal, line, raw, fields, bad) -> {
                List<String> cells = new ArrayList<>(List.of(likely[row[0]], certain[row[0]]));
                print(csv, cells, input, row[0]++, line, columns, fields);
            });
        }
    }

    private void print(
            CsvWriter csv,
            List<String> cells,
            MatchInput input,
            int row,
            long line,
            List<String> columns,
            Map<String, ?> fields) {
        int partner = findings.partner(row);
        cells.add(findings.decision(row).name().toLowerCase(Locale.ROOT));
        cells.add(partner < 0 ? "" : String.format(Locale.ROOT, "%.1f", findings.bits(row)));
        cells.add(partner < 0 ? "" : names[partner]);
        cells.add(partner < 0 ? "" : explainer.explain(row, partner));
        cells.add(SpreadsheetCell.harmless(input.name()));
        cells.add(String.valueOf(line));
        for (String column : columns) {
            cells.add(SpreadsheetCell.harmless(text(fields.get(column))));
        }
        csv.writeRecord(cells);
    }

    /** Rows are called by the mapping's {@code id}, or by their line where it names none or two are called the same. */
    private void nameRows() {
        for (MatchInput input : inputs) {
            String before = inputs.size() > 1 ? (input == inputs.get(0) ? "a:" : "b:") : "";
            Set<String> taken = new LinkedHashSet<>();
            int[] row = {input.from()};
            String id = input.columns().id();
            input.reader().read((ordinal, line, raw, fields, bad) -> {
                String own = id == null || bad != null ? "" : text(fields.get(id));
                names[row[0]++] =
                        before + (own.isEmpty() || !taken.add(own) ? "line " + line : SpreadsheetCell.harmless(own));
            });
        }
    }

    /** A group is called as the first of its members by name, so that its name does not hang on the order of the rows. */
    private String[] named(IntUnaryOperator group) {
        String[] first = new String[table.size()];
        for (int row = 0; row < table.size(); row++) {
            String before = first[group.applyAsInt(row)];
            if (before == null || names[row].compareTo(before) < 0) {
                first[group.applyAsInt(row)] = names[row];
            }
        }
        String[] named = new String[table.size()];
        Arrays.setAll(named, row -> first[group.applyAsInt(row)]);
        return named;
    }

    private List<String> ownColumns() {
        Set<String> columns = new LinkedHashSet<>();
        inputs.forEach(input -> columns.addAll(input.reader().header()));
        columns.remove("");
        return List.copyOf(columns);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }
}
