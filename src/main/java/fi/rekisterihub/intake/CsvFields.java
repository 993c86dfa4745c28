package fi.rekisterihub.intake;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row under the names of the header, without copying it: most rows are only asked for their key. */
final class CsvFields extends AbstractMap<String, String> {

    private final Map<String, Integer> columns;
    private final CsvRecord row;

    CsvFields(Map<String, Integer> columns, CsvRecord row) {
        this.columns = columns;
        this.row = row;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        Integer column = columns.get(name);
        return column == null || column >= row.getFieldCount() ? null : row.getField(column);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        Integer column = columns.get(name);
        return column != null && column < row.getFieldCount();
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        Map<String, String> copy = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            if (column < row.getFieldCount()) {
                copy.put(name, row.getField(column));
            }
        });
        return copy.entrySet();
    }
}
