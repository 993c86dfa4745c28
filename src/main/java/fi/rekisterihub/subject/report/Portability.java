package fi.rekisterihub.subject.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.SpreadsheetCell;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import fi.rekisterihub.register.RegisterReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the person gave themselves, to take elsewhere (GDPR article 20): values of the profile's sources of kind person, no others. */
@Component
public class Portability {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegisterReader register;
    private final EntityLinks links;

    Portability(RegisterReader register, EntityLinks links) {
        this.register = register;
        this.links = links;
    }

    /** @param storedAt null where the history does not tell */
    public record Given(
            String field,
            String value,
            String source,
            @Nullable Instant storedAt) {}

    public List<Given> of(Profile profile, long personId) {
        Set<String> own = profile.sources().stream()
                .filter(source -> source.kind().equals("person"))
                .map(Profile.SourceRule::feed)
                .collect(Collectors.toSet());
        List<Given> given = new ArrayList<>();
        for (long part : links.allParts(List.of(personId))) {
            register.person(part).map(EntityView::fields).orElse(List.of()).stream()
                    .filter(field -> field.feed() != null && own.contains(field.feed()))
                    .filter(field -> field.value() != null)
                    .forEach(field -> given.add(given(field)));
        }
        return given;
    }

    public byte[] json(Profile profile, long personId) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("register", profile.id());
        file.put("controller", profile.controller().name());
        file.put("madeAt", Instant.now().toString());
        file.put(
                "data",
                of(profile, personId).stream()
                        .map(one -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("field", one.field());
                            row.put("value", one.value());
                            row.put("source", one.source());
                            row.put(
                                    "storedAt",
                                    one.storedAt() == null
                                            ? null
                                            : one.storedAt().toString());
                            return row;
                        })
                        .toList());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The portable data cannot be written as JSON.", e);
        }
    }

    /** UTF-8 with a byte order mark, which spreadsheets need to know it by. */
    public byte[] csv(Profile profile, long personId) {
        StringBuilder text = new StringBuilder("\ufefffield,value,source,storedAt\r\n");
        for (Given one : of(profile, personId)) {
            text.append(Stream.of(one.field(), one.value(), one.source(), one.storedAt() == null ? "" : one.storedAt())
                    .map(Portability::cell)
                    .collect(Collectors.joining(",", "", "\r\n")));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 4180, and nothing that a spreadsheet would run. */
    private static String cell(Object value) {
        return '"' + SpreadsheetCell.harmless(value).replace("\"", "\"\"") + '"';
    }

    private static Given given(FieldView field) {
        return new Given(field.name(), String.valueOf(field.value()), String.valueOf(field.feed()), field.at());
    }
}
