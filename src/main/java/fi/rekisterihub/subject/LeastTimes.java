package fi.rekisterihub.subject;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.RetentionRule;
import fi.rekisterihub.register.PersonTraces;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a profile keeps for a least time, counted from when a value of it was last stored: that is never before the clock that
 * the rule means, so nothing goes too early.
 */
@Component
class LeastTimes implements StopsErasure {

    private static final String LAST_STORED = """
            select (max(at) at time zone 'Europe/Helsinki')::date from change
             where entity_id = any(:ids) and field = any(:fields) and new_value is not null
            """;

    private final JdbcClient jdbc;
    private final Profiles profiles;

    LeastTimes(JdbcClient jdbc, Profiles profiles) {
        this.jdbc = jdbc;
        this.profiles = profiles;
    }

    @Override
    public List<Stop> of(PersonTraces person) {
        List<Stop> stops = new ArrayList<>();
        profiles.find(person.registerId()).ifPresent(profile -> {
            for (RetentionRule rule : profile.retention()) {
                stop(profile, rule, person).ifPresent(stops::add);
            }
        });
        return stops;
    }

    private Optional<Stop> stop(Profile profile, RetentionRule rule, PersonTraces person) {
        Set<String> fields = fields(profile, rule.what());
        if (rule.atLeast() == null || fields.isEmpty()) {
            return Optional.empty();
        }
        LocalDate last = jdbc.sql(LAST_STORED)
                .param("ids", person.ids())
                .param("fields", fields.toArray(String[]::new))
                .query(LocalDate.class)
                .optional()
                .orElse(null);
        if (last == null) {
            return Optional.empty();
        }
        LocalDate until = last.plus(rule.atLeast());
        return until.isBefore(Finland.today())
                ? Optional.empty()
                : Optional.of(new Stop(rule.what(), "at-least " + rule.atLeast(), until));
    }

    private static Set<String> fields(Profile profile, String what) {
        return profile.groups().stream()
                .filter(group -> group.id().equals(what) && group.entity().equals("person"))
                .findFirst()
                .map(Profile.Group::fields)
                .or(() -> profile.dataClasses().stream()
                        .filter(one -> one.id().equals(what))
                        .findFirst()
                        .map(Profile.DataClass::fields))
                .orElse(Set.of())
                .stream()
                .collect(Collectors.toSet());
    }
}
