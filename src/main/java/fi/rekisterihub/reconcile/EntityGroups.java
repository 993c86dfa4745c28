package fi.rekisterihub.reconcile;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.SourceRule;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * To which groups of its register a person or company belongs: those that the feeds which tell of it may fill. Whoever is in
 * several may have the fields of all of them, and no others (PROMISES M1).
 */
@Component
class EntityGroups {

    private static final List<String> BY_HAND = List.of("person", "steward");

    private static final String FEEDS = """
            select distinct s.feed from source_record r join stream s on s.id = r.stream_id
             where r.entity_id = any(all_parts(array[:entity::bigint])) and s.register_id = :register
            """;

    private final JdbcClient jdbc;

    EntityGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The fields that this source may fill of the entity. */
    Set<String> fields(Profile profile, EntityView entity, SourceRule source) {
        String kind = entity.kind().word();
        Set<String> own = new LinkedHashSet<>(profile.groupsOf(feeds(profile, entity)));
        own.removeIf(group -> profile.groups().stream()
                .noneMatch(one -> one.id().equals(group) && one.entity().equals(kind)));
        Set<String> groups = new LinkedHashSet<>(source.groups());
        // Where no feed says to which of the groups it belongs, it may be any of them.
        if (!own.isEmpty()) {
            groups.retainAll(own);
        }
        return profile.fields(kind, groups);
    }

    /** Those that sent records of it, and those whose values it still has. What is entered by hand makes nobody a member. */
    private Set<String> feeds(Profile profile, EntityView entity) {
        Set<String> feeds = new HashSet<>(jdbc.sql(FEEDS)
                .param("entity", entity.id())
                .param("register", profile.id())
                .query(String.class)
                .list());
        entity.fields().stream()
                .map(FieldView::feed)
                .filter(Objects::nonNull)
                .flatMap(feed -> profile.source(feed).stream())
                .filter(source -> !BY_HAND.contains(source.kind()))
                .map(SourceRule::feed)
                .forEach(feeds::add);
        return feeds;
    }
}
