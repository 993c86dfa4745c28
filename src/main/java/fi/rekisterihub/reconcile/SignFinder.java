package fi.rekisterihub.reconcile;

import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.PersonGuards;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Fetches, for a whole chunk at once, whom exact identifiers name and what guards the persons. */
@Component
class SignFinder {

    private static final String IN_REGISTER = "select id from person where register_id = :register and id = any(:ids)";
    private static final String FAILED = """
            select split_part(record_key, '@', 1) as who, min(record_key) as first from parked
             where status = 'open' and feed = :feed and register_id = :register
               and split_part(record_key, '@', 1) = any(:who)
             group by 1
            """;

    private final JdbcClient jdbc;
    private final Identities identities;
    private final PersonGuards guards;

    SignFinder(JdbcClient jdbc, Identities identities, PersonGuards guards) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.guards = guards;
    }

    /** Persons whom the chunk names by an identifier of its own kind, not by contact data. */
    Named named(String registerId, List<Seen> chunk) {
        List<Observation> naming = chunk.stream()
                .map(Seen::observation)
                .filter(PersonSigns::nameSomebody)
                .toList();
        if (naming.isEmpty()) {
            return new Named(Map.of(), Set.of());
        }
        Map<String, Long> found = identities.find(
                registerId,
                naming.stream().flatMap(seen -> PersonSigns.keys(seen).stream()).collect(Collectors.toSet()));
        Set<Long> ids = new HashSet<>(found.values());
        naming.stream().map(PersonSigns::id).filter(Objects::nonNull).forEach(ids::add);
        return new Named(found, inRegister(registerId, ids));
    }

    PersonSigns signs(String feed, String registerId, List<Seen> chunk, Named named, Set<Long> loaded) {
        return new PersonSigns(named.identities(), named.persons(), guards.of(loaded), failed(feed, registerId, chunk));
    }

    private Set<Long> inRegister(String registerId, Set<Long> ids) {
        return Set.copyOf(jdbc.sql(IN_REGISTER)
                .param("register", registerId)
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    private Map<String, String> failed(String feed, String registerId, List<Seen> chunk) {
        Set<String> who = chunk.stream()
                .map(seen -> PersonSigns.who(seen.record().key()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, String> failed = new HashMap<>();
        if (!who.isEmpty()) {
            jdbc.sql(FAILED)
                    .param("feed", feed)
                    .param("register", registerId)
                    .param("who", who.toArray(String[]::new))
                    .query(row -> {
                        failed.put(row.getString("who"), row.getString("first"));
                    });
        }
        return failed;
    }

    /** @param persons those of this register */
    record Named(Map<String, Long> identities, Set<Long> persons) {}
}
