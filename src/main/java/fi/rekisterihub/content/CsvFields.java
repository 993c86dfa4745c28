package fi.rekisterihub.content;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row at hand under the names of the header, without copying it: most rows are only asked for their key. */
final class CsvFields extends AbstractMap<String, String> {

    private final Map<String, Integer> columns;
    private final CsvRow row;

    CsvFields(Map<String, Integer> columns, CsvRow row) {
        this.columns = columns;
        this.row = row;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        Integer column = columns.get(name);
        return column == null || column >= row.count ? null : row.field(column);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        Integer column = columns.get(name);
        return column != null && column < row.count;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        Map<String, String> copy = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            if (column < row.count) {
                copy.put(name, row.field(column));
            }
        });
        return copy.entrySet();
    }
}
