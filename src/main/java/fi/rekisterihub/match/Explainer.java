package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Says in plain words why two rows are taken for one entity or not: column by column how they agree and what that is worth.
 * A value itself is never repeated.
 */
final class Explainer {

    private final RecordTable table;
    private final Model model;
    private final Frequencies frequencies;
    private final Levels levels;
    private final ResourceBundle words;

    /** @param language fi, sv or en */
    Explainer(RecordTable table, Linkage.Found found, String language) {
        this.table = table;
        this.model = found.model();
        this.frequencies = found.frequencies();
        this.levels = new Levels(table);
        this.words = ResourceBundle.getBundle(
                "messages/match",
                Locale.forLanguageTag(language),
                // Finnish is the bundle without a language; the machine's own must not come between.
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** One sentence for each column that says something, the weightiest first. */
    String explain(int row, int partner) {
        int left = Math.min(row, partner);
        int right = Math.max(row, partner);
        long pattern = levels.of(left, right);
        List<Part> parts = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int column = 0; column < table.types().size(); column++) {
            int level = Levels.at(pattern, column);
            String name = words.getString("field." + table.types().get(column).word());
            if (level == Levels.SILENT) {
                if (table.cell(left, column) != 0 || table.cell(right, column) != 0) {
                    silent.add(name);
                }
            } else {
                double bits = model.bits(column, level, frequencies.log(column, table.cell(left, column)));
                parts.add(new Part(name + " " + words.getString(key(column, level)), bits));
            }
        }
        parts.sort((one, other) -> Double.compare(Math.abs(other.bits), Math.abs(one.bits)));
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(text.length() == 0 ? "" : ", ").append(part));
        if (!silent.isEmpty()) {
            text.append("; ").append(words.getString("silent")).append(": ").append(String.join(", ", silent));
        }
        return text.toString();
    }

    private String key(int column, int level) {
        return "level." + table.types().get(column).measure().name().toLowerCase(Locale.ROOT) + "." + level;
    }

    private record Part(String text, double bits) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s (%+.1f)", text, bits);
        }
    }
}
