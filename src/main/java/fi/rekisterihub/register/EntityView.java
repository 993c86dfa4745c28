package fi.rekisterihub.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A company or a person with every field that is known of it. */
public record EntityView(
        long id,
        EntityKind kind,
        String registerId,
        List<FieldView> fields,
        @Nullable Instant restrictedAt,
        @Nullable Instant deceasedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** What people call it; its number when it has no name. */
    public String name() {
        Stream<String> parts = kind == EntityKind.COMPANY ? Stream.of("name") : Stream.of("givenName", "familyName");
        String name = parts.map(this::value).flatMap(Optional::stream).collect(Collectors.joining(" "));
        return name.isBlank() ? "#" + id : name;
    }

    public boolean anyWithheld() {
        return fields.stream().anyMatch(FieldView::withheld);
    }

    public Optional<String> value(String field) {
        return fields.stream().filter(it -> it.name().equals(field)).findFirst().map(FieldView::value);
    }
}
