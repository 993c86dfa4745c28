package fi.rekisterihub.content;

import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.Mapping;
import java.util.List;
import java.util.Map;

/** The records of a table that reads one delivered record as several: an answer about a company as its persons. */
final class PartsOfRecords implements RecordReader {

    private final RecordReader delivered;
    private final Mapping mapping;

    PartsOfRecords(RecordReader delivered, Mapping mapping) {
        this.delivered = delivered;
        this.mapping = mapping;
    }

    @Override
    public void read(RecordConsumer consumer) {
        long[] ordinal = {0};
        delivered.read((number, line, raw, fields, bad) -> {
            if (bad != null) {
                consumer.take(++ordinal[0], line, raw, fields, bad);
                return;
            }
            List<Map<String, Object>> parts;
            try {
                parts = mapping.parts(fields);
            } catch (BadRecord unusable) {
                consumer.take(++ordinal[0], line, raw, fields, unusable);
                return;
            }
            for (Map<String, Object> part : parts) {
                consumer.take(++ordinal[0], ordinal[0], () -> Json.of(part), part, null);
            }
        });
    }

    @Override
    public String dialect() {
        return "parts of " + delivered.dialect();
    }

    @Override
    public Edges edges() {
        return delivered.edges();
    }

    @Override
    public List<String> header() {
        return delivered.header();
    }
}
