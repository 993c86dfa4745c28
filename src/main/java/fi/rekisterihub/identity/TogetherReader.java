package fi.rekisterihub.identity;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who is one with an entity, what holds of them together, and how it came about. */
@Component
public final class TogetherReader {

    private static final int LATEST = 100;

    private static final String EVENTS = """
            select id, part_id, head_before, head_after, cause, actor, at from identity_event
             where part_id = any(:ids) or head_before = any(:ids) or head_after = any(:ids)
             order by id desc
             limit %d
            """.formatted(LATEST);

    private final EntityLinks links;
    private final RegisterReader register;
    private final Profiles profiles;
    private final SaidPairs said;
    private final JdbcClient jdbc;

    TogetherReader(EntityLinks links, RegisterReader register, Profiles profiles, SaidPairs said, JdbcClient jdbc) {
        this.links = links;
        this.register = register;
        this.profiles = profiles;
        this.said = said;
        this.jdbc = jdbc;
    }

    public Together with(EntityView entity) {
        List<Long> parts = links.allParts(List.of(entity.id()));
        List<EntityView> views = parts.stream()
                .map(id -> id == entity.id() ? Optional.of(entity) : read(entity.kind(), id))
                .flatMap(Optional::stream)
                .toList();
        List<GoldenField> golden = profiles.find(entity.registerId())
                .map(profile -> new GoldenRecord(profile).of(views))
                .orElse(List.of());
        return new Together(parts.get(0), parts, golden, events(parts), said.about(parts));
    }

    private Optional<EntityView> read(EntityKind kind, long id) {
        return kind == EntityKind.PERSON ? register.person(id) : register.company(id);
    }

    private List<Together.Event> events(List<Long> parts) {
        return jdbc.sql(EVENTS)
                .param("ids", parts.toArray(Long[]::new))
                .query((row, n) -> new Together.Event(
                        row.getLong("id"),
                        row.getLong("part_id"),
                        row.getLong("head_before"),
                        row.getLong("head_after"),
                        row.getString("cause"),
                        row.getString("actor"),
                        Times.instant(row, "at")))
                .list();
    }
}
