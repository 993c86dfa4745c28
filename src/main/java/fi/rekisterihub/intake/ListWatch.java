package fi.rekisterihub.intake;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.ListRules;
import fi.rekisterihub.mapping.ListRules.Found;
import fi.rekisterihub.mapping.ListRules.Place;
import fi.rekisterihub.mapping.ListRules.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listens to what a list says of itself while its records are read: of which day it is, and how many records it has. */
final class ListWatch implements RecordReader {

    private final RecordReader reader;
    private final ListRules rules;
    private final String fileName;
    private @Nullable LocalDate ofFields;

    /** @param fileName as the sender called it, empty when it had no name */
    ListWatch(RecordReader reader, ListRules rules, String fileName) {
        this.reader = reader;
        this.rules = rules;
        this.fileName = fileName;
    }

    @Override
    public void read(RecordConsumer consumer) {
        long[] records = {0};
        reader.read((ordinal, line, raw, fields, bad) -> {
            records[0]++;
            if (bad == null) {
                look(fields);
            }
            consumer.take(ordinal, line, raw, fields, bad);
        });
        mustHave(records[0]);
    }

    /** The day of the list, known when it has been read; empty when the table does not look for one. */
    Optional<LocalDate> version() {
        Version version = rules.version();
        if (version == null) {
            return Optional.empty();
        }
        Optional<LocalDate> day = version.found().place() == Place.FIELD
                ? Optional.ofNullable(ofFields)
                : version.in(at(version.found()));
        return Optional.of(day.orElseThrow(() -> new UnreadableDelivery(
                "The list does not say of which day it is: %s holds no day as list.version of the mapping describes it."
                        .formatted(words(version.found().place())),
                null)));
    }

    /** Whether this delivery holds changes and no whole list. */
    boolean onlyChanges() {
        Found changes = rules.changes();
        return changes != null && changes.in(at(changes)).isPresent();
    }

    private void look(Map<String, ?> fields) {
        Version version = rules.version();
        String field = version == null ? null : version.field();
        if (version != null && field != null && fields.get(field) instanceof String text) {
            version.in(text)
                    .filter(day -> ofFields == null || day.isAfter(ofFields))
                    .ifPresent(day -> ofFields = day);
        }
    }

    private void mustHave(long records) {
        Found count = rules.count();
        if (count == null) {
            return;
        }
        String said = count.in(at(count))
                .filter(text -> text.matches("\\d{1,18}"))
                .orElseThrow(() -> new UnreadableDelivery(
                        "The list does not say how many records it has: %s holds no number as list.count of the mapping describes it."
                                .formatted(words(count.place())),
                        null));
        if (Long.parseLong(said) != records) {
            throw new UnreadableDelivery(
                    "The list says that it has %d records, and %d came. Nothing was changed; have it sent again."
                            .formatted(Long.parseLong(said), records),
                    null);
        }
    }

    private String at(Found found) {
        return switch (found.place()) {
            case FILE_NAME -> fileName;
            case HEADER -> reader.edges().above();
            case TRAILER -> reader.edges().below();
            case FIELD -> "";
        };
    }

    private String words(Place place) {
        return switch (place) {
            case FILE_NAME -> fileName.isEmpty() ? "the file came without a name, so its name" : "the name of the file";
            case HEADER -> "what stands above the records";
            case TRAILER -> "the last line";
            case FIELD -> "its records";
        };
    }

    @Override
    public String dialect() {
        return reader.dialect();
    }

    @Override
    public List<String> header() {
        return reader.header();
    }

    @Override
    public Edges edges() {
        return reader.edges();
    }
}
