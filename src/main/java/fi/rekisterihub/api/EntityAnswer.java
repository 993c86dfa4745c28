package fi.rekisterihub.api;

import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import fi.rekisterihub.register.RoleView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company or a person in an answer: the fields that have a value, each with its source, time and rule.
 *
 * @param withheld names of fields that a source does not hand out, so that they must stay empty
 */
record EntityAnswer(
        long id,
        String kind,
        String registerId,
        String name,
        List<FieldView> fields,
        List<String> withheld,
        List<RoleView> roles,
        @Nullable Instant restrictedAt,
        @Nullable Instant deceasedAt,
        Instant createdAt,
        Instant updatedAt) {

    static EntityAnswer of(EntityView entity, List<RoleView> roles) {
        return new EntityAnswer(
                entity.id(),
                entity.kind().word(),
                entity.registerId(),
                entity.name(),
                entity.fields().stream().filter(field -> field.value() != null).toList(),
                entity.fields().stream()
                        .filter(FieldView::withheld)
                        .map(FieldView::name)
                        .toList(),
                roles,
                entity.restrictedAt(),
                entity.deceasedAt(),
                entity.createdAt(),
                entity.updatedAt());
    }
}
