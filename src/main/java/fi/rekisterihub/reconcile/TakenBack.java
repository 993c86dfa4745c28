package fi.rekisterihub.reconcile;

import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.Roles;
import fi.rekisterihub.register.Roles.Place;
import fi.rekisterihub.register.StoredEntity;
import fi.rekisterihub.register.SubjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a decision wrote, field by field, and what of it goes back: a value that somebody has changed since stays, and
 * so does one whose former value belongs to an erased person.
 */
@Component
class TakenBack {

    static final String RULE = "undone";

    // A decision and its changes are written in one transaction, so they carry the same time to the microsecond.
    private static final String WRITTEN = """
            select c.field, c.old_value, c.new_value, c.feed, c.rule,
                   (select e.feed from change e
                     where e.entity_id = c.entity_id and e.field = c.field and e.change_set_id < c.change_set_id
                     order by e.change_set_id desc limit 1) as teller
              from review r
              join change c on c.entity_id = :entity and c.at = r.decided_at and c.actor = r.decided_by
             where r.id = :review
            """;
    private static final String FOLLOWED = """
            select exists (select from change_set c, review r
                            where r.id = :review and c.entity_id = :entity and c.at > r.decided_at)
                or exists (select from permission_subject where subject_key = :person)
            """;
    private static final Pattern ROLE = Pattern.compile("(.*) · company (\\d+)", Pattern.DOTALL);

    private final JdbcClient jdbc;
    private final Roles roles;
    private final Suppressions suppressions;
    private final ErasedValues erasedValues;

    TakenBack(JdbcClient jdbc, Roles roles, Suppressions suppressions, ErasedValues erasedValues) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.suppressions = suppressions;
        this.erasedValues = erasedValues;
    }

    private record Written(
            String field,
            @Nullable String oldValue,
            @Nullable String newValue,
            String feed,
            String rule,
            @Nullable String teller) {

        /** Who stands as the field's teller if nobody has touched it since; nobody where nobody told it any more. */
        @Nullable
        String tellerSince() {
            return Departure.tellerAfter(rule, feed);
        }
    }

    /** Whether anything has been written or said of the entity after the decision. */
    boolean followed(ReviewView review, long entityId) {
        return jdbc.sql(FOLLOWED)
                .param("review", review.id())
                .param("entity", entityId)
                .param("person", SubjectKeys.person(entityId))
                .query(Boolean.class)
                .single();
    }

    /** Puts the values back into the entity and the roles, and tells how; null when there is nothing to put back. */
    @Nullable
    Change of(ReviewView review, EntityKind kind, StoredEntity entity, String who) {
        List<Written> written = jdbc.sql(WRITTEN)
                .param("entity", entity.id())
                .param("review", review.id())
                .query(Written.class)
                .list();
        Set<String> erased = erased(review.registerId(), written);
        List<Written> back = written.stream()
                .filter(one -> one.field().equals(RoleJudge.FIELD)
                        ? roleBack(entity.id(), one)
                        : fieldBack(entity, one, erased))
                .toList();
        if (back.isEmpty()) {
            return null;
        }
        boolean correction = back.stream().anyMatch(one -> !one.field().equals(RoleJudge.FIELD));
        return new Change(changeSet(review, entity.id(), back, who), kind, correction);
    }

    private Set<String> erased(String registerId, List<Written> written) {
        List<String> former =
                written.stream().map(this::keyOf).filter(key -> !key.isEmpty()).toList();
        return suppressions.suppressed(registerId, former);
    }

    /** Empty for a field that identifies nobody. */
    private String keyOf(Written one) {
        return Objects.requireNonNullElse(erasedValues.key(one.field(), one.oldValue()), "");
    }

    private boolean fieldBack(StoredEntity entity, Written one, Set<String> erased) {
        boolean stillThere = Objects.equals(entity.value(one.field()), one.newValue())
                && Objects.equals(entity.feed(one.field()), one.tellerSince());
        if (!stillThere || erased.contains(keyOf(one))) {
            return false;
        }
        entity.takeBack(one.field(), one.oldValue(), one.teller());
        return true;
    }

    private boolean roleBack(long personId, Written one) {
        Optional<Role> now = Role.of(one.newValue());
        if (now.isEmpty()) {
            return Role.of(one.oldValue())
                    .map(ended -> roleAgain(personId, ended, one.feed()))
                    .orElse(false);
        }
        Place place = new Place(personId, now.get().companyId());
        String duty = roles.of(List.of(personId)).get(place);
        if (!String.valueOf(now.get().duty()).equals(duty)) {
            return false;
        }
        Optional<Role> before = Role.of(one.oldValue());
        roles.takeBack(place, before.map(Role::duty).orElse(null), before.isPresent());
        return true;
    }

    private boolean roleAgain(long personId, Role ended, String feed) {
        Place place = new Place(personId, ended.companyId());
        if (roles.of(List.of(personId)).containsKey(place)) {
            return false;
        }
        roles.put(List.of(new Roles.Role(place, ended.duty())), feed);
        return true;
    }

    private static ChangeSet changeSet(ReviewView review, long entityId, List<Written> back, String who) {
        List<@Nullable String> before = new ArrayList<>();
        List<@Nullable String> after = new ArrayList<>();
        back.forEach(one -> {
            before.add(one.newValue());
            after.add(one.oldValue());
        });
        return new ChangeSet(
                entityId,
                review.registerId(),
                review.runId(),
                review.feed(),
                back.stream().map(Written::field).toList(),
                before,
                after,
                back.stream().map(one -> RULE).toList(),
                who);
    }

    /** A role as the history writes it. */
    private record Role(@Nullable String duty, long companyId) {

        static Optional<Role> of(@Nullable String written) {
            Matcher parts = ROLE.matcher(written == null ? "" : written);
            return parts.matches()
                    ? Optional.of(new Role(
                            parts.group(1).equals("–") ? null : parts.group(1), Long.parseLong(parts.group(2))))
                    : Optional.empty();
        }
    }
}
