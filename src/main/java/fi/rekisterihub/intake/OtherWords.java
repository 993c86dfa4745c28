package fi.rekisterihub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.content.RowText;
import fi.rekisterihub.content.Unmendable;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.mapping.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What else is told of an entity: the last content of its other records, read once more by today's tables. */
@Component
public class OtherWords {

    private static final String SPEAKING = """
            select r.entity_id, s.feed, convert_from(r.raw, 'UTF8') as raw, u.delivery_id
              from source_record r
              join stream s on s.id = r.stream_id
              left join run u on u.id = r.run_id
             where r.entity_id = any(:entities) and s.register_id = :register and r.outcome in ('a', 'r')
               and not (s.feed = :feed and r.key = any(:leaving))
             order by r.run_id desc, r.key desc
            """;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Mappings mappings;
    private final ParkedReplay texts;

    OtherWords(JdbcClient jdbc, Mappings mappings, ParkedReplay texts) {
        this.jdbc = jdbc;
        this.mappings = mappings;
        this.texts = texts;
    }

    /**
     * @param leaving keys of records of the feed that speak no more
     * @return by entity, the newest word first
     */
    public Map<Long, List<Word>> of(
            String registerId, Collection<Long> entities, String feed, Collection<String> leaving) {
        Map<Long, @Nullable RowText> forms = new HashMap<>();
        Map<Long, List<Word>> words = new HashMap<>();
        jdbc.sql(SPEAKING)
                .param("entities", entities.toArray(Long[]::new))
                .param("register", registerId)
                .param("feed", feed)
                .param("leaving", leaving.toArray(String[]::new))
                .query((row, n) ->
                        new Record(row.getLong("entity_id"), row.getString("feed"), row.getString("raw"), (Long)
                                row.getObject("delivery_id")))
                .list()
                .forEach(record -> words.computeIfAbsent(record.entity(), any -> new ArrayList<>())
                        .add(word(record, forms)));
        return words;
    }

    private Word word(Record record, Map<Long, @Nullable RowText> forms) {
        Optional<Mapping> mapping = mappings.find(record.feed());
        Reading reading = mapping.map(table -> read(record, table, forms)).orElse(null);
        if (reading instanceof Reading.Told told) {
            return new Word(record.feed(), told.observation(), mapping.get());
        }
        return new Word(
                record.feed(),
                reading instanceof Reading.NotWanted ? new Observation("", Map.of(), Map.of()) : null,
                mapping.orElse(null));
    }

    /** Null when the text alone does not say what the record said. */
    private @Nullable Reading read(Record record, Mapping mapping, Map<Long, @Nullable RowText> forms) {
        if (mapping.content() instanceof ContentFormat.Csv) {
            Long delivery = record.delivery();
            RowText form = delivery == null ? null : forms.computeIfAbsent(delivery, id -> form(id, mapping));
            return form == null ? null : read(mapping, form.header(), form.values(record.raw()));
        }
        if (mapping.content() instanceof ContentFormat.Fixed fixed) {
            Map<String, String> fields = RecordReaders.fieldsOf(record.raw(), fixed);
            return fields.isEmpty() ? null : mapping.read(fields);
        }
        if (mapping.content() instanceof ContentFormat.Population) {
            return null;
        }
        try {
            return mapping.read(JSON.readValue(record.raw(), OBJECT));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable Reading read(Mapping mapping, List<String> header, List<String> values) {
        if (header.size() != values.size()) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            fields.put(header.get(i), values.get(i));
        }
        return mapping.read(fields);
    }

    private @Nullable RowText form(long delivery, Mapping mapping) {
        try {
            return texts.textOf(delivery, mapping);
        } catch (Unmendable gone) {
            return null;
        }
    }

    private record Record(
            long entity, String feed, String raw, @Nullable Long delivery) {}

    /**
     * What one other record says.
     *
     * @param said null when it cannot be read again, so that nobody knows any more
     */
    public record Word(
            String feed,
            @Nullable Observation said,
            @Nullable Mapping table) {

        /** Whether the record may have told the field, although what it told cannot be read again. */
        public boolean mayTell(String field) {
            return said == null && (table == null || table.targets().contains(field));
        }

        /** Whether it says that there is none, which is more than to be silent. */
        public boolean tellsNone(String field) {
            return said != null
                    && said.values().containsKey(field)
                    && said.values().get(field) == null;
        }

        /** Null when it says nothing of it. */
        public @Nullable String tells(String field) {
            return said == null ? null : said.values().get(field);
        }
    }
}
